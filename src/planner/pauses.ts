/** Rules that pause a refresh on purpose: suspension, checkpoint delay, bake time. */
import { isSuspended } from "../domain/group.ts";
import { type Instant, milliseconds } from "../domain/time.ts";
import { isPartEnd, reachedCheckpoint } from "./checkpoints.ts";
import { type Answer, decide } from "./decision.ts";
import { lastDay, named, success } from "./endings.ts";
import { groupSize, type RefreshView, readyUpdated } from "./view.ts";
import { showReason } from "./waiting.ts";

/** Pauses the refresh and its limits while InstanceRefresh is suspended. */
export function pauseWhileSuspended(view: RefreshView): Answer | undefined {
  if (!isSuspended(view.group, "InstanceRefresh")) return undefined;
  const reason = { kind: "suspended", process: "InstanceRefresh" } as const;
  return decide({ changes: showReason(view, reason) });
}

/** Nothing is replaced during the bake time; at its end the refresh succeeds. */
export function bake(view: RefreshView): Answer | undefined {
  const { refresh, now } = view;
  if (refresh.status !== "Baking") return undefined;
  if (refresh.pausedUntil === undefined || now >= refresh.pausedUntil) {
    return decide({ changes: success(view) });
  }
  const until = refresh.pausedUntil;
  const since = until - milliseconds(refresh.preferences.bakeTimeSeconds);
  // The reason text of a suspension ends with it.
  const changes = showReason(view, { kind: "bakeTime", since, until });
  return decide({ changes, wakeAt: until });
}

/** Announces a reached checkpoint once and waits there, except at 100. */
export function stopAtCheckpoint(view: RefreshView): Answer | undefined {
  const { refresh } = view;
  if (view.isRollback || refresh.preferences.checkpointPercentages.length === 0) return undefined;
  const passed = refresh.passedCheckpointPercentage;
  const hasGrown = groupSize(view) > refresh.checkpointGroupSize;
  const kept = hasGrown ? reachedIn(view, groupSize(view)) : passed;
  if (kept < passed) return loseCheckpoint(view, kept);
  if (refresh.pausedUntil !== undefined) return sitOutDelay(view, refresh.pausedUntil);
  // A surplus counts as part of the group, so the old instance ends before the pause.
  const reached = reachedIn(view, Math.max(groupSize(view), view.liveInstances));
  return reached <= passed || reached === 100 ? undefined : announce(view, reached);
}

function sitOutDelay(view: RefreshView, until: Instant): Answer {
  if (view.now >= until) {
    const changes = [{ type: "PauseEnded", ...named(view) } as const];
    return decide({ changes, isFurtherNow: true });
  }
  const since = until - milliseconds(view.refresh.preferences.checkpointDelaySeconds);
  const changes = showReason(view, { kind: "checkpointDelay", since, until });
  return decide({ changes, wakeAt: Math.min(until, lastDay(view)) });
}

function reachedIn(view: RefreshView, size: number): number {
  return reachedCheckpoint({
    percentages: view.refresh.preferences.checkpointPercentages,
    passedPercentage: view.refresh.passedCheckpointPercentage,
    groupSize: size,
    readyUpdated: readyUpdated(view),
  });
}

/** Growth of the group can undo a checkpoint, which is later announced and waited for again. */
function loseCheckpoint(view: RefreshView, percentage: number): Answer {
  return decide({
    changes: [{ type: "CheckpointLost", ...named(view), percentage }],
    isFurtherNow: true,
  });
}

/** A last checkpoint below 100 is announced without a delay. */
function announce(view: RefreshView, percentage: number): Answer {
  const { refresh, now } = view;
  const { checkpointPercentages, checkpointDelaySeconds } = refresh.preferences;
  const isEnd = isPartEnd(checkpointPercentages, percentage);
  const pausedUntil =
    isEnd || checkpointDelaySeconds === 0 ? undefined : now + milliseconds(checkpointDelaySeconds);
  const reached = {
    type: "CheckpointReached",
    ...named(view),
    percentage,
    groupSize: groupSize(view),
    delaySeconds: checkpointDelaySeconds,
    pausedUntil,
  } as const;
  if (pausedUntil === undefined) {
    return decide({ changes: [reached], isFurtherNow: true });
  }
  const reason = { kind: "checkpointDelay", since: now, until: pausedUntil } as const;
  const changes = [reached, ...showReason(view, reason)];
  return decide({ changes, wakeAt: pausedUntil });
}
