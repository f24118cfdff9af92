/** Rules for the CloudWatch alarms of a refresh: which state ends it and which makes it wait. */
import type { AlarmState } from "../domain/alarm.ts";
import type { StatusReason } from "../domain/status-reason.ts";
import { inferredTexts } from "../domain/texts/inferred-texts.ts";
import { type Answer, decide } from "./decision.ts";
import { lastDay, statusChange } from "./endings.ts";
import { move } from "./transitions.ts";
import type { RefreshView } from "./view.ts";
import { showReason } from "./waiting.ts";

/**
 * An alarm in ALARM fails the refresh, or rolls it back with auto rollback, at any
 * time, including pauses and bake time. Rollbacks ignore alarms.
 */
export function giveUpOnAlarm(view: RefreshView): Answer | undefined {
  const alarm = firstAlarmIn(view, "ALARM");
  if (alarm === undefined) return undefined;
  const { refresh } = view;
  if (refresh.preferences.autoRollback) {
    const failure = inferredTexts.rollbackAfterAlarm(alarm);
    const reason: StatusReason = { kind: "rollbackByFailure", failure };
    const to = move(refresh.status, "rollbackRequested");
    return decide({
      changes: [statusChange(view, to, reason)],
      isFurtherNow: true,
    });
  }
  const reason: StatusReason = { kind: "failed", failure: inferredTexts.failedByAlarm(alarm) };
  const to = move(refresh.status, "gaveUp");
  return decide({ changes: [statusChange(view, to, reason)] });
}

/**
 * Pauses replacement while an alarm has no data. The one-hour limit stands still, or
 * missing data alone would fail the refresh; the 14-day limit goes on.
 */
export function waitForAlarmData(view: RefreshView): Answer | undefined {
  const alarm = firstAlarmIn(view, "INSUFFICIENT_DATA");
  if (alarm === undefined) return undefined;
  const changes = showReason(view, { kind: "alarmData", alarm });
  return decide({ changes, wakeAt: lastDay(view) });
}

/** The first of the refresh's alarms in this state; a deleted alarm has no data. */
function firstAlarmIn(view: RefreshView, state: AlarmState): string | undefined {
  if (view.isRollback) return undefined;
  const { alarms } = view.region;
  return view.refresh.preferences.alarms.find(
    (name) => (alarms.get(name)?.state ?? "INSUFFICIENT_DATA") === state,
  );
}
