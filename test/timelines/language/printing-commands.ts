/** Commands that only look: activities, instances, settings, refreshes and what has happened. */
import type { Change } from "../../../src/domain/changes/change.ts";
import type { Instant } from "../../../src/domain/time.ts";
import type { Command } from "./command.ts";
import { clockText, type Group, groupNamed, newestRefresh } from "./print.ts";
import type { Story } from "./story.ts";
import { fail, type Words } from "./words.ts";

/** `activities web`, `… last=4`, `… of=B`: in the order of their start, unlike AWS's list. */
function activities(words: Words, story: Story): readonly string[] {
  const AutoScalingGroupName = words.next("a group's name");
  const last = words.number("last") ?? Number.POSITIVE_INFINITY;
  const of = words.text("of");
  words.end();
  const id = of === undefined ? "" : story.names.idOf(of);
  const { Activities = [] } = story.autoscaling("DescribeScalingActivities", {
    AutoScalingGroupName,
  });
  return Activities.filter(({ Description = "" }) => Description.includes(id))
    .slice(0, last)
    .reverse()
    .flatMap(({ StartTime = new Date(0), EndTime, Description, Cause, StatusCode }) => {
      const end = EndTime === undefined ? "" : ` - ${clockText(story, EndTime)}`;
      const times = `${clockText(story, StartTime)}${end}`;
      return [`${times}  ${Description}  (${StatusCode})`, `    ${Cause}`];
    });
}

/** `instances web`: name, zone, state, health, template version, image if shown, protection. */
function instances(words: Words, story: Story): readonly string[] {
  const name = words.next("a group's name");
  words.end();
  const group = groupNamed(story, name) ?? fail(`no group ${name}`);
  return (group.Instances ?? []).map((one) => {
    const version = `${one.LaunchTemplate?.LaunchTemplateName}:${one.LaunchTemplate?.Version}`;
    const state = `${`${one.LifecycleState} `.padEnd(12)}${one.HealthStatus?.padEnd(10)}`;
    const isProtected = one.ProtectedFromScaleIn === true ? "  protected" : "";
    const image = one.ImageId === undefined ? "" : `  ${one.ImageId}`;
    const shown = `${version}${image}${isProtected}${mixedText(group, one)}${spotText(story, one)}`;
    return `${one.InstanceId}  ${one.AvailabilityZone}  ${state}${shown}`;
  });
}

/** Type and weight, in groups whose policy has several overrides. */
function mixedText(group: Group, one: Member): string {
  const overrides = group.MixedInstancesPolicy?.LaunchTemplate?.Overrides ?? [];
  if (overrides.length < 2) return "";
  const weight = one.WeightedCapacity === undefined ? "" : ` x${one.WeightedCapacity}`;
  return `  ${one.InstanceType}${weight}`;
}

function spotText(story: Story, one: Member): string {
  const InstanceIds = [one.InstanceId ?? ""];
  const { Reservations } = story.ec2("DescribeInstances", { InstanceIds });
  return Reservations?.[0]?.Instances?.[0]?.InstanceLifecycle === "spot" ? " spot" : "";
}

type Member = NonNullable<Group["Instances"]>[number];

/** `settings web`: the group's sizes and saved launch template. */
function settings(words: Words, story: Story): readonly string[] {
  const name = words.next("a group's name");
  words.end();
  const group = groupNamed(story, name) ?? fail(`no group ${name}`);
  const { Instances = [], MixedInstancesPolicy } = group;
  const policy = MixedInstancesPolicy?.LaunchTemplate;
  const LaunchTemplate = group.LaunchTemplate ?? policy?.LaunchTemplateSpecification;
  const sizes = `desired ${group.DesiredCapacity}, min ${group.MinSize}, max ${group.MaxSize}`;
  const template = `${LaunchTemplate?.LaunchTemplateName}:${LaunchTemplate?.Version}`;
  const source =
    group.LaunchConfigurationName === undefined
      ? `template ${template}`
      : `configuration ${group.LaunchConfigurationName}`;
  const overrides = (policy?.Overrides ?? []).map(
    ({ InstanceType, ImageId }) => `${InstanceType}${ImageId === undefined ? "" : `/${ImageId}`}`,
  );
  const mixed = overrides.length === 0 ? "" : ` with ${overrides.join(", ")}`;
  return [`${sizes}, ${source}${mixed}, ${Instances.length} instances`];
}

/** `describe web`: the newest refresh as DescribeInstanceRefreshes answers it. */
function describe(words: Words, story: Story): readonly string[] {
  const name = words.next("a group's name");
  words.end();
  const refresh = newestRefresh(story, name) ?? fail(`no refresh of ${name}`);
  return JSON.stringify(refresh, undefined, 2).split("\n");
}

/** `refreshes web MaxRecords=1`: one line each, newest first, and whether there are more. */
function refreshes(words: Words, story: Story): readonly string[] {
  const AutoScalingGroupName = words.next("a group's name");
  const MaxRecords = words.number("MaxRecords") ?? 50;
  words.end();
  const answer = story.autoscaling("DescribeInstanceRefreshes", {
    AutoScalingGroupName,
    MaxRecords,
  });
  const lines = (answer.InstanceRefreshes ?? []).map((one) =>
    `${one.InstanceRefreshId}  ${one.Status}  ${one.StatusReason ?? ""}`.trimEnd(),
  );
  const more = answer.NextToken === undefined ? [] : ["NextToken given"];
  return lines.length === 0 ? ["no refresh"] : [...lines, ...more];
}

/** `events web`: the milestones of its refreshes, with their times to the millisecond. */
function events(words: Words, story: Story): readonly string[] {
  const name = words.next("a group's name");
  words.end();
  return story
    .journal()
    .filter(({ change }) => "group" in change && change.group === name)
    .flatMap(({ at, change }) => milestone(change, story, at));
}

function milestone(change: Change, story: Story, at: Instant): readonly string[] {
  const text = milestoneText(change, story);
  return text === undefined ? [] : [`${clockText(story, at)}  ${text}`];
}

function milestoneText(change: Change, story: Story): string | undefined {
  switch (change.type) {
    case "RefreshStarted":
      return `${change.refresh.id} Pending`;
    case "CancelRequested":
      return `${change.refreshId} Cancelling`;
    case "RefreshStatusChanged":
      return `${change.refreshId} ${change.to}`;
    case "RollbackBegun":
      return `${change.refreshId} rollback begins`;
    case "CheckpointReached":
      return (
        `${change.refreshId} reaches checkpoint ${change.percentage}` +
        (change.pausedUntil === undefined
          ? ", no delay"
          : `, waits until ${clockText(story, change.pausedUntil)}`)
      );
    case "CheckpointLost":
      return `${change.refreshId} falls back below its checkpoint, to ${change.percentage}`;
    case "LifecycleActionsBegun":
      return `${change.id} waits in ${change.actions.map(({ hookName }) => hookName).join(", ")}`;
    case "LifecycleActionCompleted":
      return `${change.id} has its answer, ${change.result}`;
    case "DesiredConfigurationSaved":
      return `${change.refreshId} saves its desired configuration on the group`;
    default:
      return undefined;
  }
}

export const printingCommands: Readonly<Record<string, Command>> = {
  activities,
  instances,
  settings,
  describe,
  refreshes,
  events,
};
