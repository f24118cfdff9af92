/** Which capacity the policies of an alarm lead to, in each state and for each type of policy. */
import { describe, expect, test } from "vitest";
import type { Alarm, AlarmState } from "../../src/domain/alarm.ts";
import type { AutoScalingGroup } from "../../src/domain/group.ts";
import type { ScalingPolicy } from "../../src/domain/scaling-policy.ts";
import { timings } from "../../src/domain/timing.ts";
import { alarmActionChanges } from "../../src/planner/alarm-actions.ts";
import { endOfPolicies } from "../../src/planner/policy-alarms.ts";
import { alarmedRegion } from "../support/alarm-builders.ts";
import { aGroup, now } from "../support/builders.ts";

const aPolicy = (fields: Partial<ScalingPolicy> = {}): ScalingPolicy => ({
  name: "out",
  arn: "arn:out",
  type: "SimpleScaling",
  isEnabled: true,
  adjustmentType: "ChangeInCapacity",
  scalingAdjustment: 2,
  steps: [],
  managedAlarms: [],
  ...fields,
});

interface Parts {
  readonly policies?: readonly ScalingPolicy[];
  readonly group?: Partial<AutoScalingGroup>;
  readonly definition?: Partial<Alarm["definition"]>;
  readonly stored?: Readonly<Record<string, unknown>>;
  readonly state?: AlarmState;
  readonly reasonData?: string;
}

/** The capacity that the alarm asks for; undefined when it asks for none. */
function capacityAfter(parts: Parts): number | undefined {
  const { policies = [aPolicy()], state = "ALARM", stored = { AlarmActions: ["arn:out"] } } = parts;
  const region = alarmedRegion({ cpu: state });
  const scalingPolicies = new Map(policies.map((policy) => [policy.name, policy]));
  const group = aGroup([], { desiredCapacity: 4, maxSize: 20, scalingPolicies, ...parts.group });
  region.groups.set("web", group);
  const alarm = region.alarms.get("cpu") as Alarm;
  const definition = { ...alarm.definition, stored, ...parts.definition } as Alarm["definition"];
  const { reasonData } = parts;
  const changes = alarmActionChanges(
    region,
    { alarm: { ...alarm, definition }, state, reasonData },
    { now, timing: timings.aws },
  );
  const change = changes.find(({ type }) => type === "DesiredCapacityChanged");
  return change?.type === "DesiredCapacityChanged" ? change.to : undefined;
}

describe("an alarm", () => {
  const rows: [string, Parts, number | undefined][] = [
    ["has an action for ALARM", {}, 6],
    ["has one for OK", { state: "OK", stored: { OKActions: ["arn:out"] } }, 6],
    [
      "has one for missing data",
      { state: "INSUFFICIENT_DATA", stored: { InsufficientDataActions: ["arn:out"] } },
      6,
    ],
    ["has none for another state", { state: "OK" }, undefined],
    ["has none for another policy", { stored: { AlarmActions: ["arn:in"] } }, undefined],
    ["acts not while its actions are off", { definition: { isActionsEnabled: false } }, undefined],
    ["acts not when it is composite", { definition: { kind: "composite" } }, undefined],
    ["acts not on a policy that is off", { policies: [aPolicy({ isEnabled: false })] }, undefined],
    [
      "acts not on a group without AlarmNotification",
      { group: { suspendedProcesses: new Map([["AlarmNotification", now]]) } },
      undefined,
    ],
    ["acts not on a group in deletion", { group: { deletionBegunAt: now } }, undefined],
    [
      "takes the largest capacity",
      {
        policies: [aPolicy(), aPolicy({ name: "more", arn: "arn:more", scalingAdjustment: 3 })],
        stored: { AlarmActions: ["arn:out", "arn:more"] },
      },
      7,
    ],
    [
      "changes nothing by a prediction",
      { policies: [aPolicy({ type: "PredictiveScaling" })] },
      undefined,
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(capacityAfter(parts)).toBe(expected);
  });

  test("G-072 acts not on a simple policy during the cooldown", () => {
    const activity = {
      id: "a",
      kind: "launch",
      cause: "",
      startTime: now,
      statusCode: "InProgress",
      progress: 50,
    } as const;
    const group = { activities: new Map([["a", activity]]) };
    expect(capacityAfter({ group })).toBeUndefined();
  });
});

