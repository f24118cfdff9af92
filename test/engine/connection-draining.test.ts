/** What leaves a load balancer waits for its deregistration delay, and what waits with it. */
import { describe, expect, test } from "vitest";
import type { ScalingActivity } from "../../src/domain/scaling-activity.ts";
import { aBalancedFleet, aTargetGroup, healthOf } from "../support/balanced-fleet.ts";
import { advanceUntil, hasEnded, type InProcess, startRefresh } from "../support/in-process.ts";

const group = { AutoScalingGroupName: "web" };

/** Two instances in service since some minutes. */
function settled(options: Parameters<typeof aBalancedFleet>[0] = {}) {
  const fleet = aBalancedFleet(options);
  fleet.story.advance(600);
  const [first] = fleet.story.instances();
  if (first === undefined) throw new Error("no instance");
  const { id } = first;
  return { ...fleet, id, activityOf: () => activityOf(fleet.story, id) };
}

function activityOf(story: InProcess, id: string): ScalingActivity | undefined {
  return [...story.group().activities.values()].findLast(({ instanceId }) => instanceId === id);
}

function shown(story: InProcess) {
  const { Activities = [] } = story.call("autoscaling", "DescribeScalingActivities", group) as {
    Activities?: { Description: string; StatusCode: string; Progress: number }[];
  };
  const [{ Description = "", StatusCode = "", Progress = -1 } = {}] = Activities;
  return { Description, StatusCode, Progress };
}

/** How long the instance's latest activity took; undefined while it goes on. */
function secondsOf({ startTime = 0, endTime }: Partial<ScalingActivity> = {}) {
  return endTime === undefined ? undefined : (endTime - startTime) / 1000;
}

const terminate = (story: InProcess, InstanceId: string) =>
  story.call("autoscaling", "TerminateInstanceInAutoScalingGroup", {
    InstanceId,
    ShouldDecrementDesiredCapacity: false,
  });
const lowerTo = (story: InProcess, DesiredCapacity: number) =>
  story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity });

/** Seconds of the first termination that began after the call, when it has ended. */
function terminationAfter(story: InProcess, act: () => unknown): number | undefined {
  const begunAt = story.elapsedSeconds();
  act();
  story.advance(600);
  const activities = [...story.group().activities.values()];
  const from = Date.parse("2026-09-27T12:00:00Z") + begunAt * 1000;
  return secondsOf(
    activities.find(({ kind, startTime }) => kind === "terminate" && startTime >= from),
  );
}

describe("R-301 a termination of every cause lasts the delay and its own time", () => {
  const acts: [string, (story: InProcess, id: string) => unknown][] = [
    ["TerminateInstanceInAutoScalingGroup", terminate],
    ["scale-in", (story) => lowerTo(story, 1)],
    [
      "health",
      (story, InstanceId) =>
        story.call("autoscaling", "SetInstanceHealth", { InstanceId, HealthStatus: "Unhealthy" }),
    ],
    [
      "an instance that EC2 ended",
      (story, id) => story.call("ec2", "TerminateInstances", { InstanceIds: [id] }),
    ],
    ["a refresh", (story) => startRefresh(story, { MinHealthyPercentage: 50 })],
    [
      "deletion of the group",
      (story) =>
        story.call("autoscaling", "DeleteAutoScalingGroup", { ...group, ForceDelete: true }),
    ],
  ];
  test.each(acts)("%s", (name, act) => {
    const { story, id } = settled();
    if (name !== "deletion of the group") {
      expect(terminationAfter(story, () => act(story, id))).toBe(330);
      return;
    }
    act(story, id);
    story.advance(320);
    expect(story.instances()).toHaveLength(2);
    story.advance(30);
    expect(story.region().groups.size).toBe(0);
  });

  test("a delay of its own, and none with 0 (R-303)", () => {
    const long = settled({ delaySeconds: 900 });
    expect(terminationAfter(long.story, () => lowerTo(long.story, 1))).toBeUndefined();
    long.story.advance(400);
    expect(long.story.instances()).toHaveLength(1);
    const none = settled({ delaySeconds: 0 });
    expect(terminationAfter(none.story, () => lowerTo(none.story, 1))).toBe(30);
  });

  test("R-303 nothing waits where the timing says so", () => {
    const { story } = settled({ timing: { connectionDraining: false } });
    expect(terminationAfter(story, () => lowerTo(story, 1))).toBe(30);
  });

  test("an instance that never came into service was never registered", () => {
    const { story } = settled();
    story.call("autoscaling", "PutLifecycleHook", {
      ...group,
      LifecycleHookName: "init",
      HeartbeatTimeout: 600,
      LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
    });
    lowerTo(story, 3);
    story.advance(30);
    expect(terminationAfter(story, () => lowerTo(story, 2))).toBe(30);
  });

  test("one that a caller deregistered before drains no longer than that", () => {
    const {
      story,
      id,
      targetGroupArn,
      activityOf: latest,
    } = settled({
      group: { HealthCheckType: "EC2" },
    });
    const Targets = [{ Id: id }];
    story.call("elbv2", "DeregisterTargets", { TargetGroupArn: targetGroupArn, Targets });
    story.advance(200);
    terminate(story, id);
    story.advance(600);
    expect(secondsOf(latest())).toBe(130);
  });
});

