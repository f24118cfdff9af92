/** Every file of an operation is in the registry, under the operation's own name. */
import { basename } from "node:path";
import { expect, test } from "vitest";
import { actions, findAction } from "../../src/actions/registry.ts";
import { type ServiceName, serviceModel, serviceNames } from "../../src/model/shapes.ts";
import { sourceFiles } from "./sources.ts";

const kebabCase = (operation: string) =>
  operation
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();

/** The operations that the files of a service define, each with its file's name. */
const definedIn = (service: ServiceName) =>
  sourceFiles(`src/actions/${service}`).flatMap(({ path, text }) =>
    [...text.matchAll(/defineAction\(\s*"(\w+)",\s*"(\w+)"/g)].map(([, of, operation = ""]) => ({
      of,
      operation,
      file: basename(path, ".ts"),
    })),
  );

test.each(serviceNames)("each action of %s has a file of its own, with its name", (service) => {
  const defined = definedIn(service);
  expect(defined.filter(({ of }) => of !== service)).toEqual([]);
  expect(defined.map(({ file }) => file)).toEqual(
    defined.map(({ operation }) => kebabCase(operation)),
  );
  const registered = actions
    .filter((action) => action.service === service)
    .map(({ operation }) => operation);
  expect(registered.toSorted()).toEqual(defined.map(({ operation }) => operation).toSorted());
});

test("every action is an operation of its service's model, and is found by name", () => {
  for (const action of actions) {
    expect(serviceModel(action.service).operations.has(action.operation)).toBe(true);
    expect(findAction(action.service, action.operation)).toBe(action);
  }
});
