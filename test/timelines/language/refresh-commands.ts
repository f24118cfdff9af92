/** Commands that start, cancel, roll back and watch an instance refresh. */
import { milliseconds } from "../../../src/domain/time.ts";
import type { Input } from "../../../src/model/operations.ts";
import { type Command, given } from "./command.ts";
import { policyMember, templateMember } from "./group-commands.ts";
import { clockText, fleetText, newestRefresh, type Refresh } from "./print.ts";
import type { Story } from "./story.ts";
import { fail, readSpan, type Words } from "./words.ts";

type StartInput = Input<"autoscaling", "StartInstanceRefresh">;
type Preferences = NonNullable<StartInput["Preferences"]>;

/**
 * `start web desired-template=web:2 MinHealthyPercentage=90 …`, with
 * `desired-overrides=t3.nano/ami-2` for a mixed instances policy; prints the refresh's id.
 */
function start(words: Words, story: Story): readonly string[] {
  const desired = desiredConfiguration(words);
  const preferences = readPreferences(words);
  const input = given<StartInput>({
    AutoScalingGroupName: words.next("a group's name"),
    Strategy: words.text("Strategy") as StartInput["Strategy"],
    DesiredConfiguration: desired,
    Preferences: Object.keys(preferences).length === 0 ? undefined : preferences,
  });
  words.end();
  return [story.autoscaling("StartInstanceRefresh", input).InstanceRefreshId ?? ""];
}

function desiredConfiguration(words: Words): StartInput["DesiredConfiguration"] {
  const template = words.text("desired-template");
  const overrides = words.list("desired-overrides");
  const onDemand = words.text("desired-on-demand");
  if (overrides !== undefined) {
    const policy = policyMember({ template, overrides, onDemand });
    return { MixedInstancesPolicy: policy as Policy };
  }
  const LaunchTemplate = templateMember(template);
  return LaunchTemplate && { LaunchTemplate };
}

type Policy = NonNullable<StartInput["DesiredConfiguration"]>["MixedInstancesPolicy"];

function readPreferences(words: Words): Preferences {
  const Alarms = words.list("alarms");
  const protectedOnes = words.text("ScaleInProtectedInstances");
  const standbyOnes = words.text("StandbyInstances");
  return given<Preferences>({
    MinHealthyPercentage: words.number("MinHealthyPercentage"),
    MaxHealthyPercentage: words.number("MaxHealthyPercentage"),
    InstanceWarmup: words.number("InstanceWarmup"),
    CheckpointPercentages: words.list("CheckpointPercentages")?.map(Number),
    CheckpointDelay: words.number("CheckpointDelay"),
    SkipMatching: words.flag("SkipMatching"),
    AutoRollback: words.flag("AutoRollback"),
    ScaleInProtectedInstances: protectedOnes as Preferences["ScaleInProtectedInstances"],
    StandbyInstances: standbyOnes as Preferences["StandbyInstances"],
    BakeTime: words.number("BakeTime"),
    AlarmSpecification: Alarms && { Alarms: [...Alarms] },
  });
}

/** `cancel web wait=false`; prints the refresh's id. */
function cancel(words: Words, story: Story): readonly string[] {
  const input = given<Input<"autoscaling", "CancelInstanceRefresh">>({
    AutoScalingGroupName: words.next("a group's name"),
    WaitForTransitioningInstances: words.flag("wait"),
  });
  words.end();
  return [story.autoscaling("CancelInstanceRefresh", input).InstanceRefreshId ?? ""];
}

/** `rollback web`; prints the refresh's id. */
function rollback(words: Words, story: Story): readonly string[] {
  const AutoScalingGroupName = words.next("a group's name");
  words.end();
  const answer = story.autoscaling("RollbackInstanceRefresh", { AutoScalingGroupName });
  return [answer.InstanceRefreshId ?? ""];
}

/** A poll that never ends is a mistake in the timeline. */
const mostLooks = 20_000;

/**
 * `poll web every 5s until ended`, `… until Baking`, `… until 50%`, `… until "is protected"`,
 * `poll web every 5s for 2m`, `… with=fleet`. One line for each change of what the newest refresh
 * shows; seconds left that go down are no change.
 */
function poll(words: Words, story: Story): readonly string[] {
  const group = words.next("a group's name");
  expectWord(words, "every");
  const everySeconds = readSpan(words.next("a span"));
  const isOver = readEnd(words, story);
  const isWithFleet = words.text("with") === "fleet";
  words.end();
  const lines: string[] = [];
  let last = "";
  for (let looks = 0; looks < mostLooks; looks++) {
    const refresh = newestRefresh(story, group) ?? fail(`no refresh of ${group}`);
    const shown = `${refreshText(refresh)}${isWithFleet ? `  | ${fleetText(story, group)}` : ""}`;
    const compared = shown.replace(/There are \d+ seconds left/, "");
    if (compared !== last) lines.push(`${clockText(story, story.now())}  ${shown}`.trimEnd());
    last = compared;
    if (isOver(refresh)) return lines;
    story.moveTo(story.now() + milliseconds(everySeconds));
  }
  return fail(`${lines.at(-1)}: the end does not come`);
}

function expectWord(words: Words, expected: string): void {
  const word = words.next(`"${expected}"`);
  if (word !== expected) fail(`"${expected}" is to stand here, not "${word}"`);
}

function readEnd(words: Words, story: Story): (refresh: Refresh) => boolean {
  const kind = words.next(`"until" or "for"`);
  const what = words.next("an end");
  if (kind === "for") {
    const end = story.now() + milliseconds(readSpan(what));
    return () => story.now() >= end;
  }
  if (kind !== "until") return fail(`"until" or "for" is to stand here, not "${kind}"`);
  if (what === "ended") return ({ EndTime }) => EndTime !== undefined;
  const percentage = /^(\d+)%$/.exec(what)?.[1];
  if (percentage !== undefined) return (one) => one.PercentageComplete === Number(percentage);
  return ({ Status, StatusReason = "", EndTime }) => {
    const isSeen = Status === what || StatusReason.includes(what);
    return isSeen || (EndTime === undefined ? false : fail(`${Status} comes before "${what}"`));
  };
}

/** `InProgress            25%   1 left  Waiting for …` */
function refreshText(refresh: Refresh): string {
  const { Status = "", PercentageComplete, InstancesToUpdate, StatusReason = "" } = refresh;
  const percentage = PercentageComplete === undefined ? "-" : `${PercentageComplete}%`;
  const left = InstancesToUpdate === undefined ? "-" : `${InstancesToUpdate} left`;
  const counters = `${percentage.padStart(5)}  ${left.padStart(7)}${detailsText(refresh)}`;
  return `${Status.padEnd(18)}${counters}  ${StatusReason}`.trimEnd();
}

/** ` (live 100% 0, pool 50% 1)`, for a group with a warm pool. */
function detailsText({ ProgressDetails: details }: Refresh): string {
  if (details === undefined) return "";
  const { LivePoolProgress: live, WarmPoolProgress: pool } = details;
  const liveText = `live ${live?.PercentageComplete}% ${live?.InstancesToUpdate}`;
  const poolText = `pool ${pool?.PercentageComplete}% ${pool?.InstancesToUpdate}`;
  return ` (${liveText}, ${poolText})`;
}

export const refreshCommands: Readonly<Record<string, Command>> = { start, cancel, rollback, poll };
