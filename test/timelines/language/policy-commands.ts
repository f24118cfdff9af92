/** Commands about scaling policies: put one, execute it, hang it on an alarm. */
import type { Input } from "../../../src/model/operations.ts";
import { type Command, given } from "./command.ts";
import { fail } from "./words.ts";

/** `policy web out steps=0:1,10:2`: from 0 above the threshold 1 more, from 10 on 2 more. */
const policy: Command = (words, story) => {
  const AutoScalingGroupName = words.next("a group's name");
  const PolicyName = words.next("a policy's name");
  const steps = (words.text("steps") ?? fail("policy needs steps="))
    .split(",")
    .map((step) => step.split(":").map(Number));
  words.end();
  story.autoscaling("PutScalingPolicy", {
    AutoScalingGroupName,
    PolicyName,
    PolicyType: "StepScaling",
    AdjustmentType: "ChangeInCapacity",
    StepAdjustments: steps.map(([lower, adjustment = 0], index) =>
      given({
        MetricIntervalLowerBound: lower,
        MetricIntervalUpperBound: steps[index + 1]?.[0],
        ScalingAdjustment: adjustment,
      }),
    ),
  });
  return [];
};

/** `execute web out metric=15`: so far above the threshold. */
const execute: Command = (words, story) => {
  const input = given<Input<"autoscaling", "ExecutePolicy">>({
    AutoScalingGroupName: words.next("a group's name"),
    PolicyName: words.next("a policy's name"),
    MetricValue: words.number("metric"),
    BreachThreshold: 0,
  });
  words.end();
  story.autoscaling("ExecutePolicy", input);
  return [];
};

/** `policyalarm cpu web out`: an alarm at 80 whose action is the policy. */
const policyalarm: Command = (words, story) => {
  const AlarmName = words.next("an alarm's name");
  const AutoScalingGroupName = words.next("a group's name");
  const name = words.next("a policy's name");
  words.end();
  const answer = story.autoscaling("DescribePolicies", {
    AutoScalingGroupName,
    PolicyNames: [name],
  });
  const arn = answer.ScalingPolicies?.[0]?.PolicyARN ?? fail(`no policy ${name}`);
  story.cloudwatch("PutMetricAlarm", {
    AlarmName,
    Namespace: "timeline",
    MetricName: AlarmName,
    Statistic: "Average",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 80,
    ComparisonOperator: "GreaterThanThreshold",
    AlarmActions: [arn],
  });
  return [];
};

export const policyCommands: Readonly<Record<string, Command>> = { policy, execute, policyalarm };
