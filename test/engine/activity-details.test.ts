/** What an activity shows beside its times: alarms, instances chosen together, health, hooks. */
import { describe, expect, test } from "vitest";
import { namedTogether } from "../../src/domain/scaling-activity.ts";
import { account, aSettledFleet, type InProcess, regionName } from "../support/in-process.ts";

const named = { AutoScalingGroupName: "web" };
const newest = (story: InProcess) =>
  (
    story.call("autoscaling", "DescribeScalingActivities", named).Activities as Record<
      string,
      unknown
    >[]
  )[0];

function withAlarm(size: number, ScalingAdjustment: number): InProcess {
  const story = aSettledFleet({ size });
  const { PolicyARN } = story.call("autoscaling", "PutScalingPolicy", {
    ...named,
    PolicyName: "load",
    AdjustmentType: "ChangeInCapacity",
    ScalingAdjustment,
  });
  story.call("cloudwatch", "PutMetricAlarm", {
    AlarmName: "busy",
    AlarmDescription: "Too much to do",
    Namespace: "App",
    MetricName: "Load",
    Statistic: "Average",
    Period: 60,
    EvaluationPeriods: 15,
    Threshold: 42.5,
    ComparisonOperator: "GreaterThanThreshold",
    AlarmActions: [PolicyARN],
  });
  const state = { AlarmName: "busy", StateValue: "ALARM", StateReason: "test" };
  story.call("cloudwatch", "SetAlarmState", state);
  return story;
}

describe("InvokingAlarms", () => {
  const stateChange = Date.parse("2026-09-27T12:10:00Z");
  const expected = [
    {
      AlarmArn: `arn:aws:cloudwatch:${regionName}:${account}:alarm:busy`,
      Trigger: {
        MetricName: "Load",
        EvaluateLowSampleCountPercentile: "",
        ComparisonOperator: "GreaterThanThreshold",
        TreatMissingData: "",
        Statistic: "AVERAGE",
        StatisticType: "Statistic",
        Period: 60,
        EvaluationPeriods: 15,
        Unit: null,
        Namespace: "App",
        Threshold: 42.5,
      },
      AlarmName: "busy",
      AlarmDescription: "Too much to do",
      AWSAccountId: account,
      OldStateValue: "INSUFFICIENT_DATA",
      Region: "US East (N. Virginia)",
      NewStateValue: "ALARM",
      AlarmConfigurationUpdatedTimestamp: stateChange,
      StateChangeTime: stateChange,
    },
  ];

  test.each([
    ["scale-out", 1],
    ["scale-in", -1],
  ])("G-225 a %s shows the alarm in its Details and in its event", (_, adjustment) => {
    const story = withAlarm(2, adjustment);
    story.advance(200);
    const details = JSON.parse(String(newest(story)?.Details));
    expect(Object.keys(details).at(-1)).toBe("InvokingAlarms");
    expect(details.InvokingAlarms).toEqual(expected);
    expect(Object.keys(details.InvokingAlarms[0].Trigger)).toEqual(
      Object.keys(expected[0]?.Trigger ?? {}),
    );
    const event = story.events().at(-1);
    expect(event?.detail).toMatchObject({ Details: { InvokingAlarms: expected } });
  });

  test("G-225 a change by hand shows none", () => {
    const story = withAlarm(2, 1);
    story.advance(200);
    story.call("autoscaling", "SetDesiredCapacity", { ...named, DesiredCapacity: 4 });
    story.advance(60);
    expect(String(newest(story)?.Details)).not.toContain("InvokingAlarms");
  });
});

describe("a scale-in of several", () => {
  test("the cause of each names all that were chosen in that step", () => {
    const story = aSettledFleet({ size: 3 });
    story.call("autoscaling", "SetDesiredCapacity", { ...named, DesiredCapacity: 0 });
    story.advance(200);
    const cause = String(newest(story)?.Cause);
    const ids = [...cause.matchAll(/ {2}At \S+ instance (i-\w+) was selected for termination\./g)];
    expect(new Set(ids.map(([, id]) => id)).size).toBe(3);
    expect(cause).toContain("shrinking the capacity from 3 to 0.");
  });

  test("a cause holds ten, the instance's own among them", () => {
    const ids = Array.from({ length: 30 }, (_, index) => `i-${index}`);
    expect(namedTogether(ids, "i-3")).toEqual(ids.slice(0, 10));
    expect(namedTogether(ids, "i-29")).toEqual([...ids.slice(0, 9), "i-29"]);
    expect(namedTogether(["i-1"], "i-1")).toBeUndefined();
  });
});

test.each([
  ["EC2", "an EC2 instance status checks failure"],
  ["EBS", "EBS volume health check failure"],
  ["ELB", "an ELB system health check failure"],
])("G-227 a broken instance of a group that checks %s", (HealthCheckType, text) => {
  const behaviors = [{ isBroken: true }];
  const group = { HealthCheckType, HealthCheckGracePeriod: 0 };
  const story = aSettledFleet({ size: 1, group, settings: { behaviors } });
  const { Activities } = story.call("autoscaling", "DescribeScalingActivities", named);
  const causes = (Activities as { Cause: string }[]).map(({ Cause }) => Cause);
  expect(causes.some((cause) => cause.endsWith(`out of service in response to ${text}.`))).toBe(
    true,
  );
});

test("G-226 a hook holds a termination at 60 per cent, without a suffix", () => {
  const story = aSettledFleet({ size: 1 });
  story.call("autoscaling", "PutLifecycleHook", {
    ...named,
    LifecycleHookName: "drain",
    LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
  });
  const [one] = story.instances();
  story.call("autoscaling", "SetDesiredCapacity", { ...named, DesiredCapacity: 0 });
  story.advance(60);
  expect(newest(story)).toMatchObject({
    StatusCode: "MidTerminatingLifecycleAction",
    Progress: 60,
    Description: `Terminating EC2 instance: ${one?.id}`,
  });
});

test("G-228 a launch in a group with a warmup is Successful in service", () => {
  const story = aSettledFleet({ size: 1, group: { DefaultInstanceWarmup: 600 } });
  story.call("autoscaling", "SetDesiredCapacity", { ...named, DesiredCapacity: 2 });
  story.advance(60);
  expect(newest(story)).toMatchObject({ StatusCode: "Successful", Progress: 100 });
});
