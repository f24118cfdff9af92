/** The step of the strategy ReplaceRootVolume: which instances get a new root volume now. */
import { incomingConditions, settlingConditions } from "../domain/condition.ts";
import { unitsOf } from "../domain/fleet.ts";
import type { Instance } from "../domain/instance.ts";
import { inferredTexts } from "../domain/texts/inferred-texts.ts";
import { isoSecond } from "../domain/time.ts";
import { chooseHealthy } from "./candidates.ts";
import { type Answer, decide } from "./decision.ts";
import { deadline, named } from "./endings.ts";
import { chooseStandby, launchBudget, terminationsOf } from "./replace.ts";
import { isProtectionKept, type RefreshView, suspendedProcess } from "./view.ts";

/**
 * Takes as many as the minimum and the next checkpoint allow; nothing is launched first. A
 * rollback uses the saved policy's AMI. Unhealthy instances are left to the group's own
 * replacement, which launches the current configuration: a new root volume does not cure
 * them. Standby instances are handled as in Rolling.
 */
export function replaceRootVolumes(view: RefreshView): Answer | undefined {
  if (view.refresh.strategy !== "ReplaceRootVolume") return undefined;
  const isHeld = view.group.scalingNotBefore > view.now || suspendedProcess(view) !== undefined;
  if (isHeld) return undefined;
  const inService = chooseHealthy(view, {
    spareReady: view.ready - view.bounds.floor,
    most: Math.min(atOnce(view), launchBudget(view)),
  });
  const chosen = [...turnBack(view), ...inService];
  const standby = chooseStandby(view);
  if (chosen.length === 0 && standby.length === 0) return undefined;
  const cause = inferredTexts.rootVolumeCause(isoSecond(view.now));
  return decide({
    changes: [{ type: "RefreshActed", ...named(view), isProgress: true }],
    rootVolumes: chosen.map((instance) => ({ instance, cause })),
    terminations: terminationsOf(view, standby),
    wakeAt: deadline(view),
  });
}

/**
 * In a rollback, instances returning with the new image are turned back before they enter service
 * . Nothing can be done while EC2 is still replacing the volume.
 */
function turnBack(view: RefreshView): Instance[] {
  if (!view.isRollback) return [];
  const returning: Instance[] = [];
  for (const { role, condition, isProtected, instances } of view.group.fleet.buckets.values()) {
    const isKept = isProtected && isProtectionKept(view.refresh);
    if (role !== "updated" || condition !== "pending" || isKept) continue;
    returning.push(...instances.values());
  }
  return returning.filter(({ rootVolumeReplacement }) => rootVolumeReplacement !== undefined);
}

/**
 * The units that may start now: max(1, D - minHealthy) minus those in progress. Worked
 * example: 10 desired, minimum 80: floor 8, so two at once; with one still warming up, one more.
 */
function atOnce(view: RefreshView): number {
  return Math.max(0, view.group.desiredCapacity - view.bounds.floor - underWay(view));
}

function underWay({ group, outgoing }: RefreshView): number {
  let units = 0;
  for (const bucket of group.fleet.buckets.values()) {
    const { role, condition } = bucket;
    const isSettling = settlingConditions.has(condition) && role !== outgoing;
    const isNew = role === "updated" || role === "restored";
    if (isNew && (isSettling || incomingConditions.has(condition))) units += unitsOf(bucket);
  }
  return units;
}
