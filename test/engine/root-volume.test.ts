/** Root volumes replaced in place: what may come between, and what must not be left over. */
import { describe, expect, test } from "vitest";
import { timings } from "../../src/domain/timing.ts";
import type { InProcess, Input } from "../support/in-process.ts";
import { advanceUntil, hasEnded, type InProcessOptions, inProcess } from "../support/in-process.ts";

const policy = (...overrides: Input[]) => ({
  MixedInstancesPolicy: {
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateName: "web", Version: "1" },
      Overrides: overrides,
    },
  },
});
const of = (ImageId: string, InstanceType = "t3.nano") => policy({ InstanceType, ImageId });

/** The group `web` of so many settled instances with image ami-1. */
function aMixedFleet(size: number, options: InProcessOptions = {}): InProcess {
  const story = inProcess(options);
  story.call("ec2", "CreateLaunchTemplate", {
    LaunchTemplateName: "web",
    LaunchTemplateData: { ImageId: "ami-1", InstanceType: "t3.nano" },
  });
  story.call("autoscaling", "CreateAutoScalingGroup", {
    AutoScalingGroupName: "web",
    MinSize: 0,
    MaxSize: 2 * size,
    DesiredCapacity: size,
    AvailabilityZones: ["us-east-1a"],
    ...of("ami-1"),
  });
  story.advance(600);
  return story;
}

const group = { AutoScalingGroupName: "web" };

function start(story: InProcess, configuration: Input, Preferences: Input = {}): void {
  story.call("autoscaling", "StartInstanceRefresh", {
    ...group,
    Strategy: "ReplaceRootVolume",
    DesiredConfiguration: configuration,
    Preferences: { MinHealthyPercentage: 0, ...Preferences },
  });
}

const states = (story: InProcess) => story.instances().map((one) => one.lifecycleState);
const images = (story: InProcess) => story.instances().map((one) => one.imageId);
const isEvery = (story: InProcess, state: string) => () =>
  states(story).every((one) => one === state);
const replacing = (story: InProcess) =>
  advanceUntil(story, isEvery(story, "ReplacingRootVolume"), { within: 20 });
const end = (story: InProcess) => advanceUntil(story, hasEnded(story), { within: 3600 });

describe("R-272 health and warmup begin anew", () => {
  test("a step from before the replacement does not end the warmup after it", () => {
    const story = aMixedFleet(1);
    start(story, of("ami-2"), { InstanceWarmup: 300 });
    replacing(story);
    advanceUntil(story, isEvery(story, "InService"), { within: 100 });
    story.advance(10);
    story.call("autoscaling", "RollbackInstanceRefresh", group);
    replacing(story);
    advanceUntil(story, isEvery(story, "InService"), { within: 100 });
    const [instance] = story.instances();
    story.advance(298);
    expect([instance?.isWarm, story.refresh().status]).toEqual([false, "RollbackInProgress"]);
    story.advance(10);
    expect([instance?.isWarm, story.refresh().status]).toEqual([true, "RollbackSuccessful"]);
  });

  test("nor does one from before give the health result", () => {
    const story = aMixedFleet(1, { timing: { bootSeconds: 0 } });
    start(story, of("ami-2"));
    replacing(story);
    advanceUntil(story, isEvery(story, "InService"), { within: 100 });
    // The first result is due in 75 s; the new root volume takes about 70 s.
    story.call("autoscaling", "RollbackInstanceRefresh", group);
    replacing(story);
    advanceUntil(story, isEvery(story, "InService"), { within: 100 });
    story.advance(60);
    expect(story.instances().map((one) => one.isSettled)).toEqual([false]);
    story.advance(20);
    expect(story.instances().map((one) => one.isSettled)).toEqual([true]);
  });
});

describe("what comes between", () => {
  test("R-272 an instance that EC2 stops cannot get a root volume: another takes its place", () => {
    const story = aMixedFleet(1);
    const [instance] = story.instances();
    story.call("autoscaling", "SuspendProcesses", {
      ...group,
      ScalingProcesses: ["ReplaceUnhealthy"],
    });
    start(story, of("ami-2"));
    replacing(story);
    story.call("ec2", "TerminateInstances", { InstanceIds: [instance?.id] });
    end(story);
    expect([story.refresh().status, images(story)]).toEqual(["Successful", ["ami-2"]]);
    expect(story.instances()).not.toContain(instance);
    const { Activities } = story.call("autoscaling", "DescribeScalingActivities", group);
    expect(Activities).toContainEqual(
      expect.objectContaining({
        StatusCode: "Failed",
        StatusMessage: `The instance ID '${instance?.id}' is not running`,
      }),
    );
  });

  test("R-196 an instance that a user terminates is launched anew with the target", () => {
    const story = aMixedFleet(2);
    const [instance] = story.instances();
    start(story, of("ami-2"));
    replacing(story);
    story.call("autoscaling", "TerminateInstanceInAutoScalingGroup", {
      InstanceId: instance?.id,
      ShouldDecrementDesiredCapacity: false,
    });
    expect(instance?.lifecycleState).toBe("Terminating");
    end(story);
    expect([story.refresh().status, images(story)]).toEqual(["Successful", ["ami-2", "ami-2"]]);
    expect(story.instances()).not.toContain(instance);
  });

  test("R-190 a scale-in takes none whose root volume is being replaced", () => {
    const story = aMixedFleet(4);
    start(story, of("ami-2"), { MinHealthyPercentage: 50 });
    advanceUntil(story, () => states(story).includes("ReplacingRootVolume"), { within: 20 });
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 2 });
    story.advance(10);
    expect(states(story).sort()).toEqual([
      "ReplacingRootVolume",
      "ReplacingRootVolume",
      "Terminating",
      "Terminating",
    ]);
    end(story);
    expect([story.refresh().status, images(story)]).toEqual(["Successful", ["ami-2", "ami-2"]]);
  });

  test("R-198 the group can be deleted by force meanwhile", () => {
    const story = aMixedFleet(2);
    start(story, of("ami-2"));
    replacing(story);
    story.call("autoscaling", "DeleteAutoScalingGroup", { ...group, ForceDelete: true });
    story.advance(120);
    expect(story.region().groups.has("web")).toBe(false);
  });

  test("R-083 another refresh can start while EC2 finishes what a cancelled one began", () => {
    const story = aMixedFleet(2);
    start(story, of("ami-2"));
    replacing(story);
    story.call("autoscaling", "CancelInstanceRefresh", {
      ...group,
      WaitForTransitioningInstances: false,
    });
    end(story);
    expect(states(story)).toEqual(["ReplacingRootVolume", "ReplacingRootVolume"]);
    start(story, of("ami-3"));
    end(story);
    expect([story.refresh().status, images(story)]).toEqual(["Successful", ["ami-3", "ami-3"]]);
    expect(story.journal().filter(({ change }) => change.type === "LaunchRequested").length).toBe(
      2,
    );
  });
});