describe("R-302 classic load balancers", () => {
  const drained = (enabled: boolean) => {
    const { story } = settled({ delaySeconds: 0 });
    story.call("elb", "CreateLoadBalancer", {
      LoadBalancerName: "old",
      Listeners: [{ Protocol: "HTTP", LoadBalancerPort: 80, InstancePort: 80 }],
      AvailabilityZones: ["us-east-1a"],
    });
    if (enabled) {
      story.call("elb", "ModifyLoadBalancerAttributes", {
        LoadBalancerName: "old",
        LoadBalancerAttributes: { ConnectionDraining: { Enabled: true, Timeout: 120 } },
      });
    }
    story.call("autoscaling", "AttachLoadBalancers", { ...group, LoadBalancerNames: ["old"] });
    story.advance(60);
    return terminationAfter(story, () => lowerTo(story, 1));
  };
  test("hold an instance for their timeout when connection draining is on", () => {
    expect(drained(true)).toBe(150);
  });
  test("and not at all otherwise", () => {
    expect(drained(false)).toBe(30);
  });
});

describe("R-304 which target groups hold", () => {
  test("one that no listener uses has unused targets and holds nothing", () => {
    const { story, health } = settled({ isInUse: false });
    expect(health()).toBe("unused 2");
    expect(terminationAfter(story, () => lowerTo(story, 1))).toBe(30);
  });

  test("of several the longest delay counts", () => {
    const { story } = settled({ delaySeconds: 60 });
    const arn = aTargetGroup(story, "second", { delaySeconds: 180 });
    story.call("autoscaling", "AttachLoadBalancerTargetGroups", {
      ...group,
      TargetGroupARNs: [arn],
    });
    expect(terminationAfter(story, () => lowerTo(story, 1))).toBe(210);
  });
});

test("R-305 the activity says what it waits for, and no more when that is over", () => {
  const { story, id, health } = settled();
  terminate(story, id);
  story.advance(299);
  expect(activityOf(story, id)?.statusCode).toBe("WaitingForELBConnectionDraining");
  const { Activities = [] } = story.call("autoscaling", "DescribeScalingActivities", group) as {
    Activities?: { Description: string; StatusCode: string; Progress: number }[];
  };
  expect(Activities.find(({ StatusCode }) => StatusCode !== "Successful")).toMatchObject({
    Description: `Terminating EC2 instance: ${id} - Waiting For ELB Connection Draining.`,
    StatusCode: "WaitingForELBConnectionDraining",
    Progress: 50,
  });
  expect(health()).toBe("draining 1, healthy 2");
  const ec2 = story.call("ec2", "DescribeInstances", { InstanceIds: [id] });
  expect(JSON.stringify(ec2)).toContain('"Name":"running"');
  story.advance(2);
  expect(health()).toBe("healthy 2");
  expect(activityOf(story, id)).toMatchObject({ statusCode: "InProgress", progress: 50 });
  story.advance(30);
  expect(shown(story).StatusCode).toBe("Successful");
  const all = story.call("autoscaling", "DescribeScalingActivities", group);
  expect(JSON.stringify(all)).toContain(`"Terminating EC2 instance: ${id}"`);
});

test("R-306 the replacement is launched at once", () => {
  const { story, id } = settled();
  terminate(story, id);
  story.advance(8);
  const states = story.instances().map(({ lifecycleState }) => lifecycleState);
  expect(states).toEqual(["Terminating", "InService", "InService"]);
});

test("R-307 the terminating hook begins after the draining", () => {
  const { story, id } = settled();
  story.call("autoscaling", "PutLifecycleHook", {
    ...group,
    LifecycleHookName: "drain",
    HeartbeatTimeout: 60,
    LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
  });
  const state = () => story.instances().find((one) => one.id === id)?.lifecycleState;
  terminate(story, id);
  story.advance(299);
  expect(state()).toBe("Terminating");
  story.advance(2);
  expect(state()).toBe("Terminating:Wait");
  story.advance(91);
  expect(state()).toBeUndefined();
});

