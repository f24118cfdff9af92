/** Chooses override and purchase option of the next launch of a mixed instances group. */

import type { PurchaseOption } from "../domain/instance.ts";
import { instanceTypes } from "../domain/instance-types.ts";
import type { LaunchTemplateOverride, MixedInstancesPolicy } from "../domain/launch-source.ts";

export interface Allocation {
  /** Undefined when the policy has no overrides and the template's type is used. */
  readonly override: LaunchTemplateOverride | undefined;
  readonly purchaseOption: PurchaseOption;
}

/** The group's live capacity units, including launches decided so far. */
export interface Shares {
  readonly onDemand: number;
  readonly spot: number;
}

/**
 * The On-Demand units of a group of this size: the base first, then the percentage of the rest,
 * rounded up. Worked example: base 2, 25 percent, 10 units: 2 + ceil(2) = 4.
 */
export function onDemandTarget(policy: MixedInstancesPolicy, total: number): number {
  const { OnDemandBaseCapacity: base = 0, OnDemandPercentageAboveBaseCapacity: above = 100 } =
    policy.distribution as { [member: string]: number | undefined };
  const rest = Math.max(0, total - base);
  return Math.min(total, base) + Math.ceil((rest * above) / 100);
}

/** The purchase option that exceeds its share; undefined when none does. */
export function optionOverShare(
  policy: MixedInstancesPolicy,
  shares: Shares,
): PurchaseOption | undefined {
  const target = onDemandTarget(policy, shares.onDemand + shares.spot);
  if (shares.onDemand > target) return "onDemand";
  return shares.onDemand < target ? "spot" : undefined;
}

/**
 * The next launch. AWS chooses by live prices and spare capacity. Here every pool has capacity and
 * the catalogue's order stands for the price, so that the choice is reproducible: the prioritized
 * strategies take the first override, `lowest-price` for Spot rotates among its cheapest pools, the
 * others take the cheapest type.
 */
export function allocate(policy: MixedInstancesPolicy, shares: Shares): Allocation {
  const total = shares.onDemand + shares.spot;
  const isOnDemand = shares.onDemand < onDemandTarget(policy, total + 1);
  return isOnDemand
    ? { override: onDemandOverride(policy), purchaseOption: "onDemand" }
    : { override: spotOverride(policy, shares.spot), purchaseOption: "spot" };
}

function onDemandOverride(policy: MixedInstancesPolicy): LaunchTemplateOverride | undefined {
  const { OnDemandAllocationStrategy: strategy } = policy.distribution;
  return strategy === "lowest-price" ? cheapestFirst(policy)[0] : policy.overrides[0];
}

function spotOverride(policy: MixedInstancesPolicy, spotUnits: number) {
  const { SpotAllocationStrategy: strategy, SpotInstancePools: pools } = policy.distribution;
  if (strategy === "capacity-optimized-prioritized") return policy.overrides[0];
  const cheapest = cheapestFirst(policy);
  if (strategy !== "lowest-price") return cheapest[0];
  const poolCount = Math.min(cheapest.length, Number(pools ?? 2));
  return cheapest[poolCount === 0 ? 0 : Math.floor(spotUnits) % poolCount];
}

/** Cheapest first by the catalogue's order; unknown types last, in their own order. */
function cheapestFirst(policy: MixedInstancesPolicy): readonly LaunchTemplateOverride[] {
  const rank = new Map([...instanceTypes.keys()].map((name, index) => [name, index]));
  const rankOf = ({ instanceType }: LaunchTemplateOverride) =>
    rank.get(instanceType ?? "") ?? rank.size;
  return [...policy.overrides].sort((a, b) => rankOf(a) - rankOf(b));
}
