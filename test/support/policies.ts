/** Scaling policies through the real SDK: valid by default, a test says what matters to it. */
import {
  DescribePoliciesCommand,
  type DescribePoliciesCommandInput,
  PutScalingPolicyCommand,
  type PutScalingPolicyCommandInput,
  type ScalingPolicy,
} from "@aws-sdk/client-auto-scaling";
import type { Emulated } from "./emulator.ts";

export type PolicyMembers = Partial<PutScalingPolicyCommandInput>;

export const simplePolicy = {
  AdjustmentType: "ChangeInCapacity",
  ScalingAdjustment: 1,
} as const satisfies PolicyMembers;

export const stepPolicy = {
  PolicyType: "StepScaling",
  AdjustmentType: "ChangeInCapacity",
  StepAdjustments: [
    { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10, ScalingAdjustment: 1 },
    { MetricIntervalLowerBound: 10, ScalingAdjustment: 2 },
  ],
} as const satisfies Readonly<Record<string, unknown>>;

export const trackingPolicy = {
  PolicyType: "TargetTrackingScaling",
  TargetTrackingConfiguration: {
    PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
    TargetValue: 50,
  },
} as const satisfies PolicyMembers;

export const predictivePolicy = {
  PolicyType: "PredictiveScaling",
  PredictiveScalingConfiguration: {
    MetricSpecifications: [
      {
        TargetValue: 40,
        PredefinedMetricPairSpecification: { PredefinedMetricType: "ASGCPUUtilization" },
      },
    ],
  },
} as const satisfies Readonly<Record<string, unknown>>;

/** Puts the policy `out` of the group, a simple one unless the members say otherwise. */
export function putPolicy(
  { client }: Pick<Emulated, "client">,
  AutoScalingGroupName: string,
  members: object = simplePolicy,
) {
  const input = { AutoScalingGroupName, PolicyName: "out", ...members };
  return client.send(new PutScalingPolicyCommand(input));
}

export async function policiesOf(
  { client }: Pick<Emulated, "client">,
  input: DescribePoliciesCommandInput,
): Promise<ScalingPolicy[]> {
  return (await client.send(new DescribePoliciesCommand(input))).ScalingPolicies ?? [];
}
