/** Purchase options and overrides of mixed instances groups. */
import { describe, expect, test } from "vitest";
import type { MixedInstancesPolicy } from "../../src/domain/launch-source.ts";
import { allocate, onDemandTarget, optionOverShare } from "../../src/planner/allocation.ts";

const policy = (
  distribution: Readonly<Record<string, unknown>>,
  types: readonly string[] = ["m5.large", "t3.nano", "t3.micro"],
): MixedInstancesPolicy => ({
  specification: { id: "lt-1", name: "web", version: "1" },
  overrides: types.map((instanceType) => ({ instanceType })),
  distribution,
});

const share = (base: number, above: number) =>
  policy({ OnDemandBaseCapacity: base, OnDemandPercentageAboveBaseCapacity: above });

describe("R-127 onDemandTarget", () => {
  test.each([
    ["all by default", policy({}), 10, 10],
    ["the base first, then the percentage rounded up", share(2, 25), 10, 4],
    ["a base above the group is the whole group", share(20, 0), 10, 10],
    ["no base, no percentage: none", share(0, 0), 10, 0],
    ["half of an odd number rounds up", share(0, 50), 7, 4],
    ["of an empty group none", share(2, 50), 0, 0],
  ] as const)("%s", (_, given, total, expected) => {
    expect(onDemandTarget(given, total)).toBe(expected);
  });
});

describe("R-127 optionOverShare", () => {
  test.each([
    ["too much On-Demand", { onDemand: 6, spot: 4 }, "onDemand"],
    ["too much Spot", { onDemand: 3, spot: 7 }, "spot"],
    ["just right", { onDemand: 5, spot: 5 }, undefined],
    ["an empty group", { onDemand: 0, spot: 0 }, undefined],
  ] as const)("%s", (_, shares, expected) => {
    expect(optionOverShare(share(0, 50), shares)).toBe(expected);
  });
});

describe("allocate", () => {
  const spot = { onDemand: 2, spot: 0 };
  const spotBy = (SpotAllocationStrategy: string, rest = {}) =>
    policy({
      OnDemandBaseCapacity: 2,
      OnDemandPercentageAboveBaseCapacity: 0,
      SpotAllocationStrategy,
      ...rest,
    });
  test.each([
    ["On-Demand up to the base", share(2, 0), { onDemand: 1, spot: 0 }, "m5.large", "onDemand"],
    ["Spot above it", share(2, 0), spot, "t3.nano", "spot"],
    ["On-Demand by priority: the first override", share(2, 100), spot, "m5.large", "onDemand"],
    [
      "On-Demand by price: the cheapest",
      policy({ OnDemandAllocationStrategy: "lowest-price" }),
      spot,
      "t3.nano",
      "onDemand",
    ],
    [
      "Spot by priority: the first override",
      spotBy("capacity-optimized-prioritized"),
      spot,
      "m5.large",
      "spot",
    ],
    [
      "Spot by price and capacity: the cheapest",
      spotBy("price-capacity-optimized"),
      spot,
      "t3.nano",
      "spot",
    ],
    [
      "Spot by price: round its two cheapest pools",
      spotBy("lowest-price", { SpotInstancePools: 2 }),
      { onDemand: 2, spot: 1 },
      "t3.micro",
      "spot",
    ],
    [
      "Spot by price: and round again",
      spotBy("lowest-price", { SpotInstancePools: 2 }),
      { onDemand: 2, spot: 2 },
      "t3.nano",
      "spot",
    ],
  ] as const)("R-127 %s", (_, given, shares, instanceType, purchaseOption) => {
    expect(allocate(given, shares)).toEqual({ override: { instanceType }, purchaseOption });
  });

  test("R-127 without overrides the template's own type is used", () => {
    expect(allocate(policy({}, []), spot)).toEqual({
      override: undefined,
      purchaseOption: "onDemand",
    });
  });
});

describe("the override of a launch", () => {
  const spot = { OnDemandPercentageAboveBaseCapacity: 0 };
  const rotating = { ...spot, SpotAllocationStrategy: "lowest-price" };
  const rows: [string, Readonly<Record<string, unknown>>, number, string | undefined][] = [
    ["the cheapest without a strategy", spot, 3, "t3.nano"],
    ["among two pools by default: the first", rotating, 4, "t3.nano"],
    ["among two pools by default: the second", rotating, 5, "t3.micro"],
    ["among three pools: the third", { ...rotating, SpotInstancePools: 3 }, 5, "m5.large"],
    ["among all where there are fewer pools", { ...rotating, SpotInstancePools: 9 }, 3, "t3.nano"],
    ["by whole units", { ...rotating, SpotInstancePools: 2 }, 2.5, "t3.nano"],
    [
      "the first in the order of the policy",
      { ...spot, SpotAllocationStrategy: "capacity-optimized-prioritized" },
      0,
      "m5.large",
    ],
  ];
  test.each(rows)("R-127 %s", (_, distribution, units, expected) => {
    const { override, purchaseOption } = allocate(policy(distribution), {
      onDemand: 0,
      spot: units,
    });
    expect([purchaseOption, override?.instanceType]).toEqual(["spot", expected]);
  });

  test("R-127 none of a policy without overrides", () => {
    expect(allocate(policy(rotating, []), { onDemand: 0, spot: 3 }).override).toBeUndefined();
  });

  test("R-127 the On-Demand share counts the launch itself, and both options", () => {
    expect(allocate(share(0, 50), { onDemand: 1, spot: 1 }).purchaseOption).toBe("onDemand");
    expect(allocate(share(0, 50), { onDemand: 2, spot: 1 }).purchaseOption).toBe("spot");
  });
});
