/** Random groups and refreshes of them, made by AWS's calls from a printed seed. */
import fc from "fast-check";
import { aTargetGroup } from "../support/balanced-fleet.ts";
import type { InProcess, Input } from "../support/in-process.ts";
import { group } from "./as-aws.ts";

type Calls = Pick<InProcess, "call">;

/** What a group has beside its size; each is there or not. */
export interface RandomGroup {
  readonly timing: "aws" | "fast";
  readonly size: number;
  readonly room: number;
  readonly zones: number;
  readonly version: "1" | "2" | "$Latest" | "$Default";
  readonly source: "template" | "configuration" | "types" | "weights" | "spot";
  /** Instances that were launched by the version before. */
  readonly older: number;
  readonly standby: number;
  readonly protected: number;
  readonly hooks: readonly RandomHook[];
  readonly pool: "none" | "Stopped" | "Running" | "Hibernated";
  readonly reuse: boolean;
  readonly delaySeconds: number | undefined;
  readonly settings: Input;
  readonly suspended: readonly string[];
}

interface RandomHook {
  readonly transition: "LAUNCHING" | "TERMINATING";
  readonly timeout: number;
  readonly result: "CONTINUE" | "ABANDON";
}

const rarely = <T>(value: fc.Arbitrary<T>, otherwise: T) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary: value });

const hook: fc.Arbitrary<RandomHook> = fc.record({
  transition: fc.constantFrom("LAUNCHING", "TERMINATING"),
  timeout: fc.integer({ min: 30, max: 200 }),
  result: fc.constantFrom("CONTINUE", "CONTINUE", "ABANDON"),
});

const settings: fc.Arbitrary<Input> = fc
  .tuple(
    rarely<Input>(fc.constantFrom({ DefaultInstanceWarmup: 40 }, { DefaultInstanceWarmup: 0 }), {}),
    rarely<Input>(fc.constant({ HealthCheckGracePeriod: 90, HealthCheckType: "ELB" }), {}),
    rarely<Input>(
      fc.constantFrom(
        { InstanceMaintenancePolicy: { MinHealthyPercentage: 90, MaxHealthyPercentage: 120 } },
        { InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 200 } },
      ),
      {},
    ),
    rarely<Input>(
      fc.constantFrom(
        { TerminationPolicies: ["NewestInstance"] },
        { TerminationPolicies: ["OldestLaunchTemplate", "Default"] },
      ),
      {},
    ),
    rarely<Input>(fc.constant({ NewInstancesProtectedFromScaleIn: true }), {}),
  )
  .map((parts) => Object.assign({}, ...parts));

const anyGroup: fc.Arbitrary<RandomGroup> = fc.record({
  timing: fc.constantFrom("aws", "fast"),
  size: fc.integer({ min: 0, max: 24 }),
  room: fc.integer({ min: 0, max: 10 }),
  zones: fc.integer({ min: 1, max: 3 }),
  version: fc.constantFrom("1", "2", "$Latest", "$Default"),
  source: fc.constantFrom("template", "template", "configuration", "types", "weights", "spot"),
  older: rarely(fc.integer({ min: 1, max: 10 }), 0),
  standby: rarely(fc.integer({ min: 1, max: 2 }), 0),
  protected: rarely(fc.integer({ min: 1, max: 3 }), 0),
  hooks: rarely(fc.array(hook, { minLength: 1, maxLength: 2 }), []),
  pool: rarely(fc.constantFrom("Stopped", "Running", "Hibernated"), "none"),
  reuse: fc.boolean(),
  delaySeconds: rarely(fc.integer({ min: 0, max: 200 }), undefined),
  settings,
  suspended: rarely<readonly string[]>(
    fc.constantFrom<readonly string[]>(
      ["AZRebalance"],
      ["ReplaceUnhealthy"],
      ["HealthCheck"],
      ["Terminate"],
    ),
    [],
  ),
});

/** AWS allows no warm pool with weights or Spot; and one whose launches fail never rests. */
export const randomGroup = anyGroup.map((group) => {
  const isLaunchAbandoned = group.hooks.some(
    ({ transition, result }) => transition === "LAUNCHING" && result === "ABANDON",
  );
  const hasNone = group.source === "weights" || group.source === "spot" || isLaunchAbandoned;
  return hasNone ? { ...group, pool: "none" as const } : group;
});

const percentages: fc.Arbitrary<Input> = fc
  .record({ min: fc.integer({ min: 0, max: 100 }), above: fc.integer({ min: 0, max: 100 }) })
  .map(({ min, above }) =>
    above < 34
      ? { MinHealthyPercentage: min }
      : {
          MinHealthyPercentage: min,
          MaxHealthyPercentage: Math.max(100, Math.min(200, min + above)),
        },
  );

const checkpoints: fc.Arbitrary<Input> = fc
  .record({
    at: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 3 }),
    CheckpointDelay: fc.constantFrom(0, 30, 1000),
  })
  .map(({ at, CheckpointDelay }) => ({
    CheckpointPercentages: [...at].sort((one, other) => one - other),
    CheckpointDelay,
  }));

export const randomPreferences: fc.Arbitrary<Input> = fc
  .tuple(
    rarely(percentages, {}),
    rarely(checkpoints, {}),
    fc.record({
      InstanceWarmup: fc.constantFrom(0, 0, 40, 300),
      BakeTime: fc.constantFrom(0, 0, 100),
      SkipMatching: fc.boolean(),
      ScaleInProtectedInstances: fc.constantFrom("Refresh", "Ignore", "Wait"),
      StandbyInstances: fc.constantFrom("Terminate", "Ignore", "Wait"),
    }),
  )
  .map((parts) => Object.assign({}, ...parts));

