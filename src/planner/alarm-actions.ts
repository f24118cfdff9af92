/** Decides the effect of the scaling policies that an alarm's new state triggers. */
import type { Alarm, AlarmState } from "../domain/alarm.ts";
import type { Change } from "../domain/changes/change.ts";
import { type AutoScalingGroup, isSuspended } from "../domain/group.ts";
import { invokingAlarm } from "../domain/invoking-alarm.ts";
import { causes } from "../domain/scaling-activity.ts";
import type { ScalingPolicy } from "../domain/scaling-policy.ts";
import type { Region } from "../domain/world.ts";
import { isCoolingDown } from "./cooldown.ts";
import {
  adjustedCapacity,
  type ExecutionTime,
  executionChanges,
  stepFor,
  withinBounds,
} from "./policies.ts";

export interface AlarmSet {
  readonly alarm: Alarm;
  readonly state: AlarmState;
  /** JSON as CloudWatch writes it: the last datapoint is the metric's value. */
  readonly reasonData?: string | undefined;
}

/**
 * Of several triggered policies of one group the largest capacity wins, as AWS documents. Only
 * metric alarms can trigger policies.
 */
export function alarmActionChanges(
  region: Region,
  set: AlarmSet,
  time: ExecutionTime,
): readonly Change[] {
  const { definition } = set.alarm;
  if (!definition.isActionsEnabled || definition.kind !== "metric") return [];
  const arns = (definition.stored[actionMembers[set.state]] ?? []) as readonly string[];
  return [...region.groups.values()].flatMap((group) => {
    const [best] = [...group.scalingPolicies.values()]
      .filter(({ arn }) => arns.includes(arn))
      .flatMap((policy) => capacityFor(group, policy, set, time))
      .sort((one, other) => other.to - one.to);
    if (best === undefined) return [];
    const step = { from: group.desiredCapacity, to: best.to };
    const names = { alarm: definition.name, state: set.state, policy: best.policy.name };
    const sentence = causes.alarm(time.now, names, step);
    return executionChanges(group, best.policy, {
      to: best.to,
      sentence,
      invokingAlarms: [invokingAlarm(region, { ...set, at: time.now })],
      timing: time.timing,
    });
  });
}

const actionMembers = {
  ALARM: "AlarmActions",
  OK: "OKActions",
  INSUFFICIENT_DATA: "InsufficientDataActions",
} as const satisfies Record<AlarmState, string>;

interface Wanted {
  readonly policy: ScalingPolicy;
  readonly to: number;
}

function capacityFor(
  group: AutoScalingGroup,
  policy: ScalingPolicy,
  set: AlarmSet,
  { now }: ExecutionTime,
): readonly Wanted[] {
  const isHeld = isSuspended(group, "AlarmNotification") || group.deletionBegunAt !== undefined;
  if (isHeld || !policy.isEnabled) return [];
  switch (policy.type) {
    case "SimpleScaling":
      if (isCoolingDown(group, now)) return [];
      return [{ policy, to: adjustedCapacity(group, policy, policy.scalingAdjustment ?? 0) }];
    case "StepScaling": {
      const step = stepFor(policy, breachOf(set));
      return step ? [{ policy, to: adjustedCapacity(group, policy, step.adjustment) }] : [];
    }
    case "TargetTrackingScaling":
      return [{ policy, to: trackedCapacity(group, policy, set) }];
    case "PredictiveScaling":
      return [];
  }
}

/** Without a value in the reason data, the metric is assumed to be at the threshold. */
function breachOf(set: AlarmSet) {
  const { Threshold = 0 } = set.alarm.definition.stored as { readonly Threshold?: number };
  const value = metricValue(set);
  const difference = value === undefined ? 0 : value - Threshold;
  return { difference, isBelow: difference < 0 || (difference === 0 && isOnLowValues(set.alarm)) };
}

function isOnLowValues({ definition }: Alarm): boolean {
  return String(definition.stored.ComparisonOperator).startsWith("LessThan");
}

function metricValue({ reasonData }: AlarmSet): number | undefined {
  if (reasonData === undefined) return undefined;
  const { recentDatapoints } = (JSON.parse(reasonData) ?? {}) as {
    readonly recentDatapoints?: unknown;
  };
  const last: unknown = Array.isArray(recentDatapoints) ? recentDatapoints.at(-1) : undefined;
  return typeof last === "number" ? last : undefined;
}

/**
 * Scales in proportion to the metric, rounded up: 4 instances at 75 with a target of 50 become 6.
 * Without a value it adds or removes one instance. AWS does not document its formula.
 */
function trackedCapacity(group: AutoScalingGroup, policy: ScalingPolicy, set: AlarmSet): number {
  const { desiredCapacity: from } = group;
  const isLow = isOnLowValues(set.alarm);
  const value = metricValue(set);
  const target = policy.targetTracking?.TargetValue as number;
  const isKnown = value !== undefined && target > 0;
  const proportional = isKnown ? Math.ceil((from * value) / target) : from;
  const to = isLow
    ? Math.min(isKnown ? proportional : from - 1, from)
    : Math.max(proportional, from + 1);
  return withinBounds(group, to);
}