describe("R-308 a refresh ends with its terminations", () => {
  const both = { MinHealthyPercentage: 100, MaxHealthyPercentage: 100 };

  test("and says that it waits for them", () => {
    const { story } = settled();
    startRefresh(story, both);
    const isDone = () => story.refresh().instancesToUpdate === 0;
    advanceUntil(story, isDone, { within: 3600, step: 5 });
    story.advance(200);
    const [refresh] = (
      story.call("autoscaling", "DescribeInstanceRefreshes", group) as {
        InstanceRefreshes: { Status: string; StatusReason: string; PercentageComplete: number }[];
      }
    ).InstanceRefreshes;
    expect(refresh).toMatchObject({
      Status: "InProgress",
      StatusReason: expect.stringMatching(/^Waiting for terminating instances before continuing\./),
    });
    advanceUntil(story, hasEnded(story), { within: 600, step: 5 });
    expect(story.refresh().status).toBe("Successful");
  });

  test("Cancelling lasts as long", () => {
    const { story } = settled();
    startRefresh(story, { MinHealthyPercentage: 50 });
    story.advance(20);
    story.call("autoscaling", "CancelInstanceRefresh", group);
    story.advance(300);
    expect(story.refresh().status).toBe("Cancelling");
    story.advance(60);
    expect(story.refresh().status).toBe("Cancelled");
  });
});

test("R-309 an hour of draining is no hour without progress", () => {
  const { story } = settled({ delaySeconds: 3600 });
  startRefresh(story, { MinHealthyPercentage: 50 });
  advanceUntil(story, hasEnded(story), { within: 20_000, step: 5 });
  expect(story.refresh().status).toBe("Successful");
});

test("R-309 the draining of unhealthy instances excuses nothing: a broken version fails", () => {
  const { story } = settled({ brokenVersion: 2, delaySeconds: 3600 });
  startRefresh(story, { MinHealthyPercentage: 50 });
  advanceUntil(story, hasEnded(story), { within: 20_000, step: 5 });
  expect(story.refresh().status).toBe("Failed");
});

describe("the other ways out of a load balancer (R-301)", () => {
  test("EnterStandby drains first", () => {
    const { story, id, health } = settled();
    const input = { ...group, InstanceIds: [id], ShouldDecrementDesiredCapacity: true };
    story.call("autoscaling", "EnterStandby", input);
    story.advance(290);
    const state = () => story.instances().find((one) => one.id === id)?.lifecycleState;
    expect([state(), health()]).toEqual(["EnteringStandby", "draining 1, healthy 1"]);
    expect(activityOf(story, id)?.statusCode).toBe("WaitingForELBConnectionDraining");
    story.advance(15);
    expect([state(), health()]).toEqual(["Standby", "healthy 1"]);
  });

  test("DetachInstances drains first", () => {
    const { story, id } = settled();
    const input = { ...group, InstanceIds: [id], ShouldDecrementDesiredCapacity: true };
    story.call("autoscaling", "DetachInstances", input);
    story.advance(290);
    expect(story.instances().find((one) => one.id === id)?.lifecycleState).toBe("Detaching");
    story.advance(15);
    expect(story.instances().map((one) => one.id)).not.toContain(id);
  });

  test("one that is ended on its way to Standby does not drain twice", () => {
    const { story, id } = settled();
    const input = { ...group, InstanceIds: [id], ShouldDecrementDesiredCapacity: true };
    story.call("autoscaling", "EnterStandby", input);
    story.advance(200);
    terminate(story, id);
    story.advance(131);
    expect(story.instances().map((one) => one.id)).not.toContain(id);
    expect(secondsOf(activityOf(story, id))).toBe(130);
  });

  test("a target group that is detached is Removing until its instances have left it", () => {
    const { story, targetGroupArn } = settled();
    const input = { ...group, TargetGroupARNs: [targetGroupArn] };
    story.call("autoscaling", "DetachLoadBalancerTargetGroups", input);
    const state = () =>
      JSON.stringify(story.call("autoscaling", "DescribeLoadBalancerTargetGroups", group));
    story.advance(290);
    expect(state()).toContain('"State":"Removing"');
    expect(healthOf(story, targetGroupArn)).toBe("draining 2");
    story.advance(15);
    expect(state()).not.toContain("Removing");
    expect(healthOf(story, targetGroupArn)).toBe("");
  });
});
