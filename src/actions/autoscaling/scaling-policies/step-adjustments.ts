/** Reads the steps of a step scaling policy, which must have no gap or overlap. */
import { mostSteps, type StepAdjustment } from "../../../domain/scaling-policy.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";

type StepShapes = Input<"autoscaling", "PutScalingPolicy">["StepAdjustments"];

/** The texts were recorded by the public rule set cdk-preflight (G-249). */
export function readSteps(given: StepShapes): readonly StepAdjustment[] {
  const steps = (given ?? []).map(readStep);
  const complaint =
    steps.length === 0
      ? "You should specify at least one StepAdjustment with a StepScaling policy."
      : steps.length > mostSteps
        ? `Your policies can have at most ${mostSteps} StepAdjustments.`
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

/** A step as the service's texts print it. */
export function printedStep({ lowerBound, upperBound, adjustment }: StepAdjustment): string {
  return (
    `StepAdjustment{MetricIntervalLowerBound=${printedDouble(lowerBound)},` +
    `MetricIntervalUpperBound=${printedDouble(upperBound)},` +
    `ScalingAdjustment=${printedDouble(adjustment)},ProportionalFactor=null}`
  );
}

/** A number as Java prints a double: 1.0, and 1.0E7 from ten million on. */
function printedDouble(value: number | undefined): string {
  if (value === undefined) return "null";
  const size = Math.abs(value);
  const isPlain = size === 0 || (size >= 1e-3 && size < 1e7);
  const [digits = "", exponent = ""] = isPlain ? [String(value)] : value.toExponential().split("e");
  const fraction = digits.includes(".") ? digits : `${digits}.0`;
  return isPlain ? fraction : `${fraction}E${Number(exponent)}`;
}

function readStep(step: NonNullable<StepShapes>[number]): StepAdjustment {
  const { MetricIntervalLowerBound: lower, MetricIntervalUpperBound: upper } = step;
  return {
    ...(lower !== undefined && { lowerBound: lower }),
    ...(upper !== undefined && { upperBound: upper }),
    adjustment: step.ScalingAdjustment ?? 0,
  };
}

function complaintOfOne(step: StepAdjustment): string | undefined {
  const { lowerBound, upperBound } = step;
  if (lowerBound === undefined && upperBound === undefined) {
    return "Both lower and upper bounds of a StepAdjustment cannot be left unspecified.";
  }
  const isOrdered = lowerBound === undefined || upperBound === undefined || lowerBound < upperBound;
  if (isOrdered) return undefined;
  return `LowerBound must be less than the UpperBound for StepAdjustment : ${printedStep(step)}`;
}

/** At most one step may be unbounded on a side; if any has a bound beyond 0 there, one must be. */
function complaintOfBound(
  steps: readonly StepAdjustment[],
  side: "lower" | "upper",
): string | undefined {
  const bounds = steps.map((step) => (side === "lower" ? step.lowerBound : step.upperBound));
  const open = bounds.filter((bound) => bound === undefined).length;
  const unspecified = `an unspecified ${side} bound (i.e., ${side} bound is null)`;
  if (open > 1) return `At most one StepAdjustment may have ${unspecified}.`;
  const isBeyond = (bound = 0) => (side === "lower" ? bound < 0 : bound > 0);
  if (open === 1 || !bounds.some(isBeyond)) return undefined;
  const direction = side === "lower" ? "negative" : "positive";
  return (
    `There must be a StepAdjustment with ${unspecified} when one StepAdjustment has a ` +
    `${direction} ${side} bound.`
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
    if (end > lower(next)) return "StepAdjustment intervals cannot overlap.";
    if (end < lower(next)) return "StepAdjustment intervals cannot have gaps between them.";
  }
  return undefined;
}
