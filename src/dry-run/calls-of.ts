/** What a world file says of a group by AWS's own calls: hooks, warm pool, load balancers. */
import type { AutoScalingGroup, LifecycleHook } from "@aws-sdk/client-auto-scaling";
import { watchingNothing } from "../preview/described-alarms.ts";
import { withoutNames } from "../undo/configuration.ts";
import type { WorldFileInput } from "../world-file/schema.ts";
import type { AlarmReading } from "./describe-alarms.ts";
import type { DrainingReading } from "./read-draining.ts";
import type { GroupReading } from "./read-group.ts";

type Region = NonNullable<WorldFileInput["regions"]>[number];
type CallInput = NonNullable<Region["calls"]>[number];

export function callsOf({ group, hooks, draining, alarms }: GroupReading): readonly CallInput[] {
  const { AutoScalingGroupName: name = "" } = group;
  return [
    ...(draining.length > 0 ? [subnetsCall] : []),
    ...draining.flatMap((one, nth) => drainingCalls(name, one, nth)),
    settingsCall(group),
    ...hooks.map(hookCall),
    ...warmPoolCalls(group),
    ...suspensionCalls(group),
    ...alarms.flatMap(alarmCalls),
  ];
}

/** A call of Auto Scaling about the group; its values are as AWS described them. */
function groupCall(
  { AutoScalingGroupName }: { readonly AutoScalingGroupName?: string | undefined },
  operation: string,
  input: object,
): CallInput {
  return { operation, input: { AutoScalingGroupName, ...input } };
}

function settingsCall(group: AutoScalingGroup): CallInput {
  const { MixedInstancesPolicy: policy } = group;
  return groupCall(group, "UpdateAutoScalingGroup", {
    ...(policy && withoutNames({ MixedInstancesPolicy: policy })),
    HealthCheckType: group.HealthCheckType,
    TerminationPolicies: group.TerminationPolicies?.length
      ? group.TerminationPolicies
      : ["Default"],
    DefaultCooldown: group.DefaultCooldown,
  });
}

/** Without the target of its notifications, which is of no effect here. */
function hookCall(hook: LifecycleHook): CallInput {
  const { LifecycleHookName, LifecycleTransition, HeartbeatTimeout, DefaultResult } = hook;
  return groupCall(hook, "PutLifecycleHook", {
    LifecycleHookName,
    LifecycleTransition,
    HeartbeatTimeout,
    DefaultResult,
  });
}

function warmPoolCalls(group: AutoScalingGroup): readonly CallInput[] {
  const { WarmPoolConfiguration: pool } = group;
  if (pool === undefined) return [];
  const { MinSize, PoolState, InstanceReusePolicy, MaxGroupPreparedCapacity: most } = pool;
  return [
    groupCall(group, "PutWarmPool", {
      MinSize,
      PoolState,
      InstanceReusePolicy,
      MaxGroupPreparedCapacity: most === -1 ? undefined : most,
    }),
  ];
}

function suspensionCalls(group: AutoScalingGroup): readonly CallInput[] {
  const processes = (group.SuspendedProcesses ?? []).map(({ ProcessName: name }) => name);
  if (processes.length === 0) return [];
  return [groupCall(group, "SuspendProcesses", { ScalingProcesses: processes })];
}

/** The load balancers of the world are in subnets of its default VPC. */
const subnetsCall: CallInput = { service: "ec2", operation: "DescribeSubnets", as: "subnets" };
const Subnets = [0, 1].map((nth) => `{{subnets.Subnets[${nth}].SubnetId}}`);
const VpcId = "{{subnets.Subnets[0].VpcId}}";

function drainingCalls(group: string, reading: DrainingReading, nth: number): readonly CallInput[] {
  return reading.kind === "targetGroup"
    ? targetGroupCalls(group, reading, nth)
    : classicCalls(group, reading);
}

function targetGroupCalls(
  group: string,
  reading: Extract<DrainingReading, { kind: "targetGroup" }>,
  nth: number,
): readonly CallInput[] {
  const { name: Name, balancer, delaySeconds } = reading;
  const TargetGroupArn = `{{targets-${nth}.TargetGroups[0].TargetGroupArn}}`;
  const LoadBalancerArn = `{{balancer-${nth}.LoadBalancers[0].LoadBalancerArn}}`;
  const Attributes = [{ Key: "deregistration_delay.timeout_seconds", Value: String(delaySeconds) }];
  const Port = 80 + nth;
  const Protocol = "HTTP";
  const elbv2 = (operation: string, input: Record<string, unknown>, as?: string): CallInput => ({
    service: "elbv2",
    operation,
    input,
    ...(as !== undefined && { as }),
  });
  const DefaultActions = [{ Type: "forward", TargetGroupArn }];
  return [
    // One that exists already is answered.
    elbv2("CreateLoadBalancer", { Name: balancer, Subnets }, `balancer-${nth}`),
    elbv2("CreateTargetGroup", { Name, Protocol, Port, VpcId }, `targets-${nth}`),
    elbv2("ModifyTargetGroupAttributes", { TargetGroupArn, Attributes }),
    elbv2("CreateListener", { LoadBalancerArn, Protocol, Port, DefaultActions }),
    groupCall({ AutoScalingGroupName: group }, "AttachLoadBalancerTargetGroups", {
      TargetGroupARNs: [TargetGroupArn],
    }),
  ];
}

function classicCalls(
  group: string,
  { name, delaySeconds }: DrainingReading,
): readonly CallInput[] {
  const LoadBalancerName = name;
  const Listeners = [{ Protocol: "HTTP", LoadBalancerPort: 80, InstancePort: 80 }];
  const ConnectionDraining = { Enabled: true, Timeout: delaySeconds };
  const LoadBalancerAttributes = { ConnectionDraining };
  return [
    {
      service: "elb",
      operation: "CreateLoadBalancer",
      input: { LoadBalancerName, Listeners, Subnets },
    },
    {
      service: "elb",
      operation: "ModifyLoadBalancerAttributes",
      input: { LoadBalancerName, LoadBalancerAttributes },
    },
    groupCall({ AutoScalingGroupName: group }, "AttachLoadBalancers", {
      LoadBalancerNames: [LoadBalancerName],
    }),
  ];
}

/** A metric alarm with the state that AWS told; what it watches does not matter to a plan. */
function alarmCalls({ name: AlarmName, state: StateValue }: AlarmReading): readonly CallInput[] {
  const service = "cloudwatch";
  return [
    {
      service,
      operation: "PutMetricAlarm",
      input: { AlarmName, ...watchingNothing },
    },
    {
      service,
      operation: "SetAlarmState",
      input: { AlarmName, StateValue, StateReason: "as it was read" },
    },
  ];
}
