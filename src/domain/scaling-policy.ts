/** A scaling policy: how it changes a group's capacity, and the alarms created for it. */
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

/** A missing bound is infinite. */
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
  /** Only for simple and step policies. */
  readonly adjustmentType?: AdjustmentType;
  readonly minAdjustmentMagnitude?: number;
  readonly minAdjustmentStep?: number;
  /** Only for simple policies. */
  readonly scalingAdjustment?: number;
  /** Only for simple policies; the default is the group's. */
  readonly cooldownSeconds?: Seconds;
  /** Only for step policies. */
  readonly steps: readonly StepAdjustment[];
  readonly metricAggregationType?: string;
  readonly estimatedInstanceWarmupSeconds?: Seconds;
  /** In AWS's own shape; only the target value of target tracking has an effect. */
  readonly targetTracking?: Readonly<Record<string, unknown>>;
  readonly predictive?: Readonly<Record<string, unknown>>;
  /** The alarms created for target tracking, which are deleted with the policy. */
  readonly managedAlarms: readonly string[];
}

/** AWS's quotas. */
export const mostPolicies = 50;
export const mostSteps = 20;
