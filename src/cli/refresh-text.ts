/** How a refresh is told in words: its state in one line, and whether it has ended. */
import type { InstanceRefresh } from "@aws-sdk/client-auto-scaling";

const activeStatuses = ["Pending", "InProgress", "Cancelling", "RollbackInProgress", "Baking"];

export function hasEnded({ Status: status }: InstanceRefresh): boolean {
  return !activeStatuses.includes(status ?? "");
}

/** 0 only for a refresh that did what it was asked to do. */
export function exitCodeOf({ Status: status }: InstanceRefresh): 0 | 1 {
  return status === "Successful" ? 0 : 1;
}

/** Status, progress and AWS's reason, in one line. */
export function stateText(refresh: InstanceRefresh): string {
  const { Status: status = "?", StatusReason: reason } = refresh;
  const { percentage, left } = progressOf(refresh);
  const count = left === 1 ? "1 instance" : `${left} instances`;
  const state = `${status}, ${percentage} %, ${count} to update`;
  return reason === undefined || reason === "" ? state : `${state}: ${reason}`;
}

export function progressOf({
  PercentageComplete: percentage = 0,
  InstancesToUpdate: left = 0,
}: InstanceRefresh) {
  return { percentage, left };
}

/** "1h 2m 3s"; the largest unit that is not nothing comes first. */
export function spanText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const parts = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor(seconds / 60) % 60, "m"],
    [seconds % 60, "s"],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  const shown = first < 0 ? parts.slice(-1) : parts.slice(first);
  return shown.map(([count, unit]) => `${count}${unit}`).join(" ");
}
