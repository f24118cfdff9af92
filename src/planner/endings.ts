/** Rules that change a refresh's status: pick-up, cancellation, rollback, end. */
import type { RefreshChange } from "../domain/changes/refresh-change.ts";
import { movingConditions, unreadyConditions } from "../domain/condition.ts";
import type { RefreshStatus } from "../domain/refresh-status.ts";
import { type StatusReason, statusReasonText } from "../domain/status-reason.ts";
import { inferredTexts } from "../domain/texts/inferred-texts.ts";
import { day, hour, type Instant, milliseconds } from "../domain/time.ts";
import { isPartEnd } from "./checkpoints.ts";
import { type Answer, decide } from "./decision.ts";
import { matchingInstances } from "./matching.ts";
import { progress } from "./progress.ts";
import { move } from "./transitions.ts";
import { countOf, inTransition, type RefreshView } from "./view.ts";
import { isWarmPoolUnfinished, warmPoolPart } from "./warm-pool-part.ts";

const fourteenDays = 14 * day;

/** Picks up a Pending refresh, which gets its StartTime and first counters. */
export function pickUp(view: RefreshView): Answer | undefined {
  const { refresh, now, settings } = view;
  if (refresh.status !== "Pending") return undefined;
  const pickUpAt = refresh.requestedAt + milliseconds(settings.timing.pickUpSeconds);
  if (now < pickUpAt) return decide({ wakeAt: pickUpAt });
  const alike = matchingInstances(view);
  const { skipMatching } = refresh.preferences;
  const roles = skipMatching
    ? { matching: alike, current: [] }
    : { matching: [], current: alike.length < view.group.fleet.members.size ? alike : [] };
  return decide({
    changes: [
      statusChange(view, move(refresh.status, "pickedUp"), undefined),
      { type: "RefreshBegun", ...named(view), ...roles },
    ],
    isFurtherNow: true,
  });
}

/**
 * Cancelling starts nothing new; with waiting it lasts until all work in progress has ended
 * (R-083).
 */
export function settleCancellation(view: RefreshView): Answer | undefined {
  const { refresh, now } = view;
  if (refresh.status !== "Cancelling") return undefined;
  if (now < refresh.notBefore) return decide({ wakeAt: refresh.notBefore });
  if (refresh.isWaitingForTransitioningInstances && isInTransition(view)) {
    return decide({});
  }
  return decide({
    changes: [statusChange(view, move(refresh.status, "settled"), refresh.statusReason)],
  });
}

function isInTransition(view: RefreshView): boolean {
  return inTransition(view, movingConditions) !== undefined;
}

/** Starts a rollback; its details keep the counters of that moment. */
export function beginRollback(view: RefreshView): Answer | undefined {
  const { refresh, now } = view;
  const { statusReason } = refresh;
  if (refresh.status !== "RollbackInProgress" || refresh.rollbackDetails) return undefined;
  if (now < refresh.notBefore) return decide({ wakeAt: refresh.notBefore });
  const reason = statusReason === undefined ? "" : statusReasonText(statusReason, { now });
  const details = { reason, startTime: now, ...progress(view) };
  return decide({
    changes: [{ type: "RollbackBegun", ...named(view), details }],
    isFurtherNow: true,
  });
}

/** The 14-day limit; bake time does not count. */
export function giveUpAfterFourteenDays(view: RefreshView): Answer | undefined {
  const { refresh, now } = view;
  if (refresh.status === "Baking" || now < lastDay(view)) return undefined;
  const failure = inferredTexts.failedAfterFourteenDays;
  return giveUp(view, { failure, why: failure });
}

/** When the refresh fails unless something moves before. */
export function deadline(view: RefreshView): Instant {
  return Math.min(view.refresh.lastProgressAt + hour, lastDay(view));
}

/** The end of the 14 days, which checkpoint delays do not extend. */
export function lastDay(view: RefreshView): Instant {
  return (view.refresh.startTime ?? view.now) + fourteenDays;
}

/**
 * Fails the refresh, or rolls it back with auto rollback; a rollback becomes
 * RollbackFailed. A rollback shows `why` the refresh was stuck; a failure says it in a full
 * sentence.
 */
