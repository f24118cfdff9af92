/** The statuses of an instance refresh and the only moves between them. */
import { assert } from "../domain/assert.ts";
import type { RefreshStatus } from "../domain/refresh-status.ts";

/** What each status means, in one sentence. README prints this table. */
export const statuses = {
  Pending: "The request was accepted; the engine has not picked it up.",
  InProgress: "Instances are being replaced, or the refresh waits to replace more.",
  Baking: "Everything is replaced; the bake time runs.",
  Successful: "The refresh ended and the desired configuration was saved on the group.",
  Failed: "The refresh gave up; what was replaced stays.",
  Cancelling: "A cancel was accepted; launches and terminations under way are finished first.",
  Cancelled: "The refresh was cancelled; what was replaced stays.",
  RollbackInProgress: "Instances that the refresh deployed are being replaced back.",
  RollbackSuccessful: "No instance has the desired configuration any more.",
  RollbackFailed: "The rollback gave up.",
} as const satisfies Record<RefreshStatus, string>;

interface Transition {
  readonly from: RefreshStatus;
  readonly on: string;
  readonly to: RefreshStatus;
}

/** One row for each allowed move; a status without a row from it is terminal. */
export const transitions = [
  { from: "Pending", on: "pickedUp", to: "InProgress" },
  { from: "Pending", on: "cancelRequested", to: "Cancelling" },
  { from: "InProgress", on: "bakeBegun", to: "Baking" },
  { from: "InProgress", on: "completed", to: "Successful" },
  { from: "InProgress", on: "gaveUp", to: "Failed" },
  { from: "InProgress", on: "rollbackRequested", to: "RollbackInProgress" },
  { from: "InProgress", on: "cancelRequested", to: "Cancelling" },
  { from: "Baking", on: "completed", to: "Successful" },
  { from: "Baking", on: "gaveUp", to: "Failed" },
  { from: "Baking", on: "rollbackRequested", to: "RollbackInProgress" },
  { from: "Baking", on: "cancelRequested", to: "Cancelling" },
  { from: "Cancelling", on: "cancelRequested", to: "Cancelling" },
  { from: "Cancelling", on: "settled", to: "Cancelled" },
  { from: "RollbackInProgress", on: "cancelRequested", to: "Cancelling" },
  { from: "RollbackInProgress", on: "completed", to: "RollbackSuccessful" },
  { from: "RollbackInProgress", on: "gaveUp", to: "RollbackFailed" },
] as const satisfies readonly Transition[];

export type TransitionEvent = (typeof transitions)[number]["on"];

/** The status after an event, or undefined where the event is not allowed. */
export function statusAfter(from: RefreshStatus, on: TransitionEvent): RefreshStatus | undefined {
  return transitions.find((row) => row.from === from && row.on === on)?.to;
}

/** The status after an event that must be allowed; anything else is a bug. */
export function move(from: RefreshStatus, on: TransitionEvent): RefreshStatus {
  const to = statusAfter(from, on);
  assert(to !== undefined, `${on} is not allowed in ${from}`);
  return to;
}
