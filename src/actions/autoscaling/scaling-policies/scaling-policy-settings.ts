/** Reads a scaling policy from a request, with AWS's checks, and shows it again. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import {
  type AdjustmentType,
  adjustmentTypes,
  mostPolicies,
  type PolicyType,
  policyTypes,
  type ScalingPolicy,
} from "../../../domain/scaling-policy.ts";
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import type { Input, Output } from "../../../model/operations.ts";
import { actionsOf } from "../../../planner/policy-alarms.ts";
import type { ActionContext } from "../../action.ts";
import { plainJson } from "../../plain-json.ts";
import { presentStep, readSteps } from "./step-adjustments.ts";
import { checkTargetTracking } from "./target-tracking.ts";

type PutInput = Input<"autoscaling", "PutScalingPolicy">;
type PolicyShape = NonNullable<
  Output<"autoscaling", "DescribePolicies">["ScalingPolicies"]
>[number];

/** The policy without its alarms. One that changes a policy keeps that one's ARN, nothing else. */
export function readPolicy(
  input: PutInput,
  group: AutoScalingGroup,
  context: ActionContext,
): ScalingPolicy {
  const name = input.PolicyName ?? "";
  const type = readType(input.PolicyType);
  const own = readersByType[type](input);
  const known = group.scalingPolicies.get(name);
  if (known === undefined && group.scalingPolicies.size >= mostPolicies) throw tooMany();
  return {
    name,
    arn: known?.arn ?? newArn(name, group, context),
    type,
    isEnabled: input.Enabled ?? true,
    steps: [],
    managedAlarms: [],
    ...own,
  };
}

export function presentPolicy(
  policy: ScalingPolicy,
  group: AutoScalingGroup,
  region: Region,
): PolicyShape {
  return {
    AutoScalingGroupName: group.name,
    PolicyName: policy.name,
    PolicyARN: policy.arn,
    PolicyType: policy.type,
    AdjustmentType: policy.adjustmentType,
    MinAdjustmentStep: policy.minAdjustmentStep,
    MinAdjustmentMagnitude: policy.minAdjustmentMagnitude,
    ScalingAdjustment: policy.scalingAdjustment,
    Cooldown: policy.cooldownSeconds,
    StepAdjustments: policy.steps.map(presentStep),
    MetricAggregationType: policy.metricAggregationType,
    EstimatedInstanceWarmup: policy.estimatedInstanceWarmupSeconds,
    Alarms: presentAlarms(policy, region),
    TargetTrackingConfiguration:
      policy.targetTracking as unknown as PolicyShape["TargetTrackingConfiguration"],
    Enabled: policy.isEnabled,
    PredictiveScalingConfiguration:
      policy.predictive as unknown as PolicyShape["PredictiveScalingConfiguration"],
  };
}

/** The alarms that name the policy among their actions, whoever made them. */
function presentAlarms({ arn }: ScalingPolicy, region: Region) {
  return [...region.alarms.values()]
    .filter((alarm) => actionsOf(alarm).includes(arn))
    .map(({ definition }) => ({ AlarmName: definition.name, AlarmARN: definition.arn }));
}

function readType(type = "SimpleScaling"): PolicyType {
  const known = policyTypes.find((one) => one === type);
  if (known === undefined) throw validationError(inferredPolicyTexts.invalidPolicyType(type));
  return known;
}

type Own = Omit<ScalingPolicy, "name" | "arn" | "type" | "isEnabled" | "steps" | "managedAlarms"> &
  Partial<Pick<ScalingPolicy, "steps">>;

const readersByType: Record<PolicyType, (input: PutInput) => Own> = {
  SimpleScaling: readSimple,
  StepScaling: readStep,
  TargetTrackingScaling: readTargetTracking,
  PredictiveScaling: readPredictive,
};

function readSimple(input: PutInput): Own {
  refuse(input, "SimpleScaling", [
    "StepAdjustments",
    "MetricAggregationType",
    "EstimatedInstanceWarmup",
    "TargetTrackingConfiguration",
    "PredictiveScalingConfiguration",
  ]);
  const { ScalingAdjustment: scalingAdjustment, Cooldown: cooldownSeconds } = input;
  const adjustment = readAdjustment(input, "SimpleScaling");
  if (scalingAdjustment === undefined) {
    throw validationError("Scaling increment must be specified for a SimpleScaling policy");
  }
  checkExact(adjustment.adjustmentType, [scalingAdjustment]);
  if (cooldownSeconds === undefined) return { ...adjustment, scalingAdjustment };
  return { ...adjustment, scalingAdjustment, cooldownSeconds: nonNegative(cooldownSeconds) };
}

