/**
 * Mixed instances policies that are always refused (G-257, G-273 to G-275, G-278, G-279). The texts
 * were recorded by the public rule set cdk-preflight.
 */
import type { LaunchTemplateOverride } from "../../domain/launch-source.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { constraintErrors } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { refuseBy } from "../refusals.ts";
import { refuseRequirements } from "./instance-requirements-refusals.ts";

type Distribution = NonNullable<
  NonNullable<
    Input<"autoscaling", "CreateAutoScalingGroup">["MixedInstancesPolicy"]
  >["InstancesDistribution"]
>;
type Overrides = readonly LaunchTemplateOverride[];

/** AWS's limits of one policy. */
const mostOverrides = 40;
const mostWithRequirements = 4;

const withRequirements = (overrides: Overrides) =>
  overrides.filter(({ instanceRequirements }) => instanceRequirements !== undefined);

const repeatedTypes = (overrides: Overrides) => {
  const types = overrides.flatMap(({ instanceType }) => instanceType ?? []);
  return [...new Set(types.filter((type, at) => types.indexOf(type) !== at))];
};

const overrideRefusals: readonly Refusal<Overrides>[] = [
  {
    when: (overrides) => overrides.length > mostOverrides,
    text: `The number of LaunchTemplateOverrides must be fewer than ${mostOverrides}.`,
  },
  {
    when: (overrides) =>
      withRequirements(overrides).some(({ instanceType }) => instanceType !== undefined),
    text:
      "The parameter InstanceType cannot be used in a launch template override using instance " +
      "requirements.",
  },
  {
    when: (overrides) => withRequirements(overrides).length > mostWithRequirements,
    text:
      `You can only have ${mostWithRequirements} launch template overrides using instance ` +
      "requirements at most.",
  },
  {
    when: (overrides) => repeatedTypes(overrides).length > 0,
    text: (overrides) =>
      "Cannot add same instance type override more than once. Remove these duplicates from the " +
      `request and try again: [${repeatedTypes(overrides).join(", ")}]`,
  },
  {
    when: (overrides) =>
      overrides.some(({ weightedCapacity }) => weightedCapacity !== undefined) &&
      overrides.some(({ weightedCapacity }) => weightedCapacity === undefined),
    text:
      "Not all instance types have a defined WeightedCapacity. Specify missing weights, or " +
      "remove all weights, and try again.",
  },
];

interface Strategies {
  readonly overrides: Overrides;
  readonly given: Distribution;
}

const strategyRefusals: readonly Refusal<Strategies>[] = [
  {
    when: ({ overrides, given }) =>
      withRequirements(overrides).length > 0 && given.OnDemandAllocationStrategy === "prioritized",
    text:
      "The specified OnDemandAllocationStrategy is not valid. The prioritized allocation " +
      "strategy is not compatible with instance requirements. Valid options are [lowest-price].",
  },
  {
    when: ({ overrides, given }) =>
      withRequirements(overrides).length > 0 &&
      given.SpotAllocationStrategy === "capacity-optimized-prioritized",
    text:
      "The specified SpotAllocationStrategy is not valid. The capacity-optimized-prioritized " +
      "allocation strategy is not compatible with instance requirements. Valid options are " +
      "[lowest-price, capacity-optimized, price-capacity-optimized].",
  },
];

/** Refuses overrides, and the request's strategies for them. */
export function refuseOverrides(overrides: Overrides, given: Distribution = {}): void {
  refuseBy(overrideRefusals, overrides);
  for (const { instanceRequirements } of withRequirements(overrides)) {
    if (instanceRequirements !== undefined) refuseRequirements(instanceRequirements);
  }
  refuseBy(strategyRefusals, { overrides, given });
}

/** Refuses a distribution in its state after the request, which may give only some members. */
export function refuseDistribution(merged: Distribution, given: Distribution = {}): void {
  const percentage = merged.OnDemandPercentageAboveBaseCapacity ?? 0;
  if (percentage < 0 || percentage > 100) {
    const bound = percentage < 0 ? "greater than or equal to 0" : "less than or equal to 100";
    const path = "mixedInstancesPolicy.launchStrategy.onDemandCapacityOverBasePercentage";
    const constraint = `Member must have value ${bound}`;
    throw constraintErrors([{ path, value: `'${percentage}'`, constraint }]);
  }
  refuseBy(poolRefusals, { merged, given });
}

const poolRefusals: readonly Refusal<{ merged: Distribution; given: Distribution }>[] = [
  {
    when: ({ merged, given }) =>
      given.SpotInstancePools !== undefined && merged.SpotAllocationStrategy !== "lowest-price",
    text: "SpotInstancePools option is only available with the lowest-price allocation strategy.",
  },
];
