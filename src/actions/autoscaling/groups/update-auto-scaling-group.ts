/** UpdateAutoScalingGroup: changes only the members sent (G-041). */
import { isDeepStrictEqual } from "node:util";
import type { Change, ClearableSetting } from "../../../domain/changes/change.ts";
import { type AutoScalingGroup, activeRefresh, type GroupSettings } from "../../../domain/group.ts";
import type { LaunchSource } from "../../../domain/launch-source.ts";
import { causes } from "../../../domain/scaling-activity.ts";
import { warmPoolSize } from "../../../domain/warm-pool.ts";
import { warmPoolCauses } from "../../../domain/warm-pool-causes.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { launchSourcesEqual, readLaunchSource } from "../launch-source.ts";
import type { LaunchContext } from "../launch-source-checks.ts";
import { refuseZonalShift } from "../zonal-shift.ts";
import { readSettings } from "./group-settings.ts";
import { readSizes, type Sizes } from "./group-sizes.ts";

type UpdateInput = Input<"autoscaling", "UpdateAutoScalingGroup">;

export const updateAutoScalingGroup = defineAction(
  "autoscaling",
  "UpdateAutoScalingGroup",
  (input, context) => {
    const { region } = context;
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const { desiredCapacity, ...bounds } = readSizes(input, group);
    const { settings, cleared } = readSettings(input, region, group);
    const { stored = group.stored } = settings;
    refuseZonalShift({ stored }, { skip: input.SkipZonalShiftValidation, region });
    const launchSource = changedLaunchSource(input, group, context);
    const sent = { ...settings, ...bounds, ...(launchSource && { launchSource }) };
    const capacity = capacityChange(group, { ...bounds, desiredCapacity }, context);
    const changes = [...settingsChange(group, sent, cleared), ...capacity];
    const resized = capacity.length > 0 ? [] : poolChange(group, bounds, context);
    return { output: {}, changes: [...changes, ...resized] };
  },
);

/** Only the settings that differ, so that the journal shows no more than happened. */
function settingsChange(
  group: AutoScalingGroup,
  sent: Partial<GroupSettings>,
  cleared: readonly ClearableSetting[],
): readonly Change[] {
  const differing = Object.entries(sent).filter(
    ([name, value]) => !isDeepStrictEqual(value, group[name as keyof GroupSettings]),
  );
  const settings: Partial<GroupSettings> = Object.fromEntries(differing);
  const unset = cleared.filter((name) => group[name] !== undefined);
  if (differing.length === 0 && unset.length === 0) return [];
  return [{ type: "GroupUpdated", group: group.name, settings, cleared: unset }];
}

/** Undefined when the request has no launch source, or the present one. */
function changedLaunchSource(
  input: UpdateInput,
  group: AutoScalingGroup,
  context: LaunchContext,
): LaunchSource | undefined {
  const source = readLaunchSource(input, context, group.launchSource);
  if (source === undefined || launchSourcesEqual(source, group.launchSource)) return undefined;
  if (activeRefresh(group)?.desiredConfiguration === undefined) return source;
  throw validationError(
    "An active instance refresh with a desired configuration exists. All configuration options " +
      "derived from the desired configuration are not available for update while the instance " +
      "refresh is active.",
  );
}

/** A new maximum may change the warm pool's size, which has its own sentence (G-312). */
function poolChange(
  group: AutoScalingGroup,
  { maxSize }: Pick<Sizes, "maxSize">,
  { now }: ActionContext,
): readonly Change[] {
  const { warmPool, desiredCapacity } = group;
  if (warmPool === undefined || warmPool.isPendingDelete) return [];
  const from = warmPoolSize(warmPool.settings, group);
  const to = warmPoolSize(warmPool.settings, { maxSize, desiredCapacity });
  if (from === to) return [];
  const max = { from: group.maxSize, to: maxSize };
  const sentence = warmPoolCauses.maxSizeUpdate(now, max, { from, to });
  return [{ type: "WarmPoolResized", group: group.name, sentence }];
}

/** The sentence names the resulting sizes, not the sent ones (G-094). */
function capacityChange(
  group: AutoScalingGroup,
  { minSize: min, maxSize: max, desiredCapacity: to }: Sizes,
  { now, settings }: ActionContext,
): readonly Change[] {
  const from = group.desiredCapacity;
  if (to === from) return [];
  return [
    {
      type: "DesiredCapacityChanged",
      group: group.name,
      to,
      sentence: causes.boundsUpdated(now, { min, max, from, to }),
      reactionSeconds: settings.timing.scalingReactionSeconds,
    },
  ];
}
