/**
 * ExecutePolicy: runs a simple or step policy, which changes the desired capacity within the
 * bounds.
 */
import { causes } from "../../../domain/scaling-activity.ts";
import type { ScalingPolicy } from "../../../domain/scaling-policy.ts";
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { adjustedCapacity, executionChanges, stepFor } from "../../../planner/policies.ts";
import { defineAction } from "../../action.ts";
import { refuseDuringCooldown } from "../cooldown.ts";
import { existingPolicy } from "./existing-policy.ts";

type ExecuteInput = Input<"autoscaling", "ExecutePolicy">;

export const executePolicy = defineAction("autoscaling", "ExecutePolicy", (input, context) => {
  const { group, policy } = existingPolicy(context.region, input);
  const { now, settings } = context;
  if (!policy.isEnabled) throw validationError(inferredPolicyTexts.disabledPolicy(policy.name));
  const adjustment = adjustmentOf(policy, input);
  if (input.HonorCooldown === true) refuseDuringCooldown(group, now);
  const to = adjustedCapacity(group, policy, adjustment);
  const sentence = causes.policy(now, policy.name, { from: group.desiredCapacity, to });
  const { timing } = settings;
  return { output: {}, changes: executionChanges(group, policy, { to, sentence, timing }) };
});

function adjustmentOf(policy: ScalingPolicy, input: ExecuteInput): number {
  const { MetricValue: value, BreachThreshold: threshold, HonorCooldown: honor } = input;
  if (policy.type === "SimpleScaling") {
    const isForSteps = value !== undefined || threshold !== undefined;
    if (isForSteps) throw validationError(inferredPolicyTexts.metricForSimplePolicy);
    return policy.scalingAdjustment ?? 0;
  }
  if (policy.type !== "StepScaling") {
    throw validationError(inferredPolicyTexts.notExecutable(policy.type));
  }
  if (honor === true) throw validationError(inferredPolicyTexts.cooldownForStepPolicy);
  if (value === undefined || threshold === undefined) {
    throw validationError(inferredPolicyTexts.metricMissing);
  }
  const difference = value - threshold;
  const step =
    stepFor(policy, { difference, isBelow: difference < 0 }) ??
    stepFor(policy, { difference, isBelow: difference <= 0 });
  if (step === undefined) throw validationError(inferredPolicyTexts.noStepForMetric(value));
  return step.adjustment;
}
