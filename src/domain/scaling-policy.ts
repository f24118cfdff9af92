/** A scaling policy: how a group's capacity is to change, and which alarms were made for it. */
import type { Seconds } from "./time.ts";

export const policyTypes = [
  "SimpleScaling",
  "StepScaling",
  "TargetTrackingScaling",
  "PredictiveScaling",
] as const;
export type PolicyType = (typeof policyTypes)[number];

export const adjustmentTypes = [
  "ChangeInCapacity",
  "ExactCapacity",
  "PercentChangeInCapacity",
] as const;
export type AdjustmentType = (typeof adjustmentTypes)[number];

/** A bound that is not there is open. */
export interface StepAdjustment {
  readonly lowerBound?: number;
  readonly upperBound?: number;
  readonly adjustment: number;
}

export interface ScalingPolicy {
  readonly name: string;
  readonly arn: string;
  readonly type: PolicyType;
  readonly isEnabled: boolean;
  /** Of simple and step policies. */
  readonly adjustmentType?: AdjustmentType;
  readonly minAdjustmentMagnitude?: number;
  readonly minAdjustmentStep?: number;
  /** Of a simple policy. */
  readonly scalingAdjustment?: number;
  /** Of a simple policy; without it the group's default holds. */
  readonly cooldownSeconds?: Seconds;
  /** Of a step policy. */
  readonly steps: readonly StepAdjustment[];
  readonly metricAggregationType?: string;
  readonly estimatedInstanceWarmupSeconds?: Seconds;
  /** In AWS's own shape; only the target value of target tracking has an effect. */
  readonly targetTracking?: Readonly<Record<string, unknown>>;
  readonly predictive?: Readonly<Record<string, unknown>>;
  /** Names of the alarms that were made for target tracking, and go with the policy. */
  readonly managedAlarms: readonly string[];
}

/** AWS's quotas. */
export const mostPolicies = 50;
export const mostSteps = 20;