const data = (...values: unknown[]) => JSON.stringify({ recentDatapoints: values });
const low = { AlarmActions: ["arn:out"], Threshold: 50, ComparisonOperator: "LessThanThreshold" };
const high = { ...low, ComparisonOperator: "GreaterThanThreshold" };

describe("steps", () => {
  const steps = [
    { upperBound: -10, adjustment: -2 },
    { lowerBound: -10, upperBound: 0, adjustment: -1 },
    { lowerBound: 0, upperBound: 10, adjustment: 1 },
    { lowerBound: 10, adjustment: 2 },
  ];
  const rows: [string, object, string | undefined, number | undefined][] = [
    ["the last value counts", high, data(90, 55), 5],
    ["far above", high, data(55, 90), 6],
    ["at a bound, above", high, data(60), 6],
    ["at a bound, below", low, data(40), 2],
    ["a little below", low, data(45), 3],
    ["without a value at the threshold, above", high, undefined, 5],
    ["without a value at the threshold, below", low, undefined, 3],
    ["without datapoints", high, "{}", 5],
    ["with a value that is no number", high, data("90"), 5],
    ["with nothing at all", high, "null", 5],
    ["without a threshold", { AlarmActions: ["arn:out"] }, data(9), 5],
  ];
  test.each(rows)("%s", (_, stored, reasonData, expected) => {
    const policies = [aPolicy({ type: "StepScaling", steps })];
    const parts = { policies, stored: { ...stored } };
    expect(capacityAfter(reasonData === undefined ? parts : { ...parts, reasonData })).toBe(
      expected,
    );
  });
});

describe("target tracking", () => {
  const rows: [string, object, string | undefined, number, number | undefined][] = [
    ["in proportion to the metric", high, data(75), 50, 6],
    ["rounded up", high, data(76), 50, 7],
    ["one more at least", high, data(50), 50, 5],
    ["in proportion downwards", low, data(25), 50, 2],
    ["never more on low values", low, data(90), 50, undefined],
    ["one more without a value", high, undefined, 50, 5],
    ["one fewer without a value", low, undefined, 50, 3],
    ["one more without a target", high, data(75), 0, 5],
    ["one fewer without a target", low, data(75), 0, 3],
  ];
  test.each(rows)("%s", (_, stored, reasonData, target, expected) => {
    const tracking = { targetTracking: { TargetValue: target } };
    const policies = [aPolicy({ type: "TargetTrackingScaling", ...tracking })];
    const parts = { policies, stored: { ...stored } };
    expect(capacityAfter(reasonData === undefined ? parts : { ...parts, reasonData })).toBe(
      expected,
    );
  });
});

test("the end of policies ends their alarms or takes the action from them", () => {
  const region = alarmedRegion({ managed: "OK", shared: "OK", own: "OK", other: "OK" });
  const store = (name: string, stored: Record<string, unknown>) => {
    const alarm = region.alarms.get(name) as Alarm;
    region.alarms.set(name, { ...alarm, definition: { ...alarm.definition, stored } });
  };
  store("shared", { AlarmActions: ["arn:out", "arn:topic"], OKActions: ["arn:out"] });
  store("own", { InsufficientDataActions: ["arn:out"] });
  store("other", { AlarmActions: ["arn:topic"] });
  const policies = [aPolicy({ managedAlarms: ["managed"] })];
  const summary = (isWithGroup: boolean) =>
    endOfPolicies(region, policies, { isWithGroup }).map((change) =>
      change.type === "AlarmPut" ? [change.alarm.name, change.alarm.stored] : change,
    );
  const shared = ["shared", { AlarmActions: ["arn:topic"], OKActions: [] }];
  expect(summary(false)).toEqual([
    shared,
    ["own", { InsufficientDataActions: [] }],
    { type: "AlarmsDeleted", names: ["managed"] },
  ]);
  expect(summary(true)).toEqual([shared, { type: "AlarmsDeleted", names: ["managed", "own"] }]);
  expect(endOfPolicies(region, [aPolicy({ arn: "arn:unknown" })], { isWithGroup: true })).toEqual(
    [],
  );
});
