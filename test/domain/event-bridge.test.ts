/** The EventBridge events of a story: which are told, when, and with which body. */
import { describe, expect, test } from "vitest";
import { eventOf } from "../../src/domain/event-bridge.ts";
import type { EventBridgeEvent } from "../../src/domain/event-bridge-event.ts";
import { launching, terminating } from "../../src/domain/lifecycle-hook.ts";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  startRefresh,
} from "../support/in-process.ts";

const typesIn = (story: InProcess) => story.events().map((event) => event["detail-type"]);
const refreshTypes = (story: InProcess) =>
  typesIn(story)
    .filter((type) => type.includes("Instance Refresh"))
    .map((type) => type.replace("EC2 Auto Scaling Instance Refresh ", ""));
const first = (story: InProcess, type: string): EventBridgeEvent => {
  const found = story.events().find((event) => event["detail-type"].endsWith(type));
  if (found === undefined) throw new Error(`no event ${type}`);
  return found;
};
const group = { AutoScalingGroupName: "web" };
const ended = (story: InProcess) =>
  advanceUntil(story, hasEnded(story), { within: 40_000, step: 5 });

describe("events of a refresh", () => {
  test("R-244 begun, at its checkpoint, baking, successful: in this order", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, {
      MinHealthyPercentage: 50,
      CheckpointPercentages: [50, 100],
      CheckpointDelay: 300,
      BakeTime: 60,
    });
    ended(story);
    expect(refreshTypes(story)).toEqual([
      "Started",
      "Checkpoint Reached",
      "Started Baking",
      "Succeeded",
    ]);
  });

  test("R-242 R-245 R-247 the body names source, group and refresh, and nothing else", () => {
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, {});
    ended(story);
    const { id, ...event } = first(story, "Refresh Started");
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(event).toEqual({
      version: "0",
      "detail-type": "EC2 Auto Scaling Instance Refresh Started",
      source: "aws.autoscaling",
      account: "123456789012",
      time: "2026-09-27T12:10:05Z",
      region: "us-east-1",
      resources: [story.group().arn],
      detail: { InstanceRefreshId: story.refresh().id, AutoScalingGroupName: "web" },
    });
  });

  test("R-246 the checkpoint event has percentage and delay as texts", () => {
    const story = aSettledFleet({ size: 2 });
    const checkpoints = { CheckpointPercentages: [50, 100], CheckpointDelay: 300 };
    startRefresh(story, { MinHealthyPercentage: 50, ...checkpoints });
    ended(story);
    expect(first(story, "Checkpoint Reached").detail).toEqual({
      InstanceRefreshId: story.refresh().id,
      AutoScalingGroupName: "web",
      CheckpointPercentage: "50",
      CheckpointDelay: "300",
    });
  });

  test("R-244 a rollback tells its start and its end", () => {
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, { MinHealthyPercentage: 100, MaxHealthyPercentage: 100 });
    story.advance(30);
    story.call("autoscaling", "RollbackInstanceRefresh", group);
    ended(story);
    expect(refreshTypes(story)).toEqual(["Started", "Rollback Started", "Rollback Succeeded"]);
  });

  test("R-233 R-244 a cancel while Pending tells no start", () => {
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, {});
    story.call("autoscaling", "CancelInstanceRefresh", group);
    ended(story);
    expect(refreshTypes(story)).toEqual(["Cancelled"]);
  });
});

