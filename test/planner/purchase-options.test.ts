/** In a group with On-Demand and Spot instances the option over its share goes first. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import type { LaunchSource } from "../../src/domain/launch-source.ts";
import { chooseOutgoing } from "../../src/planner/candidates.ts";
import { aView, instances, now, zones } from "../support/builders.ts";

const halves: LaunchSource = {
  kind: "mixedInstancesPolicy",
  policy: {
    specification: { id: "lt-00000000000000001", name: "web", version: "1" },
    overrides: [],
    distribution: { OnDemandPercentageAboveBaseCapacity: 50 },
  },
};

const one = (id: string, minutesAgo: number, fields: Partial<Instance>) =>
  instances("old", "ready", 1, { id, launchedAt: now - minutesAgo * 60_000, ...fields });
const onDemand = (id: string, minutesAgo: number, fields: Partial<Instance> = {}) =>
  one(id, minutesAgo, { purchaseOption: "onDemand", ...fields });
const spot = (id: string, minutesAgo: number, fields: Partial<Instance> = {}) =>
  one(id, minutesAgo, { purchaseOption: "spot", ...fields });

function chosen(members: Instance[], howMany: number, launchSource: LaunchSource = halves) {
  // The shares are those of the configuration that the refresh launches.
  const view = aView({ instances: members, refresh: { desiredConfiguration: launchSource } });
  return chooseOutgoing(view, { spareReady: howMany, most: howMany }).map(({ id }) => id);
}

const four = [...onDemand("d1", 30), ...onDemand("d2", 20), ...onDemand("d3", 10)];
const six = [...spot("s1", 60), ...spot("s2", 50), ...four, ...onDemand("d4", 5)];

describe("R-127 of those that are to be replaced", () => {
  test("the option over its share goes first, and what has gone is counted", () => {
    expect(chosen(six, 1)).toEqual(["d1"]);
    expect(chosen(six, 4)).toEqual(["d1", "s1", "d2", "s2"]);
  });

  test("the oldest goes where nothing is over its share", () => {
    expect(chosen([...spot("s1", 60), ...onDemand("d1", 30)], 1)).toEqual(["s1"]);
  });

  test("too much Spot goes first, although it is younger", () => {
    expect(chosen([...onDemand("d1", 60), ...spot("s1", 9), ...spot("s2", 5)], 1)).toEqual(["s1"]);
  });

  test("an instance without an option is On-Demand", () => {
    const plain = [...one("p1", 30, {}), ...one("p2", 20, {}), ...one("p3", 10, {})];
    expect(chosen([...spot("s1", 60), ...plain], 3)).toEqual(["p1", "s1", "p2"]);
  });

  test("without a policy nobody asks for the option", () => {
    const source = {
      kind: "launchTemplate",
      specification: { id: "lt-00000000000000001", name: "web", version: "1" },
    } as const;
    expect(chosen(six, 2, source)).toEqual(["s1", "s2"]);
  });

  test("R-121 of zones that are equally full the first by name goes first", () => {
    const [a, b] = zones;
    const members = [
      ...onDemand("d1", 60, { availabilityZone: b }),
      ...onDemand("d2", 30, { availabilityZone: a }),
    ];
    expect(chosen(members, 1)).toEqual(["d2"]);
  });
});