function readStep(input: PutInput): Own {
  refuse(input, "StepScaling", [
    "ScalingAdjustment",
    "Cooldown",
    "TargetTrackingConfiguration",
    "PredictiveScalingConfiguration",
  ]);
  const adjustment = readAdjustment(input, "StepScaling");
  const steps = readSteps(input.StepAdjustments);
  checkExact(
    adjustment.adjustmentType,
    steps.map((step) => step.adjustment),
  );
  const { MetricAggregationType: aggregation = "Average" } = input;
  if (!["Minimum", "Maximum", "Average"].includes(aggregation)) {
    throw validationError(inferredPolicyTexts.invalidAggregation(aggregation));
  }
  return { ...adjustment, steps, metricAggregationType: aggregation, ...readWarmup(input) };
}

function readTargetTracking(input: PutInput): Own {
  refuse(input, "TargetTrackingScaling", [
    "AdjustmentType",
    "ScalingAdjustment",
    "MinAdjustmentMagnitude",
    "MinAdjustmentStep",
    "Cooldown",
    "StepAdjustments",
    "MetricAggregationType",
    "PredictiveScalingConfiguration",
  ]);
  const { TargetTrackingConfiguration: tracking } = input;
  if (tracking === undefined) throw lacks("TargetTrackingConfiguration", "TargetTrackingScaling");
  checkTargetTracking(tracking);
  const targetTracking = plainJson({ DisableScaleIn: false, ...tracking });
  return { targetTracking, ...readWarmup(input) };
}

function readPredictive(input: PutInput): Own {
  refuse(input, "PredictiveScaling", [
    "AdjustmentType",
    "ScalingAdjustment",
    "MinAdjustmentMagnitude",
    "MinAdjustmentStep",
    "Cooldown",
    "StepAdjustments",
    "MetricAggregationType",
    "EstimatedInstanceWarmup",
    "TargetTrackingConfiguration",
  ]);
  const { PredictiveScalingConfiguration: predictive } = input;
  if (predictive === undefined) {
    throw lacks("PredictiveScalingConfiguration", "PredictiveScaling");
  }
  return { predictive: plainJson({ Mode: "ForecastOnly", ...predictive }) };
}

/**
 * Members that AWS documents as not supported for the type. An empty list is none, and so is a
 * cooldown of zero: Terraform sends it with every change of a policy, of whatever type.
 */
function refuse(input: PutInput, type: PolicyType, members: readonly (keyof PutInput)[]): void {
  const isGiven = (value: unknown) =>
    value !== undefined && !(Array.isArray(value) && value.length === 0);
  const given = members.find(
    (member) => isGiven(input[member]) && !(member === "Cooldown" && input.Cooldown === 0),
  );
  if (given !== undefined)
    throw validationError(inferredPolicyTexts.memberOfOtherPolicy(given, type));
}

type Adjustment = Required<Pick<ScalingPolicy, "adjustmentType">> & Partial<ScalingPolicy>;

function readAdjustment(input: PutInput, type: PolicyType): Adjustment {
  const { AdjustmentType, MinAdjustmentMagnitude, MinAdjustmentStep } = input;
  if (AdjustmentType === undefined) throw lacks("AdjustmentType", type);
  const adjustmentType = adjustmentTypes.find((one) => one === AdjustmentType);
  if (adjustmentType === undefined) {
    throw validationError(inferredPolicyTexts.invalidAdjustmentType(AdjustmentType));
  }
  const least = MinAdjustmentMagnitude ?? MinAdjustmentStep;
  if (least !== undefined && adjustmentType !== "PercentChangeInCapacity") {
    throw validationError(inferredPolicyTexts.magnitudeWithoutPercentage);
  }
  return {
    adjustmentType,
    ...(MinAdjustmentMagnitude !== undefined && {
      minAdjustmentMagnitude: nonNegative(MinAdjustmentMagnitude),
    }),
    ...(MinAdjustmentStep !== undefined && { minAdjustmentStep: nonNegative(MinAdjustmentStep) }),
  };
}

function checkExact(type: AdjustmentType, adjustments: readonly number[]): void {
  if (type !== "ExactCapacity" || adjustments.every((value) => value >= 0)) return;
  throw validationError(inferredPolicyTexts.negativeExactCapacity);
}

function readWarmup({ EstimatedInstanceWarmup: warmup }: PutInput): Partial<ScalingPolicy> {
  return warmup === undefined ? {} : { estimatedInstanceWarmupSeconds: nonNegative(warmup) };
}

function nonNegative(value: number): number {
  if (value >= 0) return value;
  throw validationError(inferredPolicyTexts.negativePolicyMember(value));
}

function lacks(member: string, type: PolicyType) {
  return validationError(inferredPolicyTexts.memberOfPolicyMissing(member, type));
}

function tooMany() {
  return fault(
    "autoscaling",
    "LimitExceededFault",
    inferredPolicyTexts.tooManyPolicies(mostPolicies),
  );
}

function newArn(name: string, group: AutoScalingGroup, context: ActionContext): string {
  const { region, identifiers } = context;
  return (
    `arn:aws:autoscaling:${region.name}:${region.account}:scalingPolicy:${identifiers.uuid()}:` +
    `autoScalingGroupName/${group.name}:policyName/${name}`
  );
}