describe("events of instances", () => {
  test("R-248 G-146 G-147 launch and termination tell what their activities tell", () => {
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, {});
    ended(story);
    const event = first(story, "EC2 Instance Terminate Successful");
    const { detail } = event;
    expect(Object.keys(detail)).toEqual([
      "Origin",
      "Destination",
      "Action",
      "Description",
      "EndTime",
      "RequestId",
      "ActivityId",
      "StartTime",
      "EC2InstanceId",
      "StatusCode",
      "StatusMessage",
      "Details",
      "Cause",
      "AutoScalingGroupName",
    ]);
    expect(detail).toMatchObject({
      Origin: "AutoScalingGroup",
      Destination: "EC2",
      Action: "Terminate",
      Description: `Terminating EC2 instance: ${detail.EC2InstanceId}`,
      EndTime: "2026-09-27T12:10:35.000Z",
      StatusCode: "InProgress",
      StatusMessage: "",
      RequestId: detail.ActivityId,
    });
    expect(event.time).toBe("2026-09-27T12:10:35Z");
    expect(event.resources).toEqual([
      story.group().arn,
      `arn:aws:ec2:us-east-1:123456789012:instance/${detail.EC2InstanceId}`,
    ]);
    expect(first(story, "EC2 Instance Launch Successful").detail).toMatchObject({
      Origin: "EC2",
      Destination: "AutoScalingGroup",
      Action: "Launch",
    });
  });

  test("G-148 a refused launch is told as unsuccessful", () => {
    const behaviors = [{ nthLaunch: 2, launchRefusal: "No capacity" }];
    const story = aSettledFleet({ size: 1, settings: { behaviors } });
    startRefresh(story, {});
    ended(story);
    expect(first(story, "EC2 Instance Launch Unsuccessful").detail).toMatchObject({
      StatusCode: "Failed",
      StatusMessage: "No capacity. Launching EC2 instance failed.",
    });
  });

  test("R-249 G-146 G-149 a hook that holds an instance is told with its token", () => {
    const story = aSettledFleet({ size: 1 });
    story.call("autoscaling", "PutLifecycleHook", {
      ...group,
      LifecycleHookName: "drain",
      HeartbeatTimeout: 30,
      LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      DefaultResult: "CONTINUE",
      NotificationMetadata: "drain it",
    });
    startRefresh(story, {});
    ended(story);
    const { detail, resources } = first(story, "EC2 Instance-terminate Lifecycle Action");
    expect(resources).toEqual([story.group().arn]);
    expect(detail).toEqual({
      LifecycleActionToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
      AutoScalingGroupName: "web",
      LifecycleHookName: "drain",
      EC2InstanceId: expect.stringMatching(/^i-/),
      LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      Origin: "AutoScalingGroup",
      Destination: "EC2",
      Action: "Terminate",
      NotificationMetadata: "drain it",
    });
    expect(first(story, "EC2 Instance Terminate Successful").detail.StatusCode).toBe(
      "MidTerminatingLifecycleAction",
    );
  });

  test("R-209 moves out of a warm pool tell where they come from", () => {
    const story = aSettledFleet({ size: 1, group: { MaxSize: 3 } });
    story.call("autoscaling", "PutWarmPool", group);
    story.advance(600);
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 2 });
    story.advance(600);
    const moves = story.events().map(({ detail }) => `${detail.Origin} to ${detail.Destination}`);
    expect(new Set(moves)).toEqual(
      new Set(["EC2 to AutoScalingGroup", "EC2 to WarmPool", "WarmPool to AutoScalingGroup"]),
    );
  });
});

describe("all that AWS's list of events names", () => {
  test("R-271 hooks of a root volume's replacement stay within the group", () => {
    const fact = {
      kind: "hook",
      sequence: 1,
      at: 0,
      account: "1",
      region: "us-east-1",
      group: "web",
      groupArn: "arn",
      move: "replaceRootVolume",
      instanceId: "i-1",
      hookName: "hook",
      token: "token",
    } as const;
    const [begin, end] = ([terminating, launching] as const).map((transition) =>
      eventOf({ ...fact, transition }),
    );
    expect(begin?.["detail-type"]).toBe("EC2 Instance-terminate Lifecycle Action");
    expect(end?.["detail-type"]).toBe("EC2 Instance-launch Lifecycle Action");
    for (const event of [begin, end]) {
      expect(event?.detail).toMatchObject({
        Origin: "AutoScalingGroup",
        Destination: "AutoScalingGroup",
        Action: "ReplaceRootVolume",
      });
    }
  });

  test("G-130 a detachment is told when the instance has left", () => {
    const story = aSettledFleet({ size: 1 });
    const [instance] = story.instances();
    story.call("autoscaling", "DetachInstances", {
      ...group,
      InstanceIds: [instance?.id],
      ShouldDecrementDesiredCapacity: true,
    });
    expect(typesIn(story)).not.toContain("EC2 Instance Detach Successful");
    story.advance(60);
    const { detail, resources } = first(story, "EC2 Instance Detach Successful");
    expect(resources).toHaveLength(2);
    expect(detail).toMatchObject({
      Origin: "AutoScalingGroup",
      Destination: "EC2",
      Action: "Detach",
      EC2InstanceId: instance?.id,
      Description: `Detaching EC2 instance: ${instance?.id}`,
      Details: { "Subnet ID": expect.stringMatching(/^subnet-/) },
    });
  });

  test("G-089 an instance without a subnet of its own is told in its zone's default one", () => {
    const story = aSettledFleet({ size: 1 });
    for (const one of story.region().instances.values())
      Object.assign(one, { subnetId: undefined });
    startRefresh(story, {});
    ended(story);
    for (const { detail } of story.events().filter(({ detail }) => "Details" in detail)) {
      expect(detail.Details).toHaveProperty("Subnet ID", expect.stringMatching(/^subnet-/));
    }
  });

  test("R-321 deleting its hook changes nothing about the past", () => {
    const story = aSettledFleet({ size: 1 });
    const hook = { ...group, LifecycleHookName: "drain" };
    story.call("autoscaling", "PutLifecycleHook", {
      ...hook,
      HeartbeatTimeout: 30,
      LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
    });
    startRefresh(story, {});
    ended(story);
    const before = story.events();
    story.call("autoscaling", "DeleteLifecycleHook", hook);
    expect(story.events()).toEqual(before);
  });
});

