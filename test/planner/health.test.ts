/** Which unhealthy instances end now, and how many replacements are launched before others do. */
import { describe, expect, test } from "vitest";
import { planScaling } from "../../src/planner/scaling.ts";
import {
  aGroupView,
  aRegion,
  deepFreeze,
  instances,
  now,
  type ViewParts,
} from "../support/builders.ts";

const ready = (count: number, fields = {}) => instances(undefined, "ready", count, fields);
const sick = (count = 1, fields = {}) => instances(undefined, "unhealthy", count, fields);
/** A replacement that was launched for a health check's sake. */
const coming = (condition: "requested" | "pending" | "unsettled") =>
  instances(undefined, condition, 1, { purpose: "health" });
const came = (secondsAgo: number) =>
  ready(1, { purpose: "health", inServiceAt: now - secondsAgo * 1000 });
const policy = (minHealthyPercentage: number, maxHealthyPercentage: number) => ({
  instanceMaintenancePolicy: { minHealthyPercentage, maxHealthyPercentage },
});

function aRegionThatLaunchesFirst() {
  const region = aRegion();
  region.accountSettings.set("launchBeforeTerminate", "enabled");
  return region;
}

/** Ids of the sick that end, and units launched. */
function stepOf(parts: ViewParts) {
  const view = deepFreeze(aGroupView(parts));
  const { terminations, launches } = planScaling(view);
  return {
    ended: terminations.length,
    launched: launches.reduce((units, order) => units + order.units, 0),
    purposes: [...new Set([...terminations, ...launches].map(({ purpose }) => purpose))],
  };
}

const step = (ended: number, launched: number) =>
  ({ ended, launched, purposes: ended + launched === 0 ? [] : ["health"] }) as const;

describe("an instance maintenance policy and unhealthy instances", () => {
  const rows: [string, ViewParts, ReturnType<typeof step>][] = [
    [
      "R-315 without one the instance ends first",
      { instances: [...ready(3), ...sick()] },
      step(1, 1),
    ],
    [
      "R-315 a minimum of 100 launches first, although its maximum leaves no room",
      { instances: [...ready(3), ...sick()], group: policy(100, 110) },
      step(0, 1),
    ],
    [
      "R-315 so does room by the maximum",
      { instances: [...ready(3), ...sick()], group: policy(90, 125) },
      step(0, 1),
    ],
    [
      "R-315 a maximum that gives no room ends first",
      { instances: [...ready(3), ...sick()], group: policy(90, 120) },
      step(1, 1),
    ],
    [
      "R-315 as many as the room is",
      { instances: [...ready(7), ...sick(3)], group: policy(90, 120) },
      step(0, 2),
    ],
    [
      "R-315 nothing while the replacement is on its way",
      {
        instances: [...ready(3), ...sick(), ...coming("pending")],
        group: { desiredCapacity: 4, ...policy(100, 110) },
      },
      step(0, 0),
    ],
    [
      "R-315 nor while it has no health result",
      {
        instances: [...ready(3), ...sick(), ...coming("unsettled")],
        group: { desiredCapacity: 4, ...policy(100, 110) },
      },
      step(0, 0),
    ],
    [
      "R-315 nor within the default warmup",
      {
        instances: [...ready(3), ...sick(), ...came(299)],
        group: { desiredCapacity: 4, defaultInstanceWarmupSeconds: 300, ...policy(100, 110) },
      },
      step(0, 0),
    ],
    [
      "R-315 nor, without one, within the grace period",
      {
        instances: [...ready(3), ...sick(), ...came(299)],
        group: { desiredCapacity: 4, healthCheckGracePeriodSeconds: 300, ...policy(100, 110) },
      },
      step(0, 0),
    ],
    [
      "R-315 once it is ready the unhealthy one goes, and nothing is launched for it",
      {
        instances: [...ready(3), ...sick(), ...came(300)],
        group: { desiredCapacity: 4, defaultInstanceWarmupSeconds: 300, ...policy(100, 110) },
      },
      step(1, 0),
    ],
    [
      "R-315 of two one goes for each that is ready, and the next is launched",
      {
        instances: [...ready(2), ...sick(2), ...came(300)],
        group: { desiredCapacity: 4, ...policy(100, 110) },
      },
      step(1, 1),
    ],
    [
      "R-315 one that the group can spare goes at once",
      { instances: [...ready(4), ...sick()], group: { desiredCapacity: 4, ...policy(100, 110) } },
      step(1, 0),
    ],
    [
      "R-315 the replacement is kept until the group reacts to another",
      {
        instances: [...ready(2), ...sick(2), ...coming("pending")],
        group: { desiredCapacity: 4, healthNotBefore: now + 1, ...policy(100, 110) },
      },
      step(0, 0),
    ],
    [
      "R-141 R-315 in capacity units",
      {
        instances: [...ready(3, { weight: 2 }), ...sick(1, { weight: 2 })],
        group: { desiredCapacity: 8, ...policy(100, 110) },
      },
      step(0, 2),
    ],
    [
      "R-316 one that EC2 has stopped ends first in any case",
      { instances: [...ready(3), ...sick(1, { ec2State: "stopped" })], group: policy(100, 110) },
      step(1, 1),
    ],
    [
      "R-316 one that is terminated too",
      {
        instances: [...ready(3), ...sick(1, { ec2State: "shutting-down" })],
        group: policy(100, 200),
      },
      step(1, 1),
    ],
    [
      "R-314 the account setting launches first",
      { instances: [...ready(3), ...sick()], region: aRegionThatLaunchesFirst() },
      step(0, 1),
    ],
    [
      "R-312 R-314 a policy wins over the setting",
      {
        instances: [...ready(3), ...sick()],
        region: aRegionThatLaunchesFirst(),
        group: policy(90, 100),
      },
      step(1, 1),
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(stepOf(parts)).toEqual(expected);
  });

  test("R-315 the surplus that replaces goes in R-318's order once it is needed no more", () => {
    const members = [...ready(4), ...coming("pending")];
    const { terminations } = planScaling(
      aGroupView({ instances: members, group: { desiredCapacity: 4, ...policy(100, 110) } }),
    );
    expect(terminations.map(({ instance }) => instance.id)).toEqual([members.at(-1)?.id]);
  });

  test("R-315 the group looks again when the replacement has warmed up", () => {
    const group = { desiredCapacity: 4, defaultInstanceWarmupSeconds: 300, ...policy(100, 110) };
    const members = [...ready(3), ...sick(), ...came(200)];
    expect(planScaling(aGroupView({ instances: members, group })).wakeAt).toBe(now + 100_000);
  });
});

describe("a surplus", () => {
  test("R-318 whose launch EC2 has not accepted is waited for, and no healthy one goes", () => {
    const members = [...ready(2), ...instances(undefined, "requested")];
    expect(stepOf({ instances: members, group: { desiredCapacity: 2 } })).toEqual(step(0, 0));
  });
});
