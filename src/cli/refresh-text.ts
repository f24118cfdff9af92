/** Describes a refresh in words: its state in one line, and whether it has ended. */
import type { InstanceRefresh } from "@aws-sdk/client-auto-scaling";

const activeStatuses = ["Pending", "InProgress", "Cancelling", "RollbackInProgress", "Baking"];

export function hasEnded({ Status: status }: InstanceRefresh): boolean {
  return !activeStatuses.includes(status ?? "");
}

/** 0 only for a refresh that succeeded. */
export function exitCodeOf({ Status: status }: InstanceRefresh): 0 | 1 {
  return status === "Successful" ? 0 : 1;
}

/** Status, progress, what else is known, and AWS's reason, in one line. */
export function stateText(refresh: InstanceRefresh, more = ""): string {
  const { Status: status = "?", StatusReason: reason } = refresh;
  const { percentage, left } = progressOf(refresh);
  const count = left === 1 ? "1 instance" : `${left} instances`;
  const state = `${status}, ${percentage} %, ${count} to update${more}`;
  return reason === undefined || reason === "" ? state : `${state}: ${reason}`;
}

export function progressOf({
  PercentageComplete: percentage = 0,
  InstancesToUpdate: left = 0,
}: InstanceRefresh) {
  return { percentage, left };
}
