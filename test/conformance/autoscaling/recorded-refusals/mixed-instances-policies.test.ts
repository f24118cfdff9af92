/**
 * The mixed instances policies that AWS refuses, rule by rule of the public rule set cdk-preflight
 * (`rules/autoscaling`, each with the text that the service answered).
 */
import {
  CreateAutoScalingGroupCommand,
  type MixedInstancesPolicy,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../../support/emulator.ts";
import { aTemplate, findGroup, groupInput, newName } from "../../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../../support/refusal.ts";

const emulated = await startEmulator();
const template = await aTemplate(emulated);
const { LaunchTemplate: specification, ...base } = groupInput(template);

type Overrides = NonNullable<MixedInstancesPolicy["LaunchTemplate"]>["Overrides"];
type Distribution = MixedInstancesPolicy["InstancesDistribution"];
type Row = readonly [rule: string, policy: MixedInstancesPolicy, message: string];

const mixed = (
  Overrides: Overrides,
  InstancesDistribution?: Distribution,
): MixedInstancesPolicy => ({
  LaunchTemplate: { LaunchTemplateSpecification: specification, Overrides },
  InstancesDistribution,
});

const requirements = { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 512 } };
const required = (members: object) =>
  mixed([{ InstanceRequirements: { ...requirements, ...members } }]);
const rows: readonly Row[] = [
  [
    "pf-asg-instance-requirements-allowed-xor-excluded (G-277)",
    required({ AllowedInstanceTypes: ["t3.*"], ExcludedInstanceTypes: ["m5.*"] }),
    "You can specify either AllowedInstanceTypes or ExcludedInstanceTypes, but not both. Remove " +
      "either AllowedInstanceTypes or ExcludedInstanceTypes, and try again.",
  ],
  [
    "pf-asg-instance-requirements-spot-price-protection-xor (G-277)",
    required({
      SpotMaxPricePercentageOverLowestPrice: 50,
      MaxSpotPriceAsPercentageOfOptimalOnDemandPrice: 50,
    }),
    "You can specify either SpotMaxPricePercentageOverLowestPrice or " +
      "MaxSpotPriceAsPercentageOfOptimalOnDemandPrice to select instance types for Spot Instances " +
      "based on price. Specify only one of these parameters, and try again.",
  ],
  [
    "pf-asg-instance-requirements-vcpu-min-max (G-276)",
    required({ VCpuCount: { Min: 8, Max: 2 } }),
    "Invalid instance requirements. The Min value (8) in VCpuCount must be less or equal to the " +
      "Max value (2).",
  ],
  [
    "pf-asg-instance-requirements-vcpu-min-max: of another member (G-276)",
    required({ TotalLocalStorageGB: { Min: 1.5, Max: 1 } }),
    "Invalid instance requirements. The Min value (1.5) in TotalLocalStorageGB must be less or " +
      "equal to the Max value (1).",
  ],
  [
    "pf-asg-ondemand-allocation-prioritized-invalid-with-instance-requirements (G-279)",
    mixed([{ InstanceRequirements: requirements }], { OnDemandAllocationStrategy: "prioritized" }),
    "The specified OnDemandAllocationStrategy is not valid. The prioritized allocation strategy is " +
      "not compatible with instance requirements. Valid options are [lowest-price].",
  ],
  [
    "pf-asg-spot-allocation-capacity-optimized-prioritized-invalid-with-instance-requirements " +
      "(G-279)",
    mixed([{ InstanceRequirements: requirements }], {
      SpotAllocationStrategy: "capacity-optimized-prioritized",
    }),
    "The specified SpotAllocationStrategy is not valid. The capacity-optimized-prioritized " +
      "allocation strategy is not compatible with instance requirements. Valid options are " +
      "[lowest-price, capacity-optimized, price-capacity-optimized].",
  ],
  [
    "pf-asg-spot-instance-pools-requires-lowest-price (G-279)",
    mixed([], { SpotAllocationStrategy: "capacity-optimized", SpotInstancePools: 2 }),
    "SpotInstancePools option is only available with the lowest-price allocation strategy.",
  ],
  [
    "pf-asg-ondemand-percentage-max (G-278)",
    mixed([], { OnDemandPercentageAboveBaseCapacity: 101 }),
    "1 validation error detected: Value '101' at " +
      "'mixedInstancesPolicy.launchStrategy.onDemandCapacityOverBasePercentage' failed to satisfy " +
      "constraint: Member must have value less than or equal to 100",
  ],
  [
    "pf-asg-overrides-instance-requirements-max-4 (G-275)",
    mixed(Array.from({ length: 5 }, () => ({ InstanceRequirements: requirements }))),
    "You can only have 4 launch template overrides using instance requirements at most.",
  ],
  [
    "pf-asg-overrides-instance-requirements-xor-type (G-275)",
    mixed([{ InstanceType: "t3.nano", InstanceRequirements: requirements }]),
    "The parameter InstanceType cannot be used in a launch template override using instance " +
      "requirements.",
  ],
  [
    "pf-asg-overrides-instancetype-duplicate-rejected (G-274)",
    mixed([{ InstanceType: "t3.micro" }, { InstanceType: "t3.micro" }]),
    "Cannot add same instance type override more than once. Remove these duplicates from the " +
      "request and try again: [t3.micro]",
  ],
  [
    "pf-asg-overrides-instancetype-max-40 (G-273)",
    mixed(Array.from({ length: 41 }, (_, at) => ({ InstanceType: `t3.size${at}` }))),
    "The number of LaunchTemplateOverrides must be fewer than 40.",
  ],
  [
    "pf-asg-overrides-weighted-capacity-uniform (G-257)",
    mixed([{ InstanceType: "t3.nano", WeightedCapacity: "1" }, { InstanceType: "t3.micro" }]),
    "Not all instance types have a defined WeightedCapacity. Specify missing weights, or remove " +
      "all weights, and try again.",
  ],
];

test.each(rows)("%s", async (_, MixedInstancesPolicy, message) => {
  const AutoScalingGroupName = newName("refused");
  const input = { ...base, MixedInstancesPolicy, AutoScalingGroupName };
  const call = emulated.client.send(new CreateAutoScalingGroupCommand(input));
  expect(await refusalOf(call)).toEqual(validationErrorOf(message));
  expect(await findGroup(emulated, AutoScalingGroupName)).toBeUndefined();
});

test("40 overrides pass (G-273)", async () => {
  const types = Array.from({ length: 40 }, (_, at) => ({ InstanceType: `t3.size${at}` }));
  const AutoScalingGroupName = newName("taken");
  const input = { ...base, MixedInstancesPolicy: mixed(types), AutoScalingGroupName };
  await emulated.client.send(new CreateAutoScalingGroupCommand(input));
  expect(await findGroup(emulated, AutoScalingGroupName)).toBeDefined();
});
