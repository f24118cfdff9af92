/** Commands that look at one thing more: instance types, invoking alarms, events on the bus. */
import type { Command } from "./command.ts";
import { clockText } from "./print.ts";
import type { Story } from "./story.ts";
import { fail, type Words } from "./words.ts";

/** `types web`: the instance types of its instances, in the order of their launch. */
function types(words: Words, story: Story): readonly string[] {
  const group = words.next("a group's name");
  words.end();
  const { AutoScalingInstances = [] } = story.autoscaling("DescribeAutoScalingInstances", {});
  return AutoScalingInstances.filter(({ AutoScalingGroupName }) => AutoScalingGroupName === group)
    .map(({ InstanceId = "", InstanceType }) => `${story.names.named(InstanceId)}  ${InstanceType}`)
    .sort();
}

/** `invoking-alarms web last=2`: of the newest activities, oldest first, out of their details. */
function invokingAlarms(words: Words, story: Story): readonly string[] {
  const AutoScalingGroupName = words.next("a group's name");
  const last = words.number("last") ?? Number.POSITIVE_INFINITY;
  words.end();
  const { Activities = [] } = story.autoscaling("DescribeScalingActivities", {
    AutoScalingGroupName,
  });
  return Activities.slice(0, last)
    .reverse()
    .map(({ StartTime = new Date(0), Details = "{}" }) => {
      const { InvokingAlarms } = JSON.parse(Details) as { readonly InvokingAlarms?: unknown };
      const alarms = InvokingAlarms === undefined ? "no alarm" : JSON.stringify(InvokingAlarms);
      return `${clockText(story, StartTime)}  ${alarms}`;
    });
}

/** `delivered web`: what EventBridge has delivered of the group, with its times. */
function delivered(words: Words, story: Story): readonly string[] {
  const group = words.next("a group's name");
  words.end();
  return story
    .events()
    .filter(({ detail }) => detail.AutoScalingGroupName === group)
    .map(({ time, "detail-type": type, detail }) => {
      const of = detail.EC2InstanceId ?? detail.InstanceRefreshId;
      return `${clockText(story, new Date(time))}  ${type}: ${of}`;
    });
}

/** The bodies that were printed of each group. */
const printed = new WeakMap<Story, Map<string, readonly string[]>>();

/**
 * `bodies web`: the whole body of each event of the group, one a line. Later in the story: how many
 * of them are as they were, and the bodies that have come since.
 */
function bodies(words: Words, story: Story): readonly string[] {
  const group = words.next("a group's name");
  words.end();
  const ofGroups = printed.get(story) ?? new Map<string, readonly string[]>();
  const before = ofGroups.get(group) ?? [];
  const now = story
    .events()
    .filter(({ detail }) => detail.AutoScalingGroupName === group)
    .map((event) => JSON.stringify(event));
  const changed = before.find((body, nth) => body !== now[nth]);
  if (changed !== undefined) fail(`this body has changed: ${changed}`);
  printed.set(story, ofGroups.set(group, now));
  const asBefore = before.length === 0 ? [] : [`${before.length} as before`];
  return [...asBefore, ...now.slice(before.length)];
}

export const lookingCommands: Readonly<Record<string, Command>> = {
  types,
  "invoking-alarms": invokingAlarms,
  delivered,
  bodies,
};
