/** Turns due steps of root volume replacements into changes; stale steps yield none. */
import { never } from "../domain/assert.ts";
import type { Change } from "../domain/changes/change.ts";
import type { Instance } from "../domain/instance.ts";
import { inferredTexts } from "../domain/texts/inferred-texts.ts";
import { isoSecond } from "../domain/time.ts";
import type { RootVolumeStep } from "./event-queue.ts";
import type { StepContext } from "./hook-steps.ts";

export function rootVolumeStepChanges(
  instance: Instance,
  step: RootVolumeStep,
  place: StepContext,
): readonly Change[] {
  const { lifecycleState: state, id } = instance;
  const named = { group: place.group.name, id };
  const isReplacing = state === "ReplacingRootVolume" || state === "ReplacingRootVolume:Proceed";
  switch (step) {
    case "replaceRootVolume":
      return isReplacing ? [{ type: "RootVolumeReplacementAccepted", ...named }] : [];
    case "endRootVolume":
      return isReplacing ? replacementEnd(instance, place) : [];
    case "returnInstance":
      return state === "RootVolumeReplaced" ? [{ type: "ReplacedInstanceReturned", ...named }] : [];
    default:
      return never(step);
  }
}

/** A failed replacement terminates the instance, and a launch follows. */
function replacementEnd(
  { id, ec2State, rootVolumeReplacement }: Instance,
  { group: { name: group }, draws, now }: StepContext,
): readonly Change[] {
  const isRunning = ec2State === "running";
  const statusMessage = isRunning
    ? rootVolumeReplacement?.failure
    : inferredTexts.rootVolumeOfStopped(id);
  if (statusMessage === undefined) return [{ type: "RootVolumeReplaced", group, id }];
  return [
    { type: "RootVolumeReplacementFailed", group, id, statusMessage },
    {
      type: "TerminationStarted",
      group,
      id,
      activityId: draws.uuid(),
      cause: inferredTexts.rootVolumeFailureCause(isoSecond(now)),
      purpose: "refresh",
    },
  ];
}
