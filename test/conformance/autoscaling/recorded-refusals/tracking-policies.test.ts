/**
 * The scaling policies that AWS refuses, rule by rule of the public rule set cdk-preflight
 * (`rules/autoscaling`, each with the text that the service answered): target tracking
 * policies.
 */
import { AttachTrafficSourcesCommand } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../../support/emulator.ts";
import { aGroup } from "../../../support/fleet.ts";
import {
  policiesOf,
  predictivePolicy,
  putPolicy,
  stepPolicy,
  trackingPolicy,
} from "../../../support/policies.ts";
import { refusalOf, validationErrorOf } from "../../../support/refusal.ts";

const emulated = await startEmulator();
const predictive = predictivePolicy.PredictiveScalingConfiguration;

type Row = readonly [rule: string, members: object, message: string];

const tracked = (configuration: object) => ({
  PolicyType: "TargetTrackingScaling",
  TargetTrackingConfiguration: { TargetValue: 50, ...configuration },
});
const predefined = (PredefinedMetricType: string, ResourceLabel?: string) => ({
  PredefinedMetricSpecification: { PredefinedMetricType, ResourceLabel },
});
const customized = (specification: object) =>
  tracked({ CustomizedMetricSpecification: specification });

const own = { MetricName: "Jobs", Namespace: "Mine", Statistic: "Average" };
const metric = { Namespace: "Mine", MetricName: "Jobs" };
const stat = (Period?: number) => ({ Metric: metric, Stat: "Average", Period });
const query = (Id: string, members: object = {}) => ({ Id, MetricStat: stat(60), ...members });
const label = "app/web/50dc6c495c0c9188/targetgroup/web/943f017f100becff";

const rows: readonly Row[] = [
  [
    "pf-asg-tt-requires-config (G-250)",
    { PolicyType: "TargetTrackingScaling" },
    "You should provide a TargetTrackingConfiguration",
  ],
  ...[
    ["MetricAggregationType", "Average"] as const,
    ["MinAdjustmentMagnitude", 1] as const,
    ["ScalingAdjustment", 1] as const,
    ["StepAdjustments", stepPolicy.StepAdjustments] as const,
    ["PredictiveScalingConfiguration", predictive] as const,
    ["AdjustmentType", "ChangeInCapacity"] as const,
  ].map(
    ([member, value]): Row => [
      `pf-asg-tt-forbids-step-and-simple-props: ${member} (G-246)`,
      { ...trackingPolicy, [member]: value },
      `${member} are not supported for a TargetTracking policy`,
    ],
  ),
  ...[
    ["both", { ...predefined("ASGAverageCPUUtilization"), CustomizedMetricSpecification: own }],
    ["neither", {}],
  ].map(
    ([which, members]): Row => [
      `pf-asg-tt-metric-spec-exclusive: ${String(which)} (G-251)`,
      tracked(members as object),
      "You should provide either a CustomizedMetricSpecification or a PredefinedMetricSpecification",
    ],
  ),
  ...[-5, 0].map(
    (TargetValue): Row => [
      `pf-asg-target-value-positive: ${TargetValue} (G-260)`,
      tracked({ ...predefined("ASGAverageCPUUtilization"), TargetValue }),
      "Target value must be between 8.51592E-12 and 1.174271E17",
    ],
  ),
  [
    "pf-asg-tt-alb-requires-resourcelabel (G-252)",
    tracked(predefined("ALBRequestCountPerTarget")),
    "Resource label should be specified for predefined metric type ALBRequestCountPerTarget",
  ],
  [
    "pf-asg-tt-non-alb-forbids-resourcelabel (G-261)",
    tracked(predefined("ASGAverageCPUUtilization", label)),
    "Resource label should not be specified for predefined metric type ASGAverageCPUUtilization",
  ],
  [
    "pf-asg-tt-alb-requires-resourcelabel: a target group that is not of the group",
    tracked(predefined("ALBRequestCountPerTarget", label)),
    "Target group not attached to the Auto Scaling group",
  ],
  [
    "pf-asg-tt-custom-metrics-array-exclusive (G-263)",
    customized({ MetricName: "Jobs", Metrics: [query("m1")] }),
    "A customized metric specification with 'Metrics' specified cannot have any of " +
      "['Dimensions', 'MetricName', 'Namespace', 'Statistic', 'Unit', 'Period'] specified as well.",
  ],
  [
    "pf-asg-tt-custom-simple-requires-namespace-and-statistic",
    customized({ ...own, Statistic: undefined }),
    "1 validation error detected: Value null at " +
      "'targetTrackingConfiguration.customizedMetricSpecification.statistic' failed to satisfy " +
      "constraint: Member must not be null",
  ],
  ...[
    ["a metric", { ...own, Period: 300 }] as const,
    ["a query", { Metrics: [query("m1", { MetricStat: stat(300) })] }] as const,
  ].map(
    ([where, members]): Row => [
      `pf-asg-tt-period-max-60: ${where} (G-262)`,
      customized(members),
      "A metric period greater than 60 isn't supported. Specify a 'period' value less than or " +
        "equal to 60 and try again.",
    ],
  ),
  [
    "pf-asg-tt-mq-exactly-one-returndata (G-264)",
    customized({ Metrics: [query("m1"), query("m2")] }),
    "Unable to create alarms in CloudWatch: Exactly one element of the metrics list should return " +
      "data.",
  ],
  [
    "pf-asg-tt-mq-expression-xor-metricstat (G-265)",
    customized({ Metrics: [query("m1", { Expression: "m1 * 2" })] }),
    "Unable to create alarms in CloudWatch: The parameters MetricDataQuery Expression and " +
      "MetricStat are mutually exclusive and you have specified both.",
  ],
  [
    "pf-asg-tt-mq-same-period-required (G-265)",
    customized({
      Metrics: [
        query("m1", { MetricStat: stat(10), ReturnData: false }),
        query("m2", { ReturnData: false }),
        { Id: "e1", Expression: "m1 + m2" },
      ],
    }),
    "Unable to create alarms in CloudWatch: All metrics in the alarm should have the same period",
  ],
];

test.each(rows)("%s", async (_, members, message) => {
  const AutoScalingGroupName = await aGroup(emulated);
  const call = putPolicy(emulated, AutoScalingGroupName, members);
  expect(await refusalOf(call)).toEqual(validationErrorOf(message));
  expect(await policiesOf(emulated, { AutoScalingGroupName })).toEqual([]);
});

test("a label of a target group that is of the group is taken (G-252)", async () => {
  const AutoScalingGroupName = await aGroup(emulated);
  const Identifier =
    "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/943f017f100becff";
  await emulated.client.send(
    new AttachTrafficSourcesCommand({ AutoScalingGroupName, TrafficSources: [{ Identifier }] }),
  );
  const members = tracked(predefined("ALBRequestCountPerTarget", label));
  const { Alarms } = await putPolicy(emulated, AutoScalingGroupName, members);
  expect(Alarms).toHaveLength(2);
});
