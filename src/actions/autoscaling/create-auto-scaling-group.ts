/** CreateAutoScalingGroup: a new group, with AWS's defaults for what the caller leaves out. */
import type { Change, NewGroup } from "../../domain/change.ts";
import type { LaunchSource } from "../../domain/group.ts";
import { inferredTexts } from "../../domain/inferred-texts.ts";
import { causes } from "../../domain/scaling-activity.ts";
import type { Region } from "../../domain/world.ts";
import { fault, ServiceError, validationError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { type ActionContext, defineAction } from "../action.ts";
import { defaultSettings, readSettings } from "../group-settings.ts";
import { readSizes } from "../group-sizes.ts";
import { checkTagCount, readGroupTag } from "../group-tags.ts";
import { readLaunchSource } from "../launch-source.ts";

type CreateInput = Input<"autoscaling", "CreateAutoScalingGroup">;

export const createAutoScalingGroup = defineAction(
  "autoscaling",
  "CreateAutoScalingGroup",
  (input, context) => {
    const name = freeName(input.AutoScalingGroupName ?? "", context.region);
    refuseWhatIsMissing(input);
    const group = newGroup(name, input, context);
    return { output: {}, changes: creation(group, context) };
  },
);

function freeName(name: string, region: Region): string {
  if (name.includes(":")) throw validationError(inferredTexts.colonInName(name));
  if (!region.groups.has(name)) return name;
  const message =
    "AutoScalingGroup by this name already exists - A group with the name " +
    `${name} already exists`;
  throw fault("autoscaling", "AlreadyExistsFault", message);
}

/** Hooks decide how instances come into service: without them the story would be another. */
function refuseWhatIsMissing(input: CreateInput): void {
  if ((input.LifecycleHookSpecificationList ?? []).length === 0) return;
  throw new ServiceError(
    "NotImplemented",
    "asg-local does not emulate lifecycle hooks yet. Remove LifecycleHookSpecificationList.",
    501,
  );
}

function newGroup(name: string, input: CreateInput, context: ActionContext): NewGroup {
  const { region, now } = context;
  const sizes = readSizes(input, { minSize: 0, maxSize: 0, desiredCapacity: 0 });
  const { settings } = readSettings(input, region);
  const { availabilityZones = [] } = settings;
  if (availabilityZones.length === 0) {
    throw validationError("At least one Availability Zone or VPC Subnet is required.");
  }
  const tags = (input.Tags ?? []).map(readGroupTag);
  checkTagCount(tags.map(({ key }) => key));
  const launchSource = namedLaunchSource(input, region);
  const uuid = context.identifiers.uuid();
  const arn =
    `arn:aws:autoscaling:${region.name}:${region.account}:autoScalingGroup:${uuid}:` +
    `autoScalingGroupName/${name}`;
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

function namedLaunchSource(input: CreateInput, region: Region): LaunchSource {
  const source = readLaunchSource(input, region);
  if (source === undefined) throw validationError(inferredTexts.noLaunchSource);
  return source;
}

/** The group, and the change of its desired capacity from 0 that its first launches tell of. */
function creation(group: NewGroup, { now, settings }: ActionContext): readonly Change[] {
  const created: Change = { type: "GroupCreated", group };
  if (group.desiredCapacity === 0) return [created];
  const bounds = { min: group.minSize, max: group.maxSize, from: 0, to: group.desiredCapacity };
  const launches: Change = {
    type: "DesiredCapacityChanged",
    group: group.name,
    to: group.desiredCapacity,
    sentence: causes.groupCreated(now, bounds),
    reactionSeconds: settings.timing.scalingReactionSeconds,
  };
  return [created, launches];
}