describe("a group that is deleted", () => {
  const erase = (story: InProcess) =>
    story.call("autoscaling", "DeleteAutoScalingGroup", { ...group, ForceDelete: true });
  const isGone = (story: InProcess) => () => !story.region().groups.has("web");

  test("R-320 tells nothing more of its refresh", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, { MinHealthyPercentage: 50 });
    story.advance(20);
    erase(story);
    expect(story.refresh()).toMatchObject({ status: "Cancelled", endTime: expect.any(Number) });
    advanceUntil(story, isGone(story), { within: 600 });
    expect(refreshTypes(story)).toEqual(["Started"]);
  });

  test("R-320 without force too, when its instances are gone", () => {
    const story = aSettledFleet({ size: 0 });
    startRefresh(story, {});
    story.call("autoscaling", "DeleteAutoScalingGroup", group);
    expect(story.refresh().status).toBe("Cancelled");
    advanceUntil(story, isGone(story), { within: 600 });
    expect(refreshTypes(story)).toEqual([]);
  });

  test("R-321 keeps its events, each as it was told", () => {
    const story = aSettledFleet({ size: 2 });
    story.call("autoscaling", "PutLifecycleHook", {
      ...group,
      LifecycleHookName: "drain",
      NotificationMetadata: "what for",
      LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      HeartbeatTimeout: 30,
    });
    const checkpoints = { CheckpointPercentages: [50, 100], CheckpointDelay: 300 };
    startRefresh(story, { MinHealthyPercentage: 50, ...checkpoints });
    ended(story);
    const before = story.events();
    expect(typesIn(story)).toContain("EC2 Instance-terminate Lifecycle Action");
    erase(story);
    advanceUntil(story, isGone(story), { within: 600 });
    const after = story.events();
    expect(after.slice(0, before.length)).toEqual(before);
    const later = after.slice(before.length).map((event) => event["detail-type"]);
    expect(later.filter((type) => type.endsWith("Terminate Successful"))).toHaveLength(2);
  });

  test("R-321 is told from another that has its name later", () => {
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, {});
    ended(story);
    const { arn } = story.group();
    erase(story);
    advanceUntil(story, isGone(story), { within: 600 });
    story.advance(60);
    story.call("autoscaling", "CreateAutoScalingGroup", {
      ...group,
      MinSize: 0,
      MaxSize: 1,
      AvailabilityZones: ["us-east-1a"],
      LaunchTemplate: { LaunchTemplateName: "web", Version: "1" },
    });
    startRefresh(story, {});
    story.advance(60);
    const resources = story
      .events()
      .filter((event) => event["detail-type"].endsWith("Refresh Started"))
      .map((event) => event.resources[0]);
    expect(resources).toEqual([arn, story.group().arn]);
    expect(story.group().arn).not.toBe(arn);
  });
});
