/**
 * The groups that AWS refuses, rule by rule of the public rule set cdk-preflight
 * (`rules/autoscaling`, each with the text that the service answered).
 */
import { CreateAutoScalingGroupCommand } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { defaultSubnets } from "../../../../src/domain/network.ts";
import { startEmulator } from "../../../support/emulator.ts";
import {
  aTemplate,
  findGroup,
  type GroupMembers,
  groupInput,
  newName,
} from "../../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../../support/refusal.ts";

const emulated = await startEmulator();
const template = await aTemplate(emulated);
const base = groupInput(template);

type Row = readonly [rule: string, members: GroupMembers, message: string];

const hook = (LifecycleHookName: string, members: object = {}) => ({
  LifecycleHookName,
  LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
  ...members,
});
const hooked = (...LifecycleHookSpecificationList: ReturnType<typeof hook>[]): GroupMembers => ({
  LifecycleHookSpecificationList,
});
const failed = (value: number, path: string, constraint: string) =>
  `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: ` +
  `Member must have value ${constraint}`;

const settings: readonly Row[] = [
  [
    "pf-asg-az-xor-azid (G-280)",
    { AvailabilityZones: ["us-east-1a"], AvailabilityZoneIds: ["use1-az1"] },
    "AvailabilityZones and AvailabilityZoneIds can't be used together. Specify only one of these " +
      "parameters.",
  ],
  [
    "pf-asg-capacity-reservation-none-target-exclusive",
    {
      CapacityReservationSpecification: {
        CapacityReservationPreference: "none",
        CapacityReservationTarget: { CapacityReservationIds: ["cr-0123456789abcdef0"] },
      },
    },
    "You can't specify CapacityReservationPreference as default or none and provide a " +
      "CapacityReservationTarget in the same request.",
  ],
  [
    "pf-asg-cooldown-non-negative",
    { DefaultCooldown: -100 },
    failed(-100, "defaultCooldown", "greater than or equal to 0"),
  ],
  [
    "pf-asg-desired-capacity-range: above",
    { MinSize: 0, MaxSize: 2, DesiredCapacity: 3 },
    "Desired capacity:3 must be between the specified min size:0 and max size:2",
  ],
  [
    "pf-asg-desired-capacity-range: below",
    { MinSize: 2, MaxSize: 5, DesiredCapacity: 1 },
    "Desired capacity:1 must be between the specified min size:2 and max size:5",
  ],
  [
    "pf-asg-health-check-grace-period (G-254)",
    { HealthCheckGracePeriod: -10 },
    "Grace period must be a positive integer.",
  ],
  [
    "pf-asg-healthchecktype-ec2-exclusive-with-others (G-272)",
    { HealthCheckType: "EC2,ELB" },
    "Specifying EC2 in addition to other health check types is not supported. Remove EC2 from " +
      "HealthCheckType and try again.",
  ],
  [
    "pf-asg-instance-maintenance-policy-range-diff",
    {
      InstanceMaintenancePolicy: { MinHealthyPercentage: 50, MaxHealthyPercentage: 200 },
    },
    "The difference between MaxHealthyPercentage and MinHealthyPercentage must be less than or " +
      "equal to 100.",
  ],
  [
    "pf-asg-max-instance-lifetime-range (G-255)",
    { MaxInstanceLifetime: 100 },
    "maxInstanceLifetime must be between 86400 and 31536000 seconds (inclusive).",
  ],
  [
    "pf-asg-tags-aws-prefix-rejected (G-256)",
    { Tags: [{ Key: "aws:x", Value: "1" }] },
    "Your account is not allowed to create tag aws:x",
  ],
  [
    "pf-asg-termination-policy-lambda-arn-format",
    { TerminationPolicies: ["InvalidPolicyValue123"] },
    "[InvalidPolicyValue123] is not a valid termination policy. Valid termination policies are: " +
      "[AllocationStrategy, ClosestToNextInstanceHour, Default, Lambda, NewestInstance, " +
      "OldestInstance, OldestLaunchConfiguration, OldestLaunchTemplate].",
  ],
];

const hooks: readonly Row[] = [
  [
    "pf-asg-lifecyclehook-defaultresult-enum (G-253)",
    hooked(hook("h1", { DefaultResult: "MAYBE" })),
    "'DefaultResult' must be one of: CONTINUE, ABANDON",
  ],
  [
    "pf-asg-lifecyclehook-transition-enum (G-253)",
    hooked(hook("h1", { LifecycleTransition: "autoscaling:BOGUS" })),
    "'LifecycleTransition' must be one of: autoscaling:EC2_INSTANCE_LAUNCHING, " +
      "autoscaling:EC2_INSTANCE_TERMINATING",
  ],
  [
    "pf-asg-lifecycle-hook-heartbeat-timeout-range",
    hooked(hook("h1", { HeartbeatTimeout: 10 })),
    "HeartbeatTimeout must be between 30 and 7200 seconds",
  ],
  [
    "pf-asg-lifecyclehook-rolearn-requires-target (G-271)",
    hooked(hook("h1", { RoleARN: "arn:aws:iam::123456789012:role/hooks" })),
    "'NotificationTargetARN' parameter required when 'RoleARN' parameter is specified",
  ],
  [
    "pf-asg-lifecyclehook-name-duplicate-rejected (G-270)",
    hooked(hook("h1"), hook("h1")),
    "Multiple lifecycle hooks found for name 'h1'",
  ],
  [
    "pf-asg-lifecyclehookspec-max-5 (G-270)",
    hooked(...Array.from({ length: 6 }, (_, at) => hook(`h${at}`))),
    "You cannot specify more than 5 hooks",
  ],
];

const zones: readonly Row[] = [
  [
    "pf-asg-vpczone-az-mismatch",
    {
      AvailabilityZones: ["us-east-1c"],
      VPCZoneIdentifier: defaultSubnets("123456789012", "us-east-1")[0]?.id,
    },
    "The availability zones of the specified subnets and the Auto Scaling group do not match",
  ],
  [
    "pf-asg-zone-or-subnet-required (G-029)",
    { AvailabilityZones: undefined },
    "You must specify 1 of either AvailabilityZones, AvailabilityZoneIds, or Subnets",
  ],
];

test.each([...settings, ...hooks, ...zones])("%s", async (_, members, message) => {
  const AutoScalingGroupName = newName("refused");
  const input = { ...base, ...members, AutoScalingGroupName };
  const call = emulated.client.send(new CreateAutoScalingGroupCommand(input));
  expect(await refusalOf(call)).toEqual(validationErrorOf(message));
  expect(await findGroup(emulated, AutoScalingGroupName)).toBeUndefined();
});