const types = ["t3.micro", "t3.small", "m5.large"];

/** The group's members that say what it launches, with this version of its template. */
function sourceOf({ source }: RandomGroup, Version: string): Input {
  const LaunchTemplate = { LaunchTemplateName: "web", Version };
  if (source === "configuration") return { LaunchConfigurationName: "web" };
  if (source === "template") return { LaunchTemplate };
  const Overrides = types.map((InstanceType, nth) => ({
    InstanceType,
    ...(source === "weights" && { WeightedCapacity: String(nth + 1) }),
  }));
  const InstancesDistribution =
    source === "spot" ? { OnDemandBaseCapacity: 1, OnDemandPercentageAboveBaseCapacity: 50 } : {};
  const MixedInstancesPolicy = {
    LaunchTemplate: { LaunchTemplateSpecification: LaunchTemplate, Overrides },
    InstancesDistribution,
  };
  return { MixedInstancesPolicy };
}

/** The desired configuration of a refresh to this version; a launch configuration has none. */
export function desiredOf(given: RandomGroup, version: string): Input | undefined {
  return given.source === "configuration" ? undefined : sourceOf(given, version);
}

/** Makes the group by AWS's calls, and lets it come to rest. */
export function makeGroup(
  given: RandomGroup,
  { call, advance }: Calls & { readonly advance: (seconds: number) => void },
): void {
  const named = { AutoScalingGroupName: group };
  const asg = (operation: string, input: Input = {}) =>
    call("autoscaling", operation, { ...named, ...input });
  makeSources(call);
  const isOlder = given.older > 0 && given.source !== "configuration";
  asg("CreateAutoScalingGroup", {
    ...sourceOf(given, isOlder ? "1" : given.version),
    MinSize: 0,
    MaxSize: given.size + given.room,
    DesiredCapacity: isOlder ? Math.min(given.older, given.size) : given.size,
    AvailabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"].slice(0, given.zones),
    ...given.settings,
    ...(given.delaySeconds !== undefined && {
      TargetGroupARNs: [aTargetGroup({ call }, "web", { delaySeconds: given.delaySeconds })],
    }),
  });
  advance(3600);
  if (isOlder) {
    asg("UpdateAutoScalingGroup", sourceOf(given, given.version));
    asg("SetDesiredCapacity", { DesiredCapacity: given.size });
    advance(3600);
  }
  setInstancesApart(given, { call });
  addOthers(given, { call });
  advance(7200);
}

function makeSources(call: Calls["call"]): void {
  for (const version of [1, 2, 3]) {
    const operation = version === 1 ? "CreateLaunchTemplate" : "CreateLaunchTemplateVersion";
    call("ec2", operation, {
      LaunchTemplateName: "web",
      LaunchTemplateData: {
        ImageId: `ami-0000000${version}`,
        InstanceType: "t3.nano",
        BlockDeviceMappings: encryptedRoot,
      },
    });
  }
  call("autoscaling", "CreateLaunchConfiguration", {
    LaunchConfigurationName: "web",
    ImageId: "ami-00000001",
    InstanceType: "t3.nano",
    BlockDeviceMappings: encryptedRoot,
  });
}

/** Without it no instance can hibernate. */
const encryptedRoot = [{ DeviceName: "/dev/xvda", Ebs: { Encrypted: true, VolumeSize: 8 } }];

function setInstancesApart(given: RandomGroup, { call }: Calls): void {
  const named = { AutoScalingGroupName: group };
  const { AutoScalingGroups: groups } = call("autoscaling", "DescribeAutoScalingGroups", {
    AutoScalingGroupNames: [group],
  }) as { AutoScalingGroups: { Instances: { InstanceId: string }[] }[] };
  const ids = (groups[0]?.Instances ?? []).map(({ InstanceId }) => InstanceId);
  const standby = ids.slice(0, given.standby);
  const InstanceIds = ids.slice(given.standby, given.standby + given.protected);
  if (InstanceIds.length > 0)
    call("autoscaling", "SetInstanceProtection", {
      ...named,
      InstanceIds,
      ProtectedFromScaleIn: true,
    });
  if (standby.length > 0)
    call("autoscaling", "EnterStandby", {
      ...named,
      InstanceIds: standby,
      ShouldDecrementDesiredCapacity: true,
    });
}

function addOthers({ hooks, pool, reuse, suspended }: RandomGroup, { call }: Calls): void {
  const named = { AutoScalingGroupName: group };
  for (const [nth, { transition, timeout, result }] of hooks.entries())
    call("autoscaling", "PutLifecycleHook", {
      ...named,
      LifecycleHookName: `hook-${nth}`,
      LifecycleTransition: `autoscaling:EC2_INSTANCE_${transition}`,
      HeartbeatTimeout: timeout,
      DefaultResult: result,
    });
  if (pool !== "none")
    call("autoscaling", "PutWarmPool", {
      ...named,
      PoolState: pool,
      MinSize: 1,
      ...(reuse && { InstanceReusePolicy: { ReuseOnScaleIn: true } }),
    });
  if (suspended.length > 0)
    call("autoscaling", "SuspendProcesses", { ...named, ScalingProcesses: suspended });
}
