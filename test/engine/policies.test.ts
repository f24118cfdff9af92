/** Scaling policies in the engine: during a refresh, and when their group goes. */
import { describe, expect, test } from "vitest";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  type Input,
  startRefresh,
} from "../support/in-process.ts";

const named = { AutoScalingGroupName: "web" };

function putPolicy(story: InProcess, members: Input): string {
  const answer = story.call("autoscaling", "PutScalingPolicy", {
    ...named,
    PolicyName: "out",
    AdjustmentType: "ChangeInCapacity",
    ScalingAdjustment: 2,
    ...members,
  });
  return String(answer.PolicyARN);
}

function putAlarm(story: InProcess, name: string, AlarmActions: readonly string[]): void {
  story.call("cloudwatch", "PutMetricAlarm", {
    AlarmName: name,
    Namespace: "App",
    MetricName: "Load",
    Statistic: "Average",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 10,
    ComparisonOperator: "GreaterThanThreshold",
    AlarmActions,
  });
}

const execute = (story: InProcess) =>
  story.call("autoscaling", "ExecutePolicy", { ...named, PolicyName: "out" });

describe("a policy while a refresh runs", () => {
  test("R-187 R-188 scales out with instances of the refresh's target", () => {
    const story = aSettledFleet({ size: 4 });
    putPolicy(story, {});
    startRefresh(story, { MinHealthyPercentage: 50 });
    story.advance(60);
    execute(story);
    advanceUntil(story, hasEnded(story), { within: 3600 });
    expect(story.refresh().status).toBe("Successful");
    const versions = story.instances().map(({ launchTemplate }) => launchTemplate?.version);
    expect(versions).toEqual(["2", "2", "2", "2", "2", "2"]);
  });

  test("R-187 an alarm that fails the refresh still executes its policy", () => {
    const story = aSettledFleet({ size: 4 });
    const steps = {
      PolicyType: "StepScaling",
      ScalingAdjustment: undefined,
      StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
    };
    putAlarm(story, "load", [putPolicy(story, steps)]);
    const set = (StateValue: string) =>
      story.call("cloudwatch", "SetAlarmState", {
        AlarmName: "load",
        StateValue,
        StateReason: "a test",
      });
    set("OK");
    startRefresh(story, { BakeTime: 3600, AlarmSpecification: { Alarms: ["load"] } });
    advanceUntil(story, () => story.refresh().status === "Baking", { within: 3600 });
    set("ALARM");
    story.advance(600);
    expect(story.refresh().status).toBe("Failed");
    expect(story.group().desiredCapacity).toBe(6);
  });
});

test("with a group go its policies, and alarms that were there for them alone", () => {
  const story = aSettledFleet({ size: 1 });
  const arn = putPolicy(story, {});
  story.call("autoscaling", "PutScalingPolicy", {
    ...named,
    PolicyName: "track",
    PolicyType: "TargetTrackingScaling",
    TargetTrackingConfiguration: {
      PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
      TargetValue: 50,
    },
  });
  const sns = "arn:aws:sns:us-east-1:123456789012:people";
  putAlarm(story, "alone", [arn]);
  putAlarm(story, "shared", [arn, sns]);
  putAlarm(story, "other", [sns]);
  expect(story.region().alarms.size).toBe(5);
  story.call("autoscaling", "DeleteAutoScalingGroup", { ...named, ForceDelete: true });
  story.advance(600);
  expect(story.region().groups.size).toBe(0);
  const left = [...story.region().alarms.values()].map(({ definition }) => [
    definition.name,
    definition.stored.AlarmActions,
  ]);
  expect(left).toEqual([
    ["shared", [sns]],
    ["other", [sns]],
  ]);
});

test("a later change of the desired capacity brings the group's own cooldown back", () => {
  const story = aSettledFleet({ size: 2, group: { DefaultCooldown: 1000 } });
  putPolicy(story, { Cooldown: 7 });
  execute(story);
  expect(story.group().cooldownSeconds).toBe(7);
  story.call("autoscaling", "SetDesiredCapacity", { ...named, DesiredCapacity: 2 });
  expect(story.group().cooldownSeconds).toBeUndefined();
});

test("R-023 nothing is attached while root volumes are replaced", () => {
  const story = aSettledFleet({ size: 1 });
  startRefresh(story, {});
  const refresh = story.refresh() as { strategy: string };
  refresh.strategy = "ReplaceRootVolume";
  const attached = {
    AttachLoadBalancers: { LoadBalancerNames: ["a"] },
    AttachLoadBalancerTargetGroups: { TargetGroupARNs: ["a"] },
    AttachTrafficSources: { TrafficSources: [{ Identifier: "a" }] },
  };
  for (const [operation, members] of Object.entries(attached)) {
    const code = story.codeOf("autoscaling", operation, { ...named, ...members });
    expect(code).toBe("InstanceRefreshInProgress");
  }
});
