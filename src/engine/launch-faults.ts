/**
 * Decides how one launch behaves: exceptions in the settings, then tags, then faults; later ones
 * win.
 */

import type { FaultChange } from "../domain/changes/fault-change.ts";
import {
  answerByKind,
  type ByFaultKind,
  type LaunchEffects,
  type LaunchFault,
} from "../domain/fault.ts";
import {
  noEffects,
  readFaultTags,
  type TagEffects,
  type TagReading,
} from "../domain/fault-tags.ts";
import type { LaunchSettings } from "../domain/launch-settings.ts";
import type { HookAnswer } from "../domain/lifecycle-hook.ts";
import { type TerminationReason, terminationReason } from "../domain/termination-reason.ts";
import { type LaunchError, launchError } from "../domain/texts/launch-errors.ts";
import type { Seconds } from "../domain/time.ts";
import type { LaunchBehavior } from "../domain/world.ts";
import { drawSpan, type FaultCounter, faultCounter, newestFirst } from "./fault-counter.ts";
import type { LaunchContext } from "./launch-kinds.ts";

/** The drawn behaviour of a launch; replaying it needs no generator. */
interface DrawnBehavior {
  readonly bootSeconds?: Seconds | undefined;
  readonly terminateSeconds?: Seconds | undefined;
  readonly settleSeconds?: Seconds | undefined;
  readonly unhealthyAfterSeconds?: Seconds | undefined;
  readonly isBroken?: boolean | undefined;
  readonly launchRefusal?: LaunchError | undefined;
  /** EC2 accepts the launch and terminates the instance before it is in service. */
  readonly death?: TerminationReason | undefined;
  readonly rootVolumeFailure?: string | undefined;
  readonly hookAnswer?: HookAnswer | undefined;
}

interface PlannedLaunch {
  readonly id: string;
  readonly settings: LaunchSettings;
  readonly zone: { readonly name: string; readonly subnetId: string | undefined };
  /** The launch's number in its group, from 1; undefined for a new root volume. */
  readonly nth: number | undefined;
}

export interface BehaviorSource {
  readonly behaviorOf: (launch: PlannedLaunch) => DrawnBehavior;
  /** Changes of the faults asked so far, in order. */
  readonly changes: readonly FaultChange[];
}

/** Serves the launches of one decision. */
export function behaviorSource(place: LaunchContext): BehaviorSource {
  const counter = faultCounter({ ...place, faults: place.region.faults });
  const readings = new Map<LaunchSettings, TagReading>();
  const readingOf = (settings: LaunchSettings) => {
    const reading = readings.get(settings) ?? readFaultTags(tagsOf(place, settings));
    readings.set(settings, reading);
    return reading;
  };
  return {
    changes: counter.changes,
    behaviorOf: (launch) => {
      const stated = statedBehavior(place, launch);
      const reading = readingOf(launch.settings);
      if ("problem" in reading) {
        const { problem } = reading;
        const launchRefusal = { message: problem };
        return { ...stated, launchRefusal, rootVolumeFailure: problem };
      }
      const { nthLaunch = launch.nth } = reading.effects;
      const effects = nthLaunch === launch.nth ? reading.effects : noEffects;
      let behavior = withEffects(place, { launch, behavior: stated, effects });
      for (const effects of happening(place, launch, counter)) {
        behavior = withEffects(place, { launch, behavior, effects });
      }
      return behavior;
    },
  };
}

/** The template's own tags, its tags for instances, and the group's tags. */
function tagsOf({ region, group }: LaunchContext, settings: LaunchSettings) {
  const template = region.launchTemplates.get(settings.launchTemplate?.id ?? "");
  return [...(template?.tags ?? []), ...settings.templateTags, ...group.tags.values()];
}

/** The last matching exception wins. */
function statedBehavior(
  { group, settings: { behaviors } }: LaunchContext,
  { nth, settings: { launchTemplate, imageId } }: PlannedLaunch,
): DrawnBehavior {
  if (behaviors.length === 0) return {};
  const isMeant = (behavior: LaunchBehavior) =>
    (behavior.group === undefined || behavior.group === group.name) &&
    (behavior.nthLaunch === undefined || behavior.nthLaunch === nth) &&
    (behavior.imageId === undefined || behavior.imageId === imageId) &&
    (behavior.launchTemplateVersion === undefined ||
      String(behavior.launchTemplateVersion) === launchTemplate?.version);
  const { launchRefusal: message, ...stated }: LaunchBehavior = Object.assign(
    {},
    ...behaviors.filter(isMeant),
  );
  return message === undefined ? stated : { ...stated, launchRefusal: { message } };
}

