/**
 * The scaling policies that AWS refuses, rule by rule of the public rule set cdk-preflight
 * (`rules/autoscaling`, each with the text that the service answered): predictive policies.
 */
import { expect, test } from "vitest";
import { startEmulator } from "../../../support/emulator.ts";
import { aGroup } from "../../../support/fleet.ts";
import {
  policiesOf,
  predictivePolicy,
  putPolicy,
  simplePolicy,
  stepPolicy,
  trackingPolicy,
} from "../../../support/policies.ts";
import { refusalOf, validationErrorOf } from "../../../support/refusal.ts";

const emulated = await startEmulator();

type Row = readonly [rule: string, members: object, message: string];

const stat = { Metric: { Namespace: "Mine", MetricName: "Jobs" }, Stat: "Average" };
const predicted = (specification: object, configuration: object = {}) => ({
  PolicyType: "PredictiveScaling",
  PredictiveScalingConfiguration: {
    MetricSpecifications: [{ TargetValue: 40, ...specification }],
    ...configuration,
  },
});
const known = (PredefinedMetricType: string) => ({ PredefinedMetricType });
const queries = (...MetricDataQueries: object[]) => ({ MetricDataQueries });
const pair = { PredefinedMetricPairSpecification: known("ASGCPUUtilization") };
const scaling = { PredefinedScalingMetricSpecification: known("ASGAverageCPUUtilization") };
const load = { PredefinedLoadMetricSpecification: known("ASGTotalCPUUtilization") };
const oneQuery = queries({ Id: "m1", MetricStat: stat });

const invalidSpecification =
  "The metric specification is invalid. A policy must have either one scaling metric and one load " +
  "metric or one metric pair.";

const rows: readonly Row[] = [
  [
    "pf-asg-predictive-requires-config (G-250)",
    { PolicyType: "PredictiveScaling" },
    "You must specify PredictiveScalingConfiguration.",
  ],
  ...[
    ["TargetTrackingConfiguration", trackingPolicy.TargetTrackingConfiguration] as const,
    ["AdjustmentType", simplePolicy.AdjustmentType] as const,
    ["ScalingAdjustment", 1] as const,
    ["StepAdjustments", stepPolicy.StepAdjustments] as const,
    ["EstimatedInstanceWarmup", 60] as const,
  ].map(
    ([member, value]): Row => [
      `pf-asg-predictive-forbids-other-policy-props: ${member} (G-247)`,
      { ...predictivePolicy, [member]: value },
      `You can't specify ${member} for policy type: PredictiveScaling`,
    ],
  ),
  [
    "pf-asg-predictive-metric-pair-xor-individual: none (G-266)",
    predicted({}),
    invalidSpecification,
  ],
  [
    "pf-asg-predictive-metric-pair-xor-individual: a pair and a load (G-266)",
    predicted({ ...pair, ...load }),
    invalidSpecification,
  ],
  [
    "pf-asg-predictive-capacity-metric-requires-load-and-scaling: alone (G-266)",
    predicted({ CustomizedCapacityMetricSpecification: oneQuery }),
    invalidSpecification,
  ],
  [
    "pf-asg-predictive-capacity-metric-requires-load-and-scaling: predefined load (G-269)",
    predicted({ ...scaling, ...load, CustomizedCapacityMetricSpecification: oneQuery }),
    "Capacity metric can only be used when you use customized load metric.",
  ],
  [
    "pf-asg-predictive-metricspecs-single-element (G-267)",
    predicted(
      {},
      { MetricSpecifications: [pair, pair].map((one) => ({ TargetValue: 1, ...one })) },
    ),
    "You must specify one metric specification.",
  ],
  [
    "pf-asg-predictive-buffer-forbidden-with-honormax (G-268)",
    predicted(pair, { MaxCapacityBuffer: 10 }),
    "You must not specify max capacity buffer when using HonorMaxCapacity.",
  ],
  [
    "pf-asg-predictive-buffer-requires-increasemode (G-268)",
    predicted(pair, { MaxCapacityBreachBehavior: "IncreaseMaxCapacity" }),
    "You must specify max capacity buffer when using IncreaseMaxCapacity.",
  ],
  [
    "pf-asg-predictive-alb-requires-resourcelabel",
    predicted({ PredefinedMetricPairSpecification: known("ALBRequestCount") }),
    "A resource label is required. A resource label identifies the Application Load Balancer " +
      "target group for the Application Load Balancer metric that's specified.",
  ],
  [
    "pf-asg-predictive-mq-dup-id-per-array",
    predicted({
      ...scaling,
      CustomizedLoadMetricSpecification: queries(
        { Id: "m1", MetricStat: stat },
        { Id: "m1", MetricStat: stat, ReturnData: false },
      ),
    }),
    "The MetricDataQuery object for the customized load metric has a problem or incorrect syntax. " +
      "Verify that the object is valid by using the CloudWatch GetMetricData API to investigate the " +
      "issue and try again.",
  ],
  [
    "pf-asg-predictive-mq-exactly-one-returndata",
    predicted({
      ...scaling,
      CustomizedLoadMetricSpecification: queries(
        { Id: "m1", MetricStat: stat },
        { Id: "m2", MetricStat: stat },
      ),
    }),
    "One or more MetricDataQuery objects in the customized load metric specification isn’t valid. " +
      "Any expressions used must create exactly one time series.",
  ],
];

test.each(rows)("%s", async (_, members, message) => {
  const AutoScalingGroupName = await aGroup(emulated);
  const call = putPolicy(emulated, AutoScalingGroupName, members);
  expect(await refusalOf(call)).toEqual(validationErrorOf(message));
  expect(await policiesOf(emulated, { AutoScalingGroupName })).toEqual([]);
});
