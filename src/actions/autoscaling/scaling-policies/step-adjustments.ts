/** Reads the steps of a step scaling policy, which leave no gap and do not overlap. */
import { mostSteps, type StepAdjustment } from "../../../domain/scaling-policy.ts";
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";

type StepShapes = Input<"autoscaling", "PutScalingPolicy">["StepAdjustments"];

/** The sentences that are not in the table of inferred texts are AWS's, from public reports. */
export function readSteps(given: StepShapes): readonly StepAdjustment[] {
  const steps = (given ?? []).map(readStep);
  const complaint =
    steps.length === 0
      ? inferredPolicyTexts.noSteps
      : steps.length > mostSteps
        ? `There can be at most ${mostSteps} step adjustments per scaling policy`
        : (steps.map(complaintOfOne).find((one) => one !== undefined) ??
          complaintOfBound(steps, "lower") ??
          complaintOfBound(steps, "upper") ??
          complaintOfOrder(steps));
  if (complaint !== undefined) throw validationError(complaint);
  return steps;
}

export function presentStep({ lowerBound, upperBound, adjustment }: StepAdjustment) {
  return {
    MetricIntervalLowerBound: lowerBound,
    MetricIntervalUpperBound: upperBound,
    ScalingAdjustment: adjustment,
  };
}

function readStep(step: NonNullable<StepShapes>[number]): StepAdjustment {
  const { MetricIntervalLowerBound: lower, MetricIntervalUpperBound: upper } = step;
  return {
    ...(lower !== undefined && { lowerBound: lower }),
    ...(upper !== undefined && { upperBound: upper }),
    adjustment: step.ScalingAdjustment ?? 0,
  };
}

function complaintOfOne({ lowerBound, upperBound }: StepAdjustment): string | undefined {
  if (lowerBound === undefined && upperBound === undefined) {
    return "Both lower and upper bounds of a step adjustment cannot be left unspecified";
  }
  const isOrdered = lowerBound === undefined || upperBound === undefined || lowerBound < upperBound;
  return isOrdered ? undefined : inferredPolicyTexts.stepBoundsInDisorder;
}

/** At most one step is open on a side; beyond the threshold on that side one has to be. */
function complaintOfBound(
  steps: readonly StepAdjustment[],
  side: "lower" | "upper",
): string | undefined {
  const bounds = steps.map((step) => (side === "lower" ? step.lowerBound : step.upperBound));
  const open = bounds.filter((bound) => bound === undefined).length;
  if (open > 1) return `At most one StepAdjustment may have an unspecified ${side} bound`;
  const isBeyond = (bound = 0) => (side === "lower" ? bound < 0 : bound > 0);
  if (open === 1 || !bounds.some(isBeyond)) return undefined;
  const direction = side === "lower" ? "negative" : "positive";
  return (
    `There must be a StepAdjustment with an unspecified ${side} bound (i.e., ${side} bound is ` +
    `null) when one StepAdjustment has a ${direction} ${side} bound`
  );
}

function complaintOfOrder(steps: readonly StepAdjustment[]): string | undefined {
  const { NEGATIVE_INFINITY } = Number;
  const lower = ({ lowerBound = NEGATIVE_INFINITY }: StepAdjustment) => lowerBound;
  const sorted = [...steps].sort((one, other) => (lower(one) < lower(other) ? -1 : 1));
  for (const [index, step] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined) return undefined;
    const end = step.upperBound ?? Number.POSITIVE_INFINITY;
    if (end > lower(next)) return inferredPolicyTexts.stepsOverlap;
    if (end < lower(next)) return inferredPolicyTexts.stepsWithGap;
  }
  return undefined;
}