describe("R-277 a rollback", () => {
  test("R-183 R-276 by an alarm replaces the root volumes back, and launches nothing", () => {
    const story = aMixedFleet(3);
    story.call("cloudwatch", "PutMetricAlarm", {
      AlarmName: "errors",
      Namespace: "Web",
      MetricName: "Errors",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanThreshold",
    });
    const turn = (StateValue: string) =>
      story.call("cloudwatch", "SetAlarmState", {
        AlarmName: "errors",
        StateValue,
        StateReason: "test",
      });
    turn("OK");
    start(story, of("ami-2"), {
      MinHealthyPercentage: 60,
      AutoRollback: true,
      AlarmSpecification: { Alarms: ["errors"] },
    });
    advanceUntil(story, () => images(story).filter((one) => one === "ami-2").length === 2, {
      within: 600,
    });
    turn("ALARM");
    end(story);
    expect([story.refresh().status, images(story)]).toEqual([
      "RollbackSuccessful",
      ["ami-1", "ami-1", "ami-1"],
    ]);
    const launches = story.journal().filter(({ change }) => change.type === "LaunchRequested");
    expect(launches.length).toBe(3);
  });

  test("gives instances of a type that the saved policy lacks up for new ones", () => {
    const story = aMixedFleet(1);
    const both = policy(
      { InstanceType: "t3.micro", ImageId: "ami-2" },
      { InstanceType: "t3.nano", ImageId: "ami-2" },
    );
    start(story, both, { BakeTime: 3600 });
    advanceUntil(story, () => story.refresh().status === "Baking", { within: 600 });
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 2 });
    story.advance(120);
    expect(story.instances().map((one) => one.instanceType)).toEqual(["t3.nano", "t3.micro"]);
    story.call("autoscaling", "RollbackInstanceRefresh", group);
    end(story);
    expect(story.refresh().status).toBe("RollbackSuccessful");
    expect(story.instances().map((one) => [one.instanceType, one.imageId])).toEqual([
      ["t3.nano", "ami-1"],
      ["t3.nano", "ami-1"],
    ]);
  });
});

test("R-023 a warm pool may be put beside a Rolling refresh, not beside this one", () => {
  const story = aMixedFleet(1);
  const put = () => story.codeOf("autoscaling", "PutWarmPool", { ...group, MinSize: 0 });
  start(story, of("ami-2"));
  expect(put()).toBe("InstanceRefreshInProgress");
  end(story);
  story.call("autoscaling", "StartInstanceRefresh", group);
  expect(put()).toBeUndefined();
});

test("R-267 an instance can be attached meanwhile when its type is in the policy", () => {
  const story = aMixedFleet(2);
  const run = (InstanceType: string) => {
    const one = { ImageId: "ami-9", InstanceType, MinCount: 1, MaxCount: 1 };
    const Placement = { AvailabilityZone: "us-east-1a" };
    const { Instances } = story.call("ec2", "RunInstances", { ...one, Placement });
    return (Instances as { InstanceId: string }[])[0]?.InstanceId;
  };
  const [listed, unlisted] = [run("t3.nano"), run("t3.micro")];
  story.advance(60);
  start(story, of("ami-2"), { MinHealthyPercentage: 50 });
  story.advance(20);
  const attach = (id: string | undefined) => () =>
    story.call("autoscaling", "AttachInstances", { ...group, InstanceIds: [id] });
  expect(attach(unlisted)).toThrow(
    `The request isn't valid. Instance type t3.micro of instance ${unlisted} must be in the ` +
      "MixedInstancesPolicy when using ReplaceRootVolume. Add the instance type and try again.",
  );
  expect(attach(listed)).not.toThrow();
  end(story);
  expect([story.refresh().status, images(story)]).toEqual([
    "Successful",
    ["ami-2", "ami-2", "ami-2"],
  ]);
  expect(story.instances().map(({ id }) => id)).toContain(listed);
});

test("R-149 with the profile instant everything happens at once", () => {
  const story = aMixedFleet(3, { timing: timings.instant });
  start(story, of("ami-2"));
  expect([story.refresh().status, images(story)]).toEqual([
    "Successful",
    ["ami-2", "ami-2", "ami-2"],
  ]);
});
