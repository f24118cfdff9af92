/** What describes show of a pool, of its instances and of its deletion. */
import { describe, expect, test } from "vitest";
import { aPoolStory, type PoolStory, type PoolStoryOptions, web } from "../support/pool-story.ts";

const running = { PoolState: "Running", InstanceReusePolicy: { ReuseOnScaleIn: true } };

function atRest(options: PoolStoryOptions = {}): PoolStory {
  const story = aPoolStory({ isHooked: false, put: running, ...options });
  story.until(`Warmed:${(options.put ?? running).PoolState}`);
  return story;
}

function groupOf(story: PoolStory): Record<string, unknown> | undefined {
  const answer = story.call("autoscaling", "DescribeAutoScalingGroups", {
    AutoScalingGroupNames: ["web"],
  });
  return (answer.AutoScalingGroups as Record<string, unknown>[])[0];
}

const ec2Of = (story: PoolStory) => {
  const { Reservations } = story.call("ec2", "DescribeInstances", {});
  const [{ Instances = [] } = {}] = Reservations as { Instances?: Record<string, unknown>[] }[];
  return Instances[0];
};

test("G-319 the size is shown with every pool, and an instance is in one place only", () => {
  const story = aPoolStory({ isHooked: false, put: running });
  expect(groupOf(story)).toMatchObject({ WarmPoolSize: 0, Instances: [] });
  story.until("Warmed:Running");
  expect(groupOf(story)).toMatchObject({ WarmPoolSize: 1, Instances: [] });
  story.do("SetDesiredCapacity", { DesiredCapacity: 1 });
  story.until("InService");
  expect(groupOf(story)).toMatchObject({ WarmPoolSize: 0, Instances: [{}] });
});

test("G-319 the size counts instances that are ending or retained", () => {
  const story = aPoolStory({ isRetaining: true, put: running });
  story.until("Warmed:Pending:Wait");
  story.do("SuspendProcesses", { ScalingProcesses: ["Launch"] });
  story.answer("launch", "ABANDON");
  expect(groupOf(story)).toMatchObject({ WarmPoolSize: 1 });
  story.until("Warmed:Terminating:Wait");
  story.answer("terminate", "ABANDON");
  expect(groupOf(story)).toMatchObject({ WarmPoolSize: 1 });
});

test("G-320 DescribeAutoScalingInstances knows the instances of a pool", () => {
  const story = atRest();
  const { AutoScalingInstances } = story.call("autoscaling", "DescribeAutoScalingInstances", {});
  expect(AutoScalingInstances).toMatchObject([
    {
      AutoScalingGroupName: "web",
      LifecycleState: "Warmed:Running",
      HealthStatus: "HEALTHY",
      ProtectedFromScaleIn: false,
    },
  ]);
});

test("G-318 an instance that a hook holds on its way back is listed by its pool", () => {
  const story = aPoolStory({ put: running });
  story.until("Warmed:Pending:Wait");
  story.answer("launch", "CONTINUE");
  story.until("Warmed:Running");
  story.do("SetDesiredCapacity", { DesiredCapacity: 1 });
  story.until("Pending:Wait");
  story.answer("launch", "CONTINUE");
  story.until("InService");
  story.do("SetDesiredCapacity", { DesiredCapacity: 0 });
  story.until("Warmed:Pending:Wait");
  expect(groupOf(story)).toMatchObject({ Instances: [], WarmPoolSize: 1 });
  expect(story.do("DescribeWarmPool").Instances).toMatchObject([{ InstanceId: story.one().id }]);
});

describe("a pool in deletion", () => {
  const inDeletion = {
    MaxGroupPreparedCapacity: 0,
    MinSize: 0,
    PoolState: "Running",
    Status: "PendingDelete",
    InstanceReusePolicy: { ReuseOnScaleIn: true },
  };

  test("G-321 shows no sizes, in DescribeWarmPool and in the group", () => {
    const story = atRest({ put: { ...running, MinSize: 1, MaxGroupPreparedCapacity: 1 } });
    story.do("DeleteWarmPool", { ForceDelete: true });
    expect(story.do("DescribeWarmPool").WarmPoolConfiguration).toEqual(inDeletion);
    expect(groupOf(story)?.WarmPoolConfiguration).toEqual(inDeletion);
  });

  test("G-322 so does that of a group in deletion, which goes ten seconds after it", () => {
    const story = atRest();
    story.do("DeleteAutoScalingGroup", { ForceDelete: true });
    expect(groupOf(story)).toMatchObject({
      Status: "Delete in progress",
      WarmPoolConfiguration: inDeletion,
    });
    while (groupOf(story)?.WarmPoolConfiguration !== undefined) story.advance(1);
    const poolGoneAt = story.elapsedSeconds();
    while (groupOf(story) !== undefined) story.advance(1);
    expect(story.elapsedSeconds() - poolGoneAt).toBeGreaterThanOrEqual(9);
    expect(story.elapsedSeconds() - poolGoneAt).toBeLessThanOrEqual(15);
  });

  test("G-326 a group whose pool is empty is deleted without force", () => {
    const story = aPoolStory({ isHooked: false, group: { MaxSize: 0 }, put: running });
    story.do("DeleteAutoScalingGroup");
    story.advance(60);
    expect(story.region().groups.size).toBe(0);
  });
});

test("G-323 EC2 says of an instance in a stopped pool who stopped it, until it starts", () => {
  const story = atRest({ put: { PoolState: "Stopped" } });
  expect(ec2Of(story)).toMatchObject({
    State: { Name: "stopped" },
    StateReason: {
      Code: "Client.UserInitiatedShutdown",
      Message: "Client.UserInitiatedShutdown: User initiated shutdown",
    },
    StateTransitionReason: expect.stringMatching(/^User initiated \(2026-09-27 12:00:\d\d GMT\)$/),
  });
  story.do("SetDesiredCapacity", { DesiredCapacity: 1 });
  story.until("InService");
  expect(ec2Of(story)).toMatchObject({ State: { Name: "running" }, StateTransitionReason: "" });
  expect(ec2Of(story)?.StateReason).toBeUndefined();
});

test("G-341 a Hibernated pool needs an encrypted root volume, and no hibernation options", () => {
  const story = aPoolStory({ isHooked: false });
  story.call("ec2", "CreateLaunchTemplateVersion", {
    LaunchTemplateName: "web",
    LaunchTemplateData: {
      ImageId: "ami-1",
      InstanceType: "t3.nano",
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { Encrypted: true } }],
    },
  });
  const LaunchTemplate = { LaunchTemplateName: "web", Version: "2" };
  story.call("autoscaling", "UpdateAutoScalingGroup", { ...web, LaunchTemplate });
  story.do("PutWarmPool", { PoolState: "Hibernated" });
  expect(story.do("DescribeWarmPool").WarmPoolConfiguration).toMatchObject({
    PoolState: "Hibernated",
  });
});
