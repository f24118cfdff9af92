/** Turns orders to replace root volumes into changes, each with image, behaviour and activity. */
import type { Change } from "../domain/changes/change.ts";
import { launchSourceInForce } from "../domain/group.ts";
import type { Instance, RootVolumeReplacement } from "../domain/instance.ts";
import { rootVolumeSettings } from "../domain/root-volume.ts";
import { mapInSteps, type Steps } from "../domain/steps.ts";
import type { RootVolumeOrder } from "../planner/decision.ts";
import { roleOf } from "./launch.ts";
import { type BehaviorSource, behaviorSource } from "./launch-faults.ts";
import type { LaunchContext } from "./launch-kinds.ts";

/** The image is the one that the source in force has now: in a rollback the saved one. */
export function* rootVolumeChanges(
  place: LaunchContext,
  orders: readonly RootVolumeOrder[],
): Steps<readonly Change[]> {
  if (orders.length === 0) return [];
  const { group, draws } = place;
  const role = roleOf(group);
  const source = behaviorSource(place);
  const changes = yield* mapInSteps(orders, ({ instance, cause }) => ({
    type: "RootVolumeReplacementStarted" as const,
    group: group.name,
    id: instance.id,
    activityId: draws.uuid(),
    cause,
    role,
    replacement: replacementOf(place, instance, source),
  }));
  return [...source.changes, ...changes];
}

/** A missing image fails the replacement, so that a launch follows. */
function replacementOf(
  place: LaunchContext,
  instance: Instance,
  { behaviorOf }: BehaviorSource,
): RootVolumeReplacement {
  const source = launchSourceInForce(place.group);
  const settings = rootVolumeSettings(place.region, source, {
    ...place.settings,
    instanceType: instance.instanceType,
  });
  if ("refusal" in settings) {
    const { imageId, launchTemplate, isBroken } = instance;
    return { imageId, launchTemplate, isBroken, failure: settings.refusal.message };
  }
  const { imageId, launchTemplate } = settings;
  const { id, availabilityZone, subnetId } = instance;
  const zone = { name: availabilityZone, subnetId };
  const behavior = behaviorOf({ id, settings, zone, nth: undefined });
  const isBroken = behavior.isBroken ?? false;
  return { imageId, launchTemplate, isBroken, failure: behavior.rootVolumeFailure };
}
