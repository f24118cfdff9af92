/** What is for topics and the targets of lifecycle hooks, as values, at the moment it happens. */
import { describe, expect, test } from "vitest";
import type { EventFact } from "../../../src/domain/event-fact.ts";
import { activityNotification } from "../../../src/domain/notifications/activity-notification.ts";
import { hookNotification } from "../../../src/domain/notifications/hook-notification.ts";
import { testNotification } from "../../../src/domain/notifications/test-notification.ts";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  startRefresh,
} from "../../support/in-process.ts";

const group = { AutoScalingGroupName: "web" };
const TopicARN = "arn:aws:sns:us-east-1:123456789012:groups";
const launchType = "autoscaling:EC2_INSTANCE_LAUNCH";
const terminateType = "autoscaling:EC2_INSTANCE_TERMINATE";
const queue = "arn:aws:sqs:us-east-1:123456789012:hooks";

const factsOf = <K extends EventFact["kind"]>(story: InProcess, kind: K) =>
  story.facts().filter((fact): fact is Extract<EventFact, { kind: K }> => fact.kind === kind);

function configure(story: InProcess, ...NotificationTypes: string[]): void {
  story.call("autoscaling", "PutNotificationConfiguration", {
    ...group,
    TopicARN,
    NotificationTypes,
  });
}

function refreshed(story: InProcess): void {
  startRefresh(story, { MinHealthyPercentage: 0 });
  advanceUntil(story, hasEnded(story), { within: 40_000, step: 5 });
}

describe("notifications of a group", () => {
  test("R-250 a refresh sends those types that are configured, and none of itself", () => {
    const story = aSettledFleet({ size: 2 });
    configure(story, launchType);
    refreshed(story);
    const notified = factsOf(story, "activity").filter(({ topics }) => topics !== undefined);
    expect(notified.map(activityNotification).map((one) => one?.body.Event)).toEqual([
      launchType,
      launchType,
    ]);
    expect(notified.map(({ topics }) => topics)).toEqual([[TopicARN], [TopicARN]]);
  });

  test("R-251 the message has these members in this order, and the subject names the group", () => {
    const story = aSettledFleet({ size: 1 });
    configure(story, launchType, terminateType);
    refreshed(story);
    const notified = factsOf(story, "activity")
      .filter(({ topics }) => topics !== undefined)
      .map(activityNotification);
    const ended = notified.find((one) => one?.body.Event === terminateType);
    const launched = notified.find((one) => one?.body.Event === launchType);
    expect(ended?.subject).toBe('Auto Scaling: termination for group "web"');
    expect(launched?.subject).toBe('Auto Scaling: launch for group "web"');
    expect(Object.keys(launched?.body ?? {})).toEqual(
      "Origin Destination Progress AccountId Description RequestId EndTime AutoScalingGroupARN \
ActivityId StartTime Service Time EC2InstanceId StatusCode StatusMessage Details \
AutoScalingGroupName Cause Event".split(" "),
    );
    expect(launched?.body).toMatchObject({
      Origin: "EC2",
      Destination: "AutoScalingGroup",
      Progress: 50,
      AccountId: "123456789012",
      AutoScalingGroupARN: story.group().arn,
      Service: "AWS Auto Scaling",
      StatusCode: "InProgress",
      StatusMessage: "",
      AutoScalingGroupName: "web",
      Event: launchType,
    });
    expect(launched?.body.Time).toBe(launched?.body.EndTime);
    expect(launched?.body.RequestId).toBe(launched?.body.ActivityId);
    expect(ended?.body).toMatchObject({ Origin: "AutoScalingGroup", Event: terminateType });
  });

  test("a topic that is configured later gets nothing of before", () => {
    const story = aSettledFleet({ size: 1 });
    refreshed(story);
    configure(story, launchType, terminateType);
    expect(factsOf(story, "activity").filter(({ topics }) => topics !== undefined)).toEqual([]);
  });

  test("G-153 a topic is tried out by the call that configures it, and no event says so", () => {
    const story = aSettledFleet({ size: 1 });
    const events = story.events().length;
    configure(story, launchType);
    const [fact, ...others] = factsOf(story, "trial");
    expect(others).toEqual([]);
    expect(fact?.targetArn).toBe(TopicARN);
    expect(story.events()).toHaveLength(events);
  });

  test("G-153 the test message has these members in this order", () => {
    const { subject, body } = testNotification({
      account: "123456789012",
      group: "web",
      groupArn: "arn",
      requestId: "4b1c",
      at: 1_790_510_400_250,
    });
    expect(subject).toBe('Auto Scaling: test notification for group "web"');
    expect(JSON.stringify(body)).toBe(
      '{"AccountId":"123456789012","RequestId":"4b1c","AutoScalingGroupARN":"arn",' +
        '"AutoScalingGroupName":"web","Service":"AWS Auto Scaling",' +
        '"Event":"autoscaling:TEST_NOTIFICATION","Time":"2026-09-27T12:00:00.250Z"}',
    );
  });
});

describe("messages of lifecycle hooks", () => {
  const hooked = (more: object) => {
    const story = aSettledFleet({ size: 1 });
    story.call("autoscaling", "PutLifecycleHook", {
      ...group,
      LifecycleHookName: "end",
      LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      HeartbeatTimeout: 30,
      NotificationTargetARN: queue,
      RoleARN: "arn:aws:iam::123456789012:role/hooks",
      ...more,
    });
    refreshed(story);
    const [fact] = factsOf(story, "hook");
    if (fact === undefined) throw new Error("no instance waited for the hook");
    return fact;
  };

  test("G-149 the members of a recorded message in its order, and the target then", () => {
    const fact = hooked({ NotificationMetadata: "more" });
    expect(fact.notificationTargetArn).toBe(queue);
    const { subject, body } = hookNotification(fact);
    expect(subject).toBe(
      `Auto Scaling:  Lifecycle action 'TERMINATING' for instance ${fact.instanceId} in progress.`,
    );
    expect(Object.keys(body)).toEqual(
      "Origin LifecycleHookName Destination AccountId RequestId LifecycleTransition \
AutoScalingGroupName Service Time EC2InstanceId NotificationMetadata LifecycleActionToken".split(
        " ",
      ),
    );
    expect(body).toMatchObject({
      Origin: "AutoScalingGroup",
      LifecycleHookName: "end",
      Destination: "EC2",
      LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      Time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      EC2InstanceId: fact.instanceId,
      LifecycleActionToken: fact.token,
    });
  });

  test("G-149 without metadata the member is missing", () => {
    const { body } = hookNotification(hooked({}));
    expect(body).not.toHaveProperty("NotificationMetadata");
  });
});
