/** When two configurations are equal, and in which form they are sent. */
import type { DesiredConfiguration, InstancesDistribution } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { areEqual, withoutNames } from "../../src/undo/configuration.ts";
import { policy, version } from "./builders.ts";

const distributed = (InstancesDistribution: InstancesDistribution): DesiredConfiguration => ({
  MixedInstancesPolicy: { ...policy("1").MixedInstancesPolicy, InstancesDistribution },
});
const unnamed: DesiredConfiguration = {
  LaunchTemplate: { LaunchTemplateId: "lt-00000000000000001", Version: "1" },
};

test.each([
  ["the template's name", version("1"), unnamed, true],
  ["another version", version("1"), version("2"), false],
  ["a plain template and a policy of it", version("1"), policy("1"), false],
  [
    "no distribution and AWS's defaults",
    policy("1"),
    distributed({
      OnDemandAllocationStrategy: "prioritized",
      OnDemandBaseCapacity: 0,
      OnDemandPercentageAboveBaseCapacity: 100,
      SpotAllocationStrategy: "lowest-price",
      SpotInstancePools: 2,
      SpotMaxPrice: "",
    }),
    true,
  ],
  [
    "another percentage",
    policy("1"),
    distributed({ OnDemandPercentageAboveBaseCapacity: 50 }),
    false,
  ],
  [
    "another strategy",
    policy("1"),
    distributed({ SpotAllocationStrategy: "capacity-optimized" }),
    false,
  ],
  ["overrides in another order", policy("1", ["a", "b"]), policy("1", ["b", "a"]), false],
  ["overrides in the same order", policy("1", ["a", "b"]), policy("1", ["a", "b"]), true],
] as const)("equality: %s (U-003)", (_, one, other, equal) => {
  expect([areEqual(one, other), areEqual(other, one)]).toEqual([equal, equal]);
});

test("names are left out wherever an id is given, at all depths (U-030)", () => {
  const own = { LaunchTemplateId: "lt-2", LaunchTemplateName: "b", Version: "3" };
  const deep: DesiredConfiguration = {
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: own,
        Overrides: [{ InstanceType: "m5.large", LaunchTemplateSpecification: own }],
      },
    },
  };
  expect(JSON.stringify(withoutNames(deep))).not.toContain("LaunchTemplateName");
  expect(withoutNames(version("1"))).toEqual(unnamed);
  const byName: DesiredConfiguration = {
    LaunchTemplate: { LaunchTemplateName: "b", Version: "3" },
  };
  expect(withoutNames(byName)).toEqual(byName);
});
