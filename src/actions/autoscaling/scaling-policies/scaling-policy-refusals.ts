/**
 * Scaling policies of a type that are always refused (G-244 to G-248, G-259). The texts were
 * recorded by the public rule set cdk-preflight; where it has only some members, the other texts
 * are analogous.
 */

import type { Refusal } from "../../../domain/refusals.ts";
import {
  adjustmentTypes,
  type PolicyType,
  type StepAdjustment,
} from "../../../domain/scaling-policy.ts";
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { refuseBy } from "../../refusals.ts";
import { printedStep } from "./step-adjustments.ts";

type PutInput = Input<"autoscaling", "PutScalingPolicy">;

interface OtherMembers {
  readonly members: readonly (keyof PutInput)[];
  readonly text: (member: string) => string;
}

/** Members that neither target tracking nor predictive scaling takes, in the order of refusal. */
const ofSimpleAndStepScaling = [
  "AdjustmentType",
  "ScalingAdjustment",
  "MinAdjustmentMagnitude",
  "MinAdjustmentStep",
  "Cooldown",
  "StepAdjustments",
  "MetricAggregationType",
] as const;

/** The members of other types, and the service's text for each. */
const otherMembers: Record<PolicyType, OtherMembers> = {
  SimpleScaling: {
    members: [
      "StepAdjustments",
      "MetricAggregationType",
      "EstimatedInstanceWarmup",
      "TargetTrackingConfiguration",
      "PredictiveScalingConfiguration",
    ],
    text: (member) => `${member} is not supported for a SimpleScaling policy`,
  },
  StepScaling: {
    members: [
      "ScalingAdjustment",
      "Cooldown",
      "TargetTrackingConfiguration",
      "PredictiveScalingConfiguration",
    ],
    text: (member) => `${member} is not supported for a StepScaling policy`,
  },
  TargetTrackingScaling: {
    members: [...ofSimpleAndStepScaling, "PredictiveScalingConfiguration"],
    text: (member) => `${member} are not supported for a TargetTracking policy`,
  },
  PredictiveScaling: {
    members: [...ofSimpleAndStepScaling, "EstimatedInstanceWarmup", "TargetTrackingConfiguration"],
    text: (member) => `You can't specify ${member} for policy type: PredictiveScaling`,
  },
};

/**
 * Refuses members of another type. An empty list counts as absent, and so does a cooldown of zero,
 * which Terraform sends for every type.
 */
export function refuseOtherMembers(input: PutInput, type: PolicyType): void {
  const { members, text } = otherMembers[type];
  const isGiven = (value: unknown) =>
    value !== undefined && !(Array.isArray(value) && value.length === 0);
  const given = members.find(
    (member) => isGiven(input[member]) && !(member === "Cooldown" && input.Cooldown === 0),
  );
  if (given !== undefined) throw validationError(text(given));
}

const isOtherThanPercentage = ({ AdjustmentType: type }: PutInput) =>
  type !== "PercentChangeInCapacity";

const adjustmentRefusals: readonly Refusal<PutInput>[] = [
  {
    when: ({ AdjustmentType: type }) => type === undefined,
    text: ({ PolicyType: type = "SimpleScaling" }) =>
      `You must specify an AdjustmentType for policy type: ${type}`,
  },
  {
    when: ({ AdjustmentType: type }) => !adjustmentTypes.some((known) => known === type),
    text: ({ AdjustmentType: type = "" }) => inferredPolicyTexts.invalidAdjustmentType(type),
  },
  {
    when: (input) => input.MinAdjustmentMagnitude !== undefined && isOtherThanPercentage(input),
    text: "MinAdjustmentMagnitude is not supported by the specified adjustment type.",
  },
  {
    when: (input) => input.MinAdjustmentStep !== undefined && isOtherThanPercentage(input),
    text: "MinAdjustmentStep is not supported by the specified adjustment type.",
  },
  {
    when: ({ MinAdjustmentMagnitude: least = 1 }) => least <= 0,
    text: "If specified, MinAdjustmentMagnitude must be greater than zero.",
  },
];

/** Refuses adjustments that no simple or step policy can have. */
export function refuseAdjustment(input: PutInput): void {
  refuseBy(adjustmentRefusals, input);
}

const simpleRefusals: readonly Refusal<PutInput>[] = [
  {
    when: ({ ScalingAdjustment: adjustment }) => adjustment === undefined,
    text: "Scaling increment must be specified for a SimpleScaling policy",
  },
  {
    when: ({ AdjustmentType: type, ScalingAdjustment: adjustment = 0 }) =>
      type === "ExactCapacity" && adjustment < 0,
    text: "The lower range for adjustment is 0 with the specified adjustment type.",
  },
];

/** Refuses a ScalingAdjustment that no simple policy can have. */
export function refuseSimple(input: PutInput): void {
  refuseBy(simpleRefusals, input);
}

/** Refuses steps with a negative exact capacity. */
export function refuseExactSteps(input: PutInput, steps: readonly StepAdjustment[]): void {
  const erroneous = steps.find(({ adjustment }) => adjustment < 0);
  if (input.AdjustmentType !== "ExactCapacity" || erroneous === undefined) return;
  throw validationError(
    "The lowest value for ScalingAdjustment parameter is 0 with the specified adjustment type. " +
      `Erroneous StepAdjustment is ${printedStep(erroneous)}`,
  );
}
