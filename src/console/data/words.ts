/** The page's words for AWS's states, and the shapes that stand beside every colour. */
import type { GroupStatus } from "../../client/answers.ts";

export type RefreshStatus = NonNullable<GroupStatus["refresh"]>["status"];

type Tone = "good" | "busy" | "wait" | "bad" | "idle";

interface StatusWords {
  readonly text: string;
  readonly shape: string;
  readonly tone: Tone;
}

/** AWS's words for each status, as its console writes them. */
export const statusWords: Readonly<Record<RefreshStatus, StatusWords>> = {
  Pending: { text: "Pending", shape: "○", tone: "idle" },
  InProgress: { text: "In progress", shape: "◐", tone: "busy" },
  Baking: { text: "Baking", shape: "◕", tone: "wait" },
  Successful: { text: "Successful", shape: "✓", tone: "good" },
  Failed: { text: "Failed", shape: "✕", tone: "bad" },
  Cancelling: { text: "Cancelling", shape: "◩", tone: "wait" },
  Cancelled: { text: "Cancelled", shape: "⊘", tone: "idle" },
  RollbackInProgress: { text: "Rollback in progress", shape: "↶", tone: "wait" },
  RollbackFailed: { text: "Rollback failed", shape: "✕", tone: "bad" },
  RollbackSuccessful: { text: "Rollback successful", shape: "↶", tone: "good" },
};

/** Any status but this one. */
export const otherStatuses = (present: RefreshStatus | undefined) =>
  (Object.keys(statusWords) as RefreshStatus[]).filter((one) => one !== present);

const activeStatuses: readonly RefreshStatus[] = [
  "Pending",
  "InProgress",
  "Baking",
  "Cancelling",
  "RollbackInProgress",
];

export function isActive(status: RefreshStatus): boolean {
  return activeStatuses.includes(status);
}
