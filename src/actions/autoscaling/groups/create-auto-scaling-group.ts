/** CreateAutoScalingGroup: a new group, with AWS's defaults for omitted members. */
import type { Change, NewGroup } from "../../../domain/changes/change.ts";
import { groupArn } from "../../../domain/group.ts";
import type { LaunchSource } from "../../../domain/launch-source.ts";
import type { LifecycleHook } from "../../../domain/lifecycle-hook.ts";
import { causes } from "../../../domain/scaling-activity.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { checkTagCount, readGroupTag } from "../group-tags.ts";
import { readLaunchSource } from "../launch-source.ts";
import type { LaunchContext } from "../launch-source-checks.ts";
import { refuseNewHooks } from "../lifecycle-hook-refusals.ts";
import { readLifecycleHook } from "../lifecycle-hook-settings.ts";
import { refuseZonalShift } from "../zonal-shift.ts";
import { defaultSettings, readSettings } from "./group-settings.ts";
import { readSizes } from "./group-sizes.ts";
import { likeInstance } from "./instance-launch-source.ts";

type CreateInput = Input<"autoscaling", "CreateAutoScalingGroup">;

export const createAutoScalingGroup = defineAction(
  "autoscaling",
  "CreateAutoScalingGroup",
  (input, context) => {
    const name = freeName(input.AutoScalingGroupName ?? "", context.region);
    const source = likeInstance(input, name, context);
    const group = newGroup(name, source.input, { ...context, region: source.region });
    const hooks = readHooks(input, context.region);
    return { output: {}, changes: [...source.changes, ...creation(group, hooks, context)] };
  },
);

/** Added after "already exists" while a group of the name is in deletion (G-203). */
const pendingDelete =
  " and is pending delete.  Please wait until Autoscaling completes the deletion process before " +
  "creating another group with the same name.";

function freeName(name: string, region: Region): string {
  if (name.includes(":")) throw validationError(inferredTexts.colonInName(name));
  const namesake = region.groups.get(name);
  if (namesake === undefined) return name;
  const isEnding = namesake.deletionBegunAt !== undefined;
  const message =
    `AutoScalingGroup by this name already exists - A group with the name ${name} already exists` +
    (isEnding ? pendingDelete : "");
  throw fault("autoscaling", "AlreadyExistsFault", message);
}

function readHooks(input: CreateInput, region: Region): readonly LifecycleHook[] {
  const given = input.LifecycleHookSpecificationList ?? [];
  refuseNewHooks(given.map(({ LifecycleHookName: name = "" }) => name));
  return given.map((one) => readLifecycleHook(one, region));
}

function newGroup(name: string, input: CreateInput, context: ActionContext): NewGroup {
  const { region, now } = context;
  const sizes = readSizes(input, { minSize: 0, maxSize: 0, desiredCapacity: 0 });
  const { settings } = readSettings(input, region);
  const { availabilityZones = [], stored = {} } = settings;
  if (availabilityZones.length === 0) throw validationError(noPlace);
  refuseZonalShift({ stored }, { skip: input.SkipZonalShiftValidation, region });
  const tags = (input.Tags ?? []).map(readGroupTag);
  checkTagCount(tags.map(({ key }) => key));
  const launchSource = namedLaunchSource(input, context);
  const arn = groupArn(region, { uuid: context.identifiers.uuid(), name });
  return {
    ...defaultSettings,
    ...settings,
    ...sizes,
    launchSource,
    name,
    arn,
    createdAt: now,
    tags,
  };
}

/** AWS's text as recorded by the public rule set cdk-preflight (G-029). */
const noPlace = "You must specify 1 of either AvailabilityZones, AvailabilityZoneIds, or Subnets";

function namedLaunchSource(input: CreateInput, context: LaunchContext): LaunchSource {
  const source = readLaunchSource(input, context);
  if (source === undefined) throw validationError(inferredTexts.noLaunchSource);
  return source;
}

/**
 * The changes for the group, its hooks, which also apply to the first launches (G-031), and its
 * desired capacity from 0, which those launches name as their cause.
 */
function creation(
  group: NewGroup,
  hooks: readonly LifecycleHook[],
  { now, settings }: ActionContext,
): readonly Change[] {
  const put = hooks.map((hook): Change => ({ type: "LifecycleHookPut", group: group.name, hook }));
  const created: readonly Change[] = [{ type: "GroupCreated", group }, ...put];
  if (group.desiredCapacity === 0) return created;
  const bounds = { min: group.minSize, max: group.maxSize, from: 0, to: group.desiredCapacity };
  const launches: Change = {
    type: "DesiredCapacityChanged",
    group: group.name,
    to: group.desiredCapacity,
    sentence: causes.groupCreated(now, bounds),
    reactionSeconds: settings.timing.scalingReactionSeconds,
  };
  return [...created, launches];
}
