/**
 * The two rules for when nothing can be done: shows why, and gives up after an hour (R-105, R-176,
 *
 */

import type { RefreshChange } from "../domain/changes/refresh-change.ts";
import type { Condition } from "../domain/condition.ts";
import type { Bucket } from "../domain/fleet.ts";
import type { Instance, RefreshRole } from "../domain/instance.ts";
import { type StatusReason, statusReasonText } from "../domain/status-reason.ts";
import { inferredTexts } from "../domain/texts/inferred-texts.ts";
import { hour } from "../domain/time.ts";
import { type Answer, decide } from "./decision.ts";
import { deadline, giveUp, named } from "./endings.ts";
import { isHeldByHook } from "./lifecycle-actions.ts";
import { progress } from "./progress.ts";
import {
  inTransition,
  isProtectionKept,
  oldestIn,
  type RefreshView,
  suspendedProcess,
} from "./view.ts";

/** Shows the reason with the highest priority. */
export function waitForInstances(view: RefreshView): Answer {
  const reason = waitingReason(view);
  const changes = reason === undefined ? [] : showReason(view, reason);
  return decide({ changes, wakeAt: nextLook(view) });
}

/** A failed launch is retried when its pause is over, or when the hour ends. */
function nextLook(view: RefreshView): number | undefined {
  const { group, now } = view;
  const end = isExcused(view) ? undefined : deadline(view);
  if (group.scalingNotBefore <= now) return end;
  return Math.min(group.scalingNotBefore, end ?? Number.POSITIVE_INFINITY);
}

/** Healthy warmup, hooks and draining excuse a lack of progress. */
function isExcused(view: RefreshView): boolean {
  const isWarming = oldest(view, ["updated", "restored"], "warming")?.isSettled === true;
  return isWarming || isHeldByHook(view) || isDraining(view);
}

/** Instances terminated by the refresh drain first, which may take an hour. */
function isDraining({ group, settings }: RefreshView): boolean {
  if (!settings.timing.connectionDraining) return false;
  for (const { condition, instances } of group.fleet.buckets.values()) {
    if (condition !== "leaving") continue;
    for (const { draining, purpose } of instances.values()) {
      if (draining !== undefined && purpose === "refresh") return true;
    }
  }
  return false;
}

/** One hour without an instance chosen, settled or terminated ends the refresh. */
export function giveUpAfterOneHour(view: RefreshView): Answer | undefined {
  const isStuck = view.now >= view.refresh.lastProgressAt + hour && !isExcused(view);
  if (!isStuck) return undefined;
  const last = waitingReason(view) ?? view.refresh.statusReason;
  const why = last === undefined ? "" : statusReasonText(last, view);
  const failure = inferredTexts.failedWithoutProgress(why);
  return giveUp(view, { failure, why });
}

/** The reasons in order of priority; the first that applies is shown. */
const priorities: readonly ((view: RefreshView) => StatusReason | undefined)[] = [
  terminating,
  warmup,
  healthData,
  rootVolume,
  warmPool,
  kept,
  standby,
  unhealthy,
  launchFailure,
  suspended,
];

