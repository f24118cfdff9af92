/** What is said of input members is said of operations that there are, and of all such members. */
import { describe, expect, test } from "vitest";
import type { MemberStates } from "../../src/actions/member-states.ts";
import { actions, findAction } from "../../src/actions/registry.ts";
import type { ServiceName } from "../../src/model/shapes.ts";
import { memberStates } from "./member-states.ts";
import { unreadMembers } from "./unread-members.ts";

const told = (states: MemberStates = {}) => {
  const { stored = [], withoutEffect = {}, rejected = [], simulated = [] } = states;
  return [...stored, ...Object.keys(withoutEffect), ...rejected, ...simulated];
};

const rows = Object.entries(memberStates).flatMap(([service, operations]) =>
  Object.entries(operations).map(
    ([operation, states]) => [service as ServiceName, operation, told(states)] as const,
  ),
);

test.each(rows)("the members told of %s %s are told once", (service, operation, names) => {
  expect(findAction(service, operation)).toBeDefined();
  expect(new Set(names).size).toBe(names.length);
});

describe("a member that no code names", () => {
  test("is found", () => {
    expect(unreadMembers("autoscaling", "GetPredictiveScalingForecast")).toEqual([
      "StartTime",
      "EndTime",
    ]);
  });

  test("is told of, if it is one of Auto Scaling's", () => {
    const silent = actions
      .filter(({ service }) => service === "autoscaling")
      .flatMap(({ operation }) => {
        const known = told(memberStates.autoscaling?.[operation]);
        const unread = unreadMembers("autoscaling", operation);
        return unread.filter((name) => !known.includes(name)).map((name) => [operation, name]);
      });
    expect(silent).toEqual([]);
  });
});
