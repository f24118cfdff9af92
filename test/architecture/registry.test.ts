/** Every file of an operation is in the registry, under the operation's own name. */
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { actions, findAction } from "../../src/actions/registry.ts";
import { serviceModel, serviceNames } from "../../src/model/shapes.ts";

const kebabCase = (operation: string) =>
  operation
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();

test.each(serviceNames)("the files of %s are its actions", (service) => {
  const folder = new URL(`../../src/actions/${service}/`, import.meta.url);
  const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ""));
  const operations = actions
    .filter((action) => action.service === service)
    .map(({ operation }) => kebabCase(operation));
  expect(operations.sort()).toEqual(files.sort());
});

test("every operation that AWS models for Auto Scaling has an action", () => {
  const missing = [...serviceModel("autoscaling").operations.keys()].filter(
    (operation) => findAction("autoscaling", operation) === undefined,
  );
  expect(missing).toEqual([]);
});

test("every action is an operation of its service's model, and is found by name", () => {
  for (const action of actions) {
    expect(serviceModel(action.service).operations.has(action.operation)).toBe(true);
    expect(findAction(action.service, action.operation)).toBe(action);
  }
});
