/** Reads a scaling policy from a request, with AWS's checks, and shows it. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import {
  type AdjustmentType,
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
import { refusePredictive } from "./predictive-scaling-refusals.ts";
import {
  refuseAdjustment,
  refuseExactSteps,
  refuseOtherMembers,
  refuseSimple,
} from "./scaling-policy-refusals.ts";
import { presentStep, readSteps } from "./step-adjustments.ts";
import { refuseTargetTracking } from "./target-tracking-refusals.ts";

type PutInput = Input<"autoscaling", "PutScalingPolicy">;
type PolicyShape = NonNullable<
  Output<"autoscaling", "DescribePolicies">["ScalingPolicies"]
>[number];

/** The policy without its alarms. A changed policy keeps only its ARN. */
export function readPolicy(
  input: PutInput,
  group: AutoScalingGroup,
  context: ActionContext,
): ScalingPolicy {
  const name = input.PolicyName ?? "";
  const type = readType(input.PolicyType);
  refuseOtherMembers(input, type);
  const own = readersByType[type](input, group);
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

/** The alarms with the policy among their actions, created by anyone. */
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

const readersByType: Record<PolicyType, (input: PutInput, group: AutoScalingGroup) => Own> = {
  SimpleScaling: readSimple,
  StepScaling: readStep,
  TargetTrackingScaling: readTargetTracking,
  PredictiveScaling: readPredictive,
};

function readSimple(input: PutInput): Own {
  const { ScalingAdjustment: scalingAdjustment = 0, Cooldown: cooldownSeconds } = input;
  const adjustment = readAdjustment(input);
  refuseSimple(input);
  if (cooldownSeconds === undefined) return { ...adjustment, scalingAdjustment };
  return { ...adjustment, scalingAdjustment, cooldownSeconds: nonNegative(cooldownSeconds) };
}

function readStep(input: PutInput): Own {
  const adjustment = readAdjustment(input);
  const steps = readSteps(input.StepAdjustments);
  refuseExactSteps(input, steps);
  const { MetricAggregationType: aggregation = "Average" } = input;
  if (!["Minimum", "Maximum", "Average"].includes(aggregation)) {
    throw validationError(inferredPolicyTexts.invalidAggregation(aggregation));
  }
  return { ...adjustment, steps, metricAggregationType: aggregation, ...readWarmup(input) };
}

function readTargetTracking(input: PutInput, group: AutoScalingGroup): Own {
  const { TargetTrackingConfiguration: tracking } = input;
  if (tracking === undefined) {
    throw validationError("You should provide a TargetTrackingConfiguration");
  }
  refuseTargetTracking(tracking, group);
  const targetTracking = plainJson({ DisableScaleIn: false, ...tracking });
  return { targetTracking, ...readWarmup(input) };
}

function readPredictive(input: PutInput): Own {
  const { PredictiveScalingConfiguration: predictive } = input;
  if (predictive === undefined) {
    throw validationError("You must specify PredictiveScalingConfiguration.");
  }
  refusePredictive(predictive);
  return { predictive: plainJson({ Mode: "ForecastOnly", ...predictive }) };
}

type Adjustment = Required<Pick<ScalingPolicy, "adjustmentType">> & Partial<ScalingPolicy>;

function readAdjustment(input: PutInput): Adjustment {
  refuseAdjustment(input);
  const { AdjustmentType, MinAdjustmentMagnitude, MinAdjustmentStep } = input;
  const adjustmentType = AdjustmentType as AdjustmentType;
  return {
    adjustmentType,
    ...(MinAdjustmentMagnitude !== undefined && {
      minAdjustmentMagnitude: MinAdjustmentMagnitude,
    }),
    ...(MinAdjustmentStep !== undefined && { minAdjustmentStep: nonNegative(MinAdjustmentStep) }),
  };
}

function readWarmup({ EstimatedInstanceWarmup: warmup }: PutInput): Partial<ScalingPolicy> {
  return warmup === undefined ? {} : { estimatedInstanceWarmupSeconds: nonNegative(warmup) };
}

function nonNegative(value: number): number {
  if (value >= 0) return value;
  throw validationError(inferredPolicyTexts.negativePolicyMember(value));
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
