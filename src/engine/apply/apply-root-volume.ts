/** Applies the replacement of an instance's root volume: out of service, replaced, returning. */
import { never, present } from "../../domain/assert.ts";
import type { RootVolumeChange } from "../../domain/changes/root-volume-change.ts";
import { type AutoScalingGroup, activeRefresh } from "../../domain/group.ts";
import type { Instance } from "../../domain/instance.ts";
import type { ActivityStatusCode } from "../../domain/scaling-activity.ts";
import { scheduleBoot, scheduleRootVolume } from "../hook-schedule.ts";
import {
  type ApplyContext,
  after,
  alter,
  groupNamed,
  instanceNamed,
  wake,
} from "./apply-context.ts";
import type { OpenedActivity } from "./apply-group.ts";
import { beginActivity, endActivity, noteProgress } from "./apply-launch.ts";

type Of<T extends RootVolumeChange["type"]> = Extract<RootVolumeChange, { type: T }>;

export function applyRootVolumeChange(context: ApplyContext, change: RootVolumeChange): void {
  const group = groupNamed(context, change.group);
  const instance = instanceNamed(context, change.id);
  switch (change.type) {
    case "RootVolumeReplacementStarted":
      return start(context, group, instance, change);
    case "RootVolumeReplacementAccepted": {
      const { replaceRootVolumeSeconds } = context.settings.timing;
      showStage(group, instance, "InPlaceUpdateInProgress");
      return after(context, replaceRootVolumeSeconds, instance.id, "endRootVolume");
    }
    case "RootVolumeReplaced":
      return replace(context, group, instance);
    case "RootVolumeReplacementFailed":
      return fail(context, group, instance, change);
    case "ReplacedInstanceReturned":
      alter(group, instance, () => {
        instance.lifecycleState = "Pending";
      });
      scheduleBoot(context, group, instance);
      return wake(context, group, context.at);
    default:
      return never(change);
  }
}

/** Health checks and warmup start over when the instance returns. */
function start(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  change: Of<"RootVolumeReplacementStarted">,
): void {
  const opened: OpenedActivity = {
    activityId: change.activityId,
    kind: "replaceRootVolume",
    cause: change.cause,
    statusCode: "WaitingForInPlaceUpdateToStart",
    progress: stages.WaitingForInPlaceUpdateToStart,
  };
  beginActivity(context, { group, instance }, opened, () => {
    instance.lifecycleState = "ReplacingRootVolume";
    instance.rootVolumeReplacement = change.replacement;
    instance.refreshRole = change.role;
    instance.purpose = "refresh";
    instance.inServiceAt = undefined;
    instance.isSettled = false;
    instance.isWarm = false;
  });
  scheduleRootVolume(context, group, instance);
  wake(context, group, context.at);
}

/**
 * AWS's codes for the stages, with progress values like a launch's; no source for those.
 */
const stages = {
  WaitingForInPlaceUpdateToStart: 0,
  InPlaceUpdateInProgress: 30,
  WaitingForInPlaceUpdateToFinalize: 60,
} as const satisfies Partial<Record<ActivityStatusCode, number>>;

function showStage(
  group: AutoScalingGroup,
  instance: Instance,
  statusCode: keyof typeof stages,
): void {
  const activity = group.activities.get(instance.activityId ?? "");
  if (activity === undefined) return;
  activity.statusCode = statusCode;
  activity.progress = stages[statusCode];
}

/** Only the image changes: id, addresses, launch time and tags stay. */
function replace(context: ApplyContext, group: AutoScalingGroup, instance: Instance): void {
  const replacement = present(instance.rootVolumeReplacement, "replacement of a root volume");
  alter(group, instance, () => {
    instance.lifecycleState = "RootVolumeReplaced";
    instance.imageId = replacement.imageId;
    instance.isImageOverridden = true;
    instance.launchTemplate = replacement.launchTemplate;
    instance.isBroken = replacement.isBroken;
  });
  showStage(group, instance, "WaitingForInPlaceUpdateToFinalize");
  noteProgress(context, group);
  const { finalizeRootVolumeSeconds } = context.settings.timing;
  after(context, finalizeRootVolumeSeconds, instance.id, "returnInstance");
  wake(context, group, context.at);
}

/** A launch takes the instance's place, unless the refresh is over or being cancelled. */
function fail(
  context: ApplyContext,
  group: AutoScalingGroup,
  instance: Instance,
  { statusMessage }: Of<"RootVolumeReplacementFailed">,
): void {
  const activity = group.activities.get(instance.activityId ?? "");
  if (activity !== undefined) activity.statusMessage = statusMessage;
  endActivity(context, group, instance, "Failed");
  const refresh = activeRefresh(group);
  const isGoingOn = refresh !== undefined && refresh.status !== "Cancelling";
  if (isGoingOn) group.owed.refresh += instance.weight;
}