function waitingReason(view: RefreshView): StatusReason | undefined {
  for (const reasonOf of priorities) {
    const reason = reasonOf(view);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Only shown when nothing is left to update, and not in a rollback. */
function terminating(view: RefreshView): StatusReason | undefined {
  if (view.isRollback || progress(view).instancesToUpdate > 0) return undefined;
  const instance = inTransition(view, new Set(["leaving"]));
  return instance && { kind: "terminating", instanceId: instance.id };
}

function warmup(view: RefreshView): StatusReason | undefined {
  const instance = oldest(view, ["updated", "restored"], "warming");
  return instance && { kind: "warmup", instanceId: instance.id };
}

/** An instance entering the warm pool is named by the same text (observed, R-207). */
function warmPool(view: RefreshView): StatusReason | undefined {
  const instance = oldest(view, ["updated", "restored"], "warmedPending");
  // A launch that EC2 has not accepted is invisible and has no id to show yet.
  if (instance?.launchedAt === undefined) return undefined;
  return { kind: "warmup", instanceId: instance.id };
}

/**
 * A rollback shows the interval text without an instance. Old instances are not named while
 * a replacement is launching (observed in the recording of R-157).
 */
function healthData(view: RefreshView): StatusReason | undefined {
  const roles = isLaunching(view) ? newRoles : undefined;
  const instance = oldest(view, roles, "unsettled");
  if (instance === undefined) return undefined;
  if (view.isRollback) return { kind: "healthCheckInterval" };
  const isElb = view.group.healthCheckType.includes("ELB");
  const source = isElb ? "Elastic Load Balancing" : "Amazon EC2";
  return { kind: "healthData", instanceId: instance.id, source };
}

/** Shown until the instance is in service again; no source has a text for it. */
function rootVolume(view: RefreshView): StatusReason | undefined {
  const instance =
    oldest(view, undefined, "replacingRootVolume") ?? oldest(view, undefined, "pending");
  if (instance?.rootVolumeReplacement === undefined) return undefined;
  return { kind: "rootVolume", instanceId: instance.id };
}

const newRoles: readonly RefreshRole[] = ["updated", "matching", "restored"];

function isLaunching(view: RefreshView): boolean {
  return inTransition(view, new Set(["requested", "pending"])) !== undefined;
}

/** Protected instances are named only when nothing else is left to replace. */
function kept(view: RefreshView): StatusReason | undefined {
  if (view.protectedOutgoing === 0 || view.replaceable > 0) return undefined;
  const instance = oldestIn(
    view.group.fleet,
    (bucket) =>
      bucket.role === view.outgoing &&
      bucket.isProtected &&
      bucket.condition !== "leaving" &&
      bucket.condition !== "standby" &&
      isProtectionKept(view.refresh),
  );
  return instance && { kind: "protected", instanceId: instance.id };
}

function standby(view: RefreshView): StatusReason | undefined {
  if (view.standbyOutgoing === 0 || view.replaceable > 0) return undefined;
  const instance = oldest(view, [view.outgoing], "standby");
  return instance && { kind: "standby", instanceId: instance.id };
}

function unhealthy(view: RefreshView): StatusReason | undefined {
  const instance = oldest(view, undefined, "unhealthy");
  return instance && { kind: "unhealthy", instanceId: instance.id };
}

/** EC2 refused the last launch, and the group lacks instances or room. */
function launchFailure({ group }: RefreshView): StatusReason | undefined {
  const { launchFailure: failure } = group;
  return failure === undefined ? undefined : { kind: "launchFailure", failure };
}

function suspended(view: RefreshView): StatusReason | undefined {
  const process = suspendedProcess(view);
  return process && { kind: "suspended", process };
}

function oldest(
  view: RefreshView,
  roles: readonly RefreshRole[] | undefined,
  condition: Condition,
): Instance | undefined {
  return oldestIn(
    view.group.fleet,
    (bucket) =>
      bucket.condition === condition &&
      (roles === undefined || (bucket.role !== undefined && roles.includes(bucket.role))),
  );
}

/**
 * The change that shows a reason; none when one of the same kind is already shown. A shown reason
 * stays until the engine acts or has another, and so does its example instance while it is in the
 * group.
 */
export function showReason(view: RefreshView, reason: StatusReason): RefreshChange[] {
  return isStillTrue(view, reason) ? [] : [{ type: "RefreshWaits", ...named(view), reason }];
}

/** Observed: an instance named for missing health data stays named after its result has come. */
function isStillExample(kind: StatusReason["kind"], bucket: Bucket): boolean {
  if (kind === "healthData") return bucket.condition !== "leaving";
  if (kind === "protected") return bucket.isProtected && bucket.condition !== "leaving";
  return exampleConditions[kind]?.includes(bucket.condition) === true;
}

const exampleConditions: Partial<Record<StatusReason["kind"], readonly Condition[]>> = {
  warmup: ["warming", "warmedPending"],
  rootVolume: ["replacingRootVolume", "pending"],
  terminating: ["leaving"],
  standby: ["standby"],
  unhealthy: ["unhealthy"],
};

function isStillTrue(view: RefreshView, reason: StatusReason): boolean {
  const { statusReason: shown, hasActedSinceReason } = view.refresh;
  if (shown === undefined || shown.kind !== reason.kind || hasActedSinceReason) return false;
  if (shown.kind === "suspended" && reason.kind === "suspended") {
    return shown.process === reason.process;
  }
  if (!("instanceId" in shown)) return true;
  const bucket = view.group.fleet.bucketOf.get(shown.instanceId);
  return bucket !== undefined && isStillExample(shown.kind, bucket);
}
