/** Decides the health that a target group shows for its targets and those of groups. */
import type { AutoScalingGroup } from "./group.ts";
import { type Instance, settleSeconds } from "./instance.ts";
import { balancersOf, recordsOf, type Target, type TargetGroup } from "./load-balancing.ts";
import { type HasCome, type Instant, milliseconds } from "./time.ts";
import type { Timing } from "./timing.ts";
import { type TrafficSource, trafficSourceKey } from "./traffic-source.ts";
import type { Region } from "./world.ts";

export interface SeenTarget {
  readonly id: string;
  readonly port: number | undefined;
  readonly availabilityZone: string | undefined;
  readonly health: TargetHealth;
  /** EC2 has terminated its instance: it is shown only to a caller that names it. */
  readonly isGone: boolean;
}

export interface TargetHealth {
  readonly state: "initial" | "healthy" | "unhealthy" | "unused" | "draining";
  readonly reason?: string;
  readonly description?: string;
}

/** The input of health decisions. */
export interface HealthMoment {
  readonly region: Region;
  readonly hasCome: HasCome;
  readonly timing: Timing;
}

/** AWS's sentences. */
export const targetHealths = {
  healthy: { state: "healthy" },
  registering: {
    state: "initial",
    reason: "Elb.RegistrationInProgress",
    description: "Target registration is in progress",
  },
  failing: {
    state: "unhealthy",
    reason: "Target.FailedHealthChecks",
    description: "Health checks failed",
  },
  draining: {
    state: "draining",
    reason: "Target.DeregistrationInProgress",
    description: "Target deregistration is in progress",
  },
  notInUse: {
    state: "unused",
    reason: "Target.NotInUse",
    description: "Target group is not configured to receive traffic from the load balancer",
  },
  stopped: {
    state: "unused",
    reason: "Target.InvalidState",
    description: "Target is in the stopped state",
  },
  terminated: {
    state: "unused",
    reason: "Target.InvalidState",
    description: "Target is in the terminated state",
  },
  notRegistered: {
    state: "unused",
    reason: "Target.NotRegistered",
    description: "Target is not registered to the target group",
  },
} as const satisfies Readonly<Record<string, TargetHealth>>;

/** Every target by id and port: registered by callers, and instances of groups. */
export function targetsSeen(group: TargetGroup, moment: HealthMoment): readonly SeenTarget[] {
  const isInUse = balancersOf(moment.region, group.arn).length > 0;
  const own = group.targets
    .filter(({ drainsUntil }) => drainsUntil === undefined || !moment.hasCome(drainsUntil))
    .map((target) => ({
      id: target.id,
      port: target.port ?? portOf(group),
      availabilityZone: target.availabilityZone,
      health: ownHealth(target, moment, isInUse),
    }));
  const known = new Set(group.targets.map(({ id, port = portOf(group) }) => `${id}:${port}`));
  const source = { type: "elbv2", identifier: group.arn } as const;
  const ofGroups = membersHealth(source, moment)
    .filter(({ id }) => !known.has(`${id}:${portOf(group)}`))
    .map(({ id, health }) => ({
      id,
      port: portOf(group),
      availabilityZone: undefined,
      health: isInUse ? health : targetHealths.notInUse,
    }));
  return [...own, ...ofGroups].map((target) => {
    const isGone = isTerminated(target.id, moment.region);
    return { ...target, isGone, health: isGone ? targetHealths.draining : target.health };
  });
}

/** Also of an instance that EC2 has forgotten. */
function isTerminated(id: string, { instances }: Region): boolean {
  if (!id.startsWith("i-")) return false;
  const { ec2State = "terminated" } = instances.get(id) ?? {};
  return ec2State === "terminated";
}

function portOf({ members }: TargetGroup): number | undefined {
  return typeof members.Port === "number" ? members.Port : undefined;
}

interface MemberHealth {
  readonly id: string;
  readonly health: TargetHealth;
}

/** Members of the groups with this source, if they are registered with it. */
export function membersHealth(
  source: TrafficSource,
  moment: HealthMoment,
): readonly MemberHealth[] {
  return [...moment.region.groups.values()].flatMap((group) => {
    const healthOf = namesSource(group, source) ? memberHealth : healthWithRemoved(group, source);
    return [...group.fleet.members.values()].flatMap((instance) => {
      const health = healthOf(instance, moment);
      return health === undefined ? [] : [{ id: instance.id, health }];
    });
  });
}

type Stored = Pick<AutoScalingGroup, "stored">;

/** Whether the group names the source, in any of its members. */
export function namesSource(
  { stored }: Stored,
  { identifier }: Pick<TrafficSource, "identifier">,
): boolean {
  return identifiersIn(stored).includes(identifier);
}

