/** Decides the desired capacity that a scaling policy leads to. */
import type { Change } from "../domain/changes/change.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { InvokingAlarm } from "../domain/invoking-alarm.ts";
import type { ScalingPolicy, StepAdjustment } from "../domain/scaling-policy.ts";
import type { Instant } from "../domain/time.ts";
import type { Timing } from "../domain/timing.ts";

/** The distance of a metric from an alarm's threshold, and the side the alarm watches. */
export interface Breach {
  /** The metric's value minus the threshold. */
  readonly difference: number;
  /** True for an alarm on low values; decides which steps apply at a difference of 0. */
  readonly isBelow: boolean;
}

/**
 * The step that contains the difference. As AWS documents, a step includes its lower bound above
 * the threshold and its upper bound below it.
 */
export function stepFor(
  { steps }: Pick<ScalingPolicy, "steps">,
  { difference, isBelow }: Breach,
): StepAdjustment | undefined {
  const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;
  return steps.find(({ lowerBound = NEGATIVE_INFINITY, upperBound = POSITIVE_INFINITY }) =>
    isBelow
      ? difference > lowerBound && difference <= upperBound
      : difference >= lowerBound && difference < upperBound,
  );
}

/**
 * The capacity after the adjustment, within the group's bounds. 25 percent of 4 instances is 1;
 * with a minimum magnitude of 2 it is 2.
 */
export function adjustedCapacity(
  group: Pick<AutoScalingGroup, "desiredCapacity" | "minSize" | "maxSize">,
  policy: Pick<ScalingPolicy, "adjustmentType" | "minAdjustmentMagnitude" | "minAdjustmentStep">,
  adjustment: number,
): number {
  const from = group.desiredCapacity;
  const least = policy.minAdjustmentMagnitude ?? policy.minAdjustmentStep ?? 0;
  const amount =
    policy.adjustmentType === "PercentChangeInCapacity"
      ? atLeast(roundedPercentage((from * adjustment) / 100), least, adjustment)
      : adjustment;
  return withinBounds(
    group,
    policy.adjustmentType === "ExactCapacity" ? adjustment : from + amount,
  );
}

export function withinBounds(
  { minSize, maxSize }: Pick<AutoScalingGroup, "minSize" | "maxSize">,
  capacity: number,
): number {
  return Math.min(Math.max(capacity, minSize), maxSize);
}

/** AWS rounds towards 0, but anything below 1 to 1: 12.7 is 12, 0.67 is 1, -6.67 is -6. */
function roundedPercentage(amount: number): number {
  return Math.abs(amount) < 1 ? Math.sign(amount) : Math.trunc(amount);
}

function atLeast(amount: number, least: number, adjustment: number): number {
  return Math.sign(adjustment) * Math.max(Math.abs(amount), least);
}

interface Execution {
  readonly to: number;
  readonly sentence: string;
  readonly invokingAlarms?: readonly InvokingAlarm[];
  readonly timing: Timing;
}

/** The changes when a policy asks for this capacity; none when the group already has it. */
export function executionChanges(
  group: AutoScalingGroup,
  policy: ScalingPolicy,
  { to, sentence, invokingAlarms, timing }: Execution,
): readonly Change[] {
  if (to === group.desiredCapacity) return [];
  const { cooldownSeconds } = policy;
  return [
    {
      type: "DesiredCapacityChanged",
      group: group.name,
      to,
      sentence,
      ...(invokingAlarms !== undefined && { invokingAlarms }),
      reactionSeconds: timing.scalingReactionSeconds,
    },
    {
      type: "ScalingPolicyExecuted",
      group: group.name,
      name: policy.name,
      ...(cooldownSeconds !== undefined && { cooldownSeconds }),
    },
  ];
}

export interface ExecutionTime {
  readonly now: Instant;
  readonly timing: Timing;
}
