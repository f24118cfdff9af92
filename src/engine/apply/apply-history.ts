/** Notes how capacity goes, and what happens to a refresh, for charts of it. */
import { keepMark, keepSample, keepSampleOutside } from "../../domain/capacity-history.ts";
import type { Change } from "../../domain/changes/change.ts";
import { type AutoScalingGroup, activeRefresh, watchesAlarm } from "../../domain/group.ts";
import type { InstanceRefresh } from "../../domain/instance-refresh.ts";
import type { HistoryMark } from "../../domain/refresh-history.ts";
import { type StatusReason, statusReasonText } from "../../domain/status-reason.ts";
import type { Instant } from "../../domain/time.ts";
import type { Region } from "../../domain/world.ts";
import type { ApplyContext } from "./apply-context.ts";

/** Called after the change was applied. */
export function noteHistory({ region, at }: ApplyContext, change: Change): void {
  if (change.type === "AlarmStateSet") return noteAlarm(region, change, at);
  if (change.type === "FaultFired") return noteFault(region, change, at);
  if (!("group" in change)) return;
  const name = typeof change.group === "string" ? change.group : change.group.name;
  const group = region.groups.get(name);
  if (group === undefined) return;
  const refresh = refreshMeant(group, change);
  if (refresh === undefined) {
    group.history ??= [];
    keepSampleOutside(group.history, group, at);
    return;
  }
  const { history } = refresh;
  if (history === undefined) return;
  keepSample(refresh, group, at);
  const mark = markOf(change, at);
  if (mark !== undefined) keepMark(history, mark);
}

/** The active one, or the one that ends with this change. */
function refreshMeant(group: AutoScalingGroup, change: Change): InstanceRefresh | undefined {
  const newest = group.refreshes.at(-1);
  const isOfNewest = "refreshId" in change && change.refreshId === newest?.id;
  return isOfNewest ? newest : activeRefresh(group);
}

function markOf(change: Change, at: Instant): HistoryMark | undefined {
  switch (change.type) {
    case "RefreshStarted":
      return { at, kind: "status", status: change.refresh.status };
    case "RefreshStatusChanged": {
      const { to: status, reason, pausedUntil: until } = change;
      return { at, kind: "status", status, about: textOf(reason, at), until };
    }
    case "CheckpointReached": {
      const { percentage, pausedUntil: until } = change;
      return { at, kind: "checkpoint", percentage, until };
    }
    case "Decided": {
      const { stopUnits: stops, launches } = change.record;
      return stops + launches === 0 ? undefined : { at, kind: "batch", stops, launches };
    }
    case "CancelRequested":
      return { at, kind: "cancel", status: "Cancelling" };
    case "RollbackBegun":
      return { at, kind: "rollback", about: change.details.reason };
    default:
      return undefined;
  }
}

function textOf(reason: StatusReason | undefined, at: Instant): string | undefined {
  return reason === undefined ? undefined : statusReasonText(reason, { now: at });
}

type Of<T extends Change["type"]> = Extract<Change, { readonly type: T }>;

/** An alarm concerns the refreshes that name it. */
function noteAlarm({ groups }: Region, { name, state }: Of<"AlarmStateSet">, at: Instant): void {
  for (const group of groups.values()) {
    const refresh = activeRefresh(group);
    if (refresh?.history === undefined || !watchesAlarm(group, name)) continue;
    keepMark(refresh.history, { at, kind: "alarm", about: `${name} ${state}` });
  }
}

function noteFault(
  { groups, faults }: Region,
  { id, subject, group }: Of<"FaultFired">,
  at: Instant,
): void {
  const refresh = activeRefreshOf(groups.get(group ?? ""));
  if (refresh?.history === undefined) return;
  const kind = faults.get(id)?.fault.kind;
  keepMark(refresh.history, { at, kind: "fault", about: `${kind} ${subject} (${id})` });
}

function activeRefreshOf(group: AutoScalingGroup | undefined): InstanceRefresh | undefined {
  return group === undefined ? undefined : activeRefresh(group);
}
