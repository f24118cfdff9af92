/** What README says of input members is about members that there are, and names all of them. */
import { describe, expect, test } from "vitest";
import { actions, findAction } from "../../src/actions/registry.ts";
import { type ServiceName, serviceModel, structureOf } from "../../src/model/shapes.ts";
import { type MemberStates, memberStates } from "./member-states.ts";
import { unreadMembers } from "./unread-members.ts";

function membersOf(service: ServiceName, operation: string): readonly string[] {
  const model = serviceModel(service);
  const input = model.operations.get(operation)?.input;
  return input === undefined ? [] : structureOf(model, input).members.map(({ name }) => name);
}

const told = ({ stored = [], withoutEffect = {}, rejected = [], simulated = [] }: MemberStates) => [
  ...stored,
  ...Object.keys(withoutEffect),
  ...rejected,
  ...simulated,
];

const rows = Object.entries(memberStates).flatMap(([service, operations]) =>
  Object.entries(operations ?? {}).map(
    ([operation, states]) => [service as ServiceName, operation, told(states)] as const,
  ),
);

test.each(rows)("the members told of %s %s are AWS's, each once", (service, operation, names) => {
  expect(findAction(service, operation)).toBeDefined();
  expect(names.filter((name) => !membersOf(service, operation).includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

describe("a member that no code names", () => {
  test("is found", () => {
    expect(unreadMembers("autoscaling", "AttachTrafficSources")).toEqual([
      "SkipZonalShiftValidation",
    ]);
  });

  test("is told of, if it is one of Auto Scaling's", () => {
    const silent = actions
      .filter(({ service }) => service === "autoscaling")
      .flatMap(({ operation }) => {
        const known = told(memberStates.autoscaling?.[operation] ?? {});
        const unread = unreadMembers("autoscaling", operation);
        return unread.filter((name) => !known.includes(name)).map((name) => [operation, name]);
      });
    expect(silent).toEqual([]);
  });
});