/**
 * The effects of the faults that hit this launch, oldest first. A launch that is refused or ended
 * by one of them suffers no other effect.
 */
function happening(
  { region, group }: LaunchContext,
  launch: PlannedLaunch,
  counter: FaultCounter,
): readonly LaunchEffects[] {
  const effects: LaunchEffects[] = [];
  if (region.faults.size === 0) return effects;
  const hit = { subject: launch.id, group: group.name };
  let isLost = false;
  for (const active of newestFirst(region.faults)) {
    const its = answerByKind(effectsOn, active.fault, { launch, group: group.name });
    if (its === undefined) continue;
    if (isLost) counter.passes(active);
    else if (counter.happens(active, hit)) effects.unshift(its);
    const { launchError: error, terminationReason: death } = effects[0] ?? noEffects;
    isLost ||= error !== undefined || death !== undefined;
  }
  return effects;
}

interface LaunchOfGroup {
  readonly launch: PlannedLaunch;
  readonly group: string;
}

const noneOfIts = () => undefined;

/**
 * What it does to a launch, if it is about that one. A new root volume is no launch: only what is
 * about each launch is about it.
 */
const effectsOn: ByFaultKind<LaunchOfGroup, LaunchEffects | undefined> = {
  launch: (fault, launched) => (isAbout(fault, launched) ? fault : undefined),
  zone: (fault, { launch, group }) => {
    const isInZone = launch.nth !== undefined && fault.availabilityZone === launch.zone.name;
    return isInZone && isOf(fault.group, group) ? fault : undefined;
  },
  alarm: noneOfIts,
  hook: noneOfIts,
  api: noneOfIts,
};

function isAbout(fault: LaunchFault, { launch, group }: LaunchOfGroup): boolean {
  const { launchTemplate: template, imageId } = launch.settings;
  const isOfTemplate =
    isOf(fault.launchTemplate, template?.name) || isOf(fault.launchTemplate, template?.id);
  const isOfVersion =
    fault.launchTemplateVersion === undefined ||
    String(fault.launchTemplateVersion) === template?.version;
  const isOfPlace = isOf(fault.group, group) && isOf(fault.availabilityZone, launch.zone.name);
  const isLaunch = launch.nth !== undefined;
  const canHappen = isLaunch || (fault.health !== undefined && fault.nthLaunch === undefined);
  return canHappen && isOfTemplate && isOfVersion && isOfPlace && isOf(fault.imageId, imageId);
}

function isOf(wanted: string | undefined, found: string | undefined): boolean {
  return wanted === undefined || wanted === found;
}

function withEffects(
  place: LaunchContext,
  { launch, behavior, effects }: WithEffects,
): DrawnBehavior {
  if (effects === noEffects) return behavior;
  const { bootSeconds, terminateSeconds, settleSeconds, unhealthyAfterSeconds } = effects;
  const { draws } = place;
  return {
    ...behavior,
    bootSeconds: drawSpan(bootSeconds, draws) ?? behavior.bootSeconds,
    terminateSeconds: drawSpan(terminateSeconds, draws) ?? behavior.terminateSeconds,
    settleSeconds: drawSpan(settleSeconds, draws) ?? behavior.settleSeconds,
    unhealthyAfterSeconds: drawSpan(unhealthyAfterSeconds, draws) ?? behavior.unhealthyAfterSeconds,
    hookAnswer: effects.hookAnswer ?? behavior.hookAnswer,
    isBroken: effects.health === "never" || behavior.isBroken,
    launchRefusal: launchErrorFrom(place, launch, effects) ?? behavior.launchRefusal,
    death: deathOf(effects) ?? behavior.death,
  };
}

function launchErrorFrom(
  { group }: LaunchContext,
  { settings, zone }: PlannedLaunch,
  { launchError: error, launchMessage, launchLimit: limit }: LaunchEffects,
): LaunchError | undefined {
  if (error === undefined) return undefined;
  const { name: availabilityZone, subnetId } = zone;
  const otherZones = group.availabilityZones.filter((name) => name !== availabilityZone);
  const launch = { ...settings, availabilityZone, subnetId, otherZones, limit };
  return launchError(error, launch, launchMessage);
}

function deathOf(effects: LaunchEffects): TerminationReason | undefined {
  const { terminationReason: code, terminationMessage } = effects;
  return code === undefined ? undefined : terminationReason(code, terminationMessage);
}

interface WithEffects {
  readonly launch: PlannedLaunch;
  readonly behavior: DrawnBehavior;
  readonly effects: TagEffects;
}