/** Whether the group names any source. */
export function namesAnySource({ stored }: Stored): boolean {
  return identifiersIn(stored).length > 0;
}

function identifiersIn(stored: Stored["stored"]): readonly (string | undefined)[] {
  const {
    LoadBalancerNames = [],
    TargetGroupARNs = [],
    TrafficSources = [],
  } = stored as {
    readonly LoadBalancerNames?: readonly string[];
    readonly TargetGroupARNs?: readonly string[];
    readonly TrafficSources?: readonly { readonly Identifier?: string }[];
  };
  const others = TrafficSources.map(({ Identifier }) => Identifier);
  return [...TargetGroupARNs, ...LoadBalancerNames, ...others];
}

/** Includes sources that the group has given up, whose targets drain until they are removed. */
function healthWithRemoved(group: AutoScalingGroup, source: TrafficSource): typeof memberHealth {
  const changed = group.changedSources.get(trafficSourceKey(source));
  return ({ inServiceAt }, { hasCome }) => {
    const { isDetached, changedAt, removedAt } = changed ?? {};
    if (isDetached !== true || changedAt === undefined || removedAt === undefined) return undefined;
    const wasThere = inServiceAt !== undefined && inServiceAt < changedAt;
    return wasThere && !hasCome(removedAt) ? targetHealths.draining : undefined;
  };
}

/**
 * Whether one of the group's target groups has drained the instance after a caller deregistered it.
 */
export function isDeregistered(
  region: Region,
  { group, instance }: { readonly group: AutoScalingGroup; readonly instance: Instance },
  now: Instant,
): boolean {
  const ofGroup = recordsOf(region, "targetGroup").filter(({ arn }) =>
    namesSource(group, { identifier: arn }),
  );
  return ofGroup.some((targetGroup) => {
    const usual = portOf(targetGroup);
    const own = targetGroup.targets.filter(
      ({ id, port = usual }) => id === instance.id && port === usual,
    );
    const isGone = own.length > 0 && own.every(({ drainsUntil = now + 1 }) => drainsUntil <= now);
    return isGone && balancersOf(region, targetGroup.arn).length > 0;
  });
}

/** Undefined for a member that the group has not registered, or no longer. */
function memberHealth(instance: Instance, moment: HealthMoment): TargetHealth | undefined {
  const { lifecycleState, inServiceAt } = instance;
  if (inServiceAt === undefined || lifecycleState.startsWith("Warmed")) return undefined;
  const isLeaving = ["Terminating", "Detaching", "EnteringStandby"].some((state) =>
    lifecycleState.startsWith(state),
  );
  // If nothing waits for draining, a target drains while its instance is leaving.
  const isDraining = instance.draining !== undefined || !moment.timing.connectionDraining;
  if (isLeaving) return isDraining ? targetHealths.draining : undefined;
  if (!isRegistered(instance)) return undefined;
  return instanceHealth(instance, { ...moment, since: inServiceAt });
}

/** Whether a member is in service and was added to the load balancers then. */
export function isRegistered({ lifecycleState, isLeftOut }: Instance): boolean {
  return lifecycleState === "InService" && isLeftOut !== true;
}

function ownHealth(target: Target, moment: HealthMoment, isInUse: boolean): TargetHealth {
  if (target.drainsUntil !== undefined) return targetHealths.draining;
  if (!isInUse) return targetHealths.notInUse;
  const instance = moment.region.instances.get(target.id);
  if (instance !== undefined) {
    return instanceHealth(instance, { ...moment, since: target.registeredAt });
  }
  const settledAt = target.registeredAt + milliseconds(moment.timing.settleSeconds);
  return moment.hasCome(settledAt) ? targetHealths.healthy : targetHealths.registering;
}

/** The first result comes with the instance's first health result; broken instances fail it. */
export function instanceHealth(
  instance: Instance,
  { hasCome, timing, since }: HealthMoment & { readonly since: Instant },
): TargetHealth {
  const { ec2State, isBroken, unhealthyAfterSeconds } = instance;
  if (ec2State === "terminated" || ec2State === "shutting-down") return targetHealths.terminated;
  if (ec2State === "stopped" || ec2State === "stopping") return targetHealths.stopped;
  const settledAt = since + milliseconds(settleSeconds(instance, timing));
  if (!hasCome(settledAt)) return targetHealths.registering;
  const hasFailed =
    unhealthyAfterSeconds !== undefined && hasCome(since + milliseconds(unhealthyAfterSeconds));
  return isBroken || hasFailed ? targetHealths.failing : targetHealths.healthy;
}