export function giveUp(
  view: RefreshView,
  { failure, why }: { failure: string; why: string },
): Answer {
  const { refresh } = view;
  if (refresh.preferences.autoRollback && !view.isRollback) {
    const reason: StatusReason = {
      kind: "rollbackByFailure",
      failure: inferredTexts.rollbackAfterFailure(why),
    };
    const to = move(refresh.status, "rollbackRequested");
    return decide({ changes: [statusChange(view, to, reason)], isFurtherNow: true });
  }
  const to = move(refresh.status, "gaveUp");
  return decide({ changes: [statusChange(view, to, { kind: "failed", failure })] });
}

/** Completes when all in scope have the target and are ready, and terminations are done. */
export function complete(view: RefreshView): Answer | undefined {
  const { refresh, now } = view;
  if (hasUnfinishedWork(view)) return undefined;
  const endsAt = earliestEnd(view);
  if (now < endsAt) return decide({ wakeAt: endsAt });
  if (view.isRollback) {
    const to = move(refresh.status, "completed");
    return decide({ changes: [statusChange(view, to, undefined)] });
  }
  const { bakeTimeSeconds } = refresh.preferences;
  if (bakeTimeSeconds === 0) return decide({ changes: success(view) });
  const until = now + milliseconds(bakeTimeSeconds);
  const reason: StatusReason = { kind: "bakeTime", since: now, until };
  const to = move(refresh.status, "bakeBegun");
  const changes = [...fullCounters(view), statusChange(view, to, reason, until)];
  return decide({ changes, wakeAt: until });
}

/** The end comes some seconds after the last termination, or at once without one. */
function earliestEnd({ refresh, settings, now }: RefreshView): Instant {
  const { lastTerminationEndedAt } = refresh;
  if (lastTerminationEndedAt === undefined) return now;
  return lastTerminationEndedAt + milliseconds(settings.timing.completeSeconds);
}

function hasUnfinishedWork(view: RefreshView): boolean {
  const { preferences, passedCheckpointPercentage } = view.refresh;
  const { checkpointPercentages } = preferences;
  const isEndedEarly =
    !view.isRollback && isPartEnd(checkpointPercentages, passedCheckpointPercentage);
  if (outgoingLeft(view) > 0 && !isEndedEarly) return true;
  if (!isEndedEarly && isWarmPoolUnfinished(view)) return true;
  if (view.live < view.group.desiredCapacity) return true;
  const incoming = view.isRollback ? (["restored"] as const) : (["updated", "matching"] as const);
  return (
    countOf(view, incoming, unreadyConditions) > 0 ||
    inTransition(view, new Set(["leaving"])) !== undefined
  );
}

function outgoingLeft(view: RefreshView): number {
  return view.replaceable + view.protectedOutgoing + view.standbyOutgoing;
}

/** Only success saves the desired configuration. */
export function success(view: RefreshView): RefreshChange[] {
  const { refresh } = view;
  const saved: RefreshChange[] =
    refresh.desiredConfiguration === undefined
      ? []
      : [{ type: "DesiredConfigurationSaved", ...named(view) }];
  const to = move(refresh.status, "completed");
  return [...fullCounters(view), ...saved, statusChange(view, to, undefined)];
}

/** 100 percent and nothing left, unless the last checkpoint below 100 ended it. */
function fullCounters(view: RefreshView): RefreshChange[] {
  const isWarmPoolLeft = (warmPoolPart(view)?.outgoing ?? 0) > 0;
  if (outgoingLeft(view) > 0 || isWarmPoolLeft) return [];
  const full = { percentageComplete: 100, instancesToUpdate: 0 };
  const details =
    view.group.warmPool === undefined
      ? {}
      : { progressDetails: { livePool: full, warmPool: full } };
  return [{ type: "RefreshCounted", ...named(view), ...full, ...details }];
}

export function statusChange(
  view: RefreshView,
  to: RefreshStatus,
  reason: StatusReason | undefined,
  pausedUntil?: Instant,
): RefreshChange {
  const change = { type: "RefreshStatusChanged", ...named(view), to, reason } as const;
  return pausedUntil === undefined ? change : { ...change, pausedUntil };
}

/** The group and refresh members that every change of a refresh has. */
export function named(view: Pick<RefreshView, "group" | "refresh">) {
  return { group: view.group.name, refreshId: view.refresh.id };
}
