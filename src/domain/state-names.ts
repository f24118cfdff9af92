/** All lifecycle states and refresh statuses by name, for checks at run time. */
import type { LifecycleState } from "./instance.ts";
import type { RefreshStatus } from "./refresh-status.ts";

// A record, so that a missing name does not compile.
export const lifecycleStateNames = {
  Pending: true,
  "Pending:Wait": true,
  "Pending:Proceed": true,
  Quarantined: true,
  InService: true,
  Terminating: true,
  "Terminating:Wait": true,
  "Terminating:Proceed": true,
  "Terminating:Retained": true,
  Terminated: true,
  Detaching: true,
  Detached: true,
  EnteringStandby: true,
  Standby: true,
  ReplacingRootVolume: true,
  "ReplacingRootVolume:Wait": true,
  "ReplacingRootVolume:Proceed": true,
  RootVolumeReplaced: true,
  "Warmed:Pending": true,
  "Warmed:Pending:Wait": true,
  "Warmed:Pending:Proceed": true,
  "Warmed:Pending:Retained": true,
  "Warmed:Terminating": true,
  "Warmed:Terminating:Wait": true,
  "Warmed:Terminating:Proceed": true,
  "Warmed:Terminating:Retained": true,
  "Warmed:Terminated": true,
  "Warmed:Stopped": true,
  "Warmed:Running": true,
  "Warmed:Hibernated": true,
} as const satisfies Record<LifecycleState, true>;

export const refreshStatusNames = {
  Pending: true,
  InProgress: true,
  Successful: true,
  Failed: true,
  Cancelling: true,
  Cancelled: true,
  RollbackInProgress: true,
  RollbackFailed: true,
  RollbackSuccessful: true,
  Baking: true,
} as const satisfies Record<RefreshStatus, true>;

export const lifecycleStates = Object.keys(lifecycleStateNames) as LifecycleState[];
export const refreshStatuses = Object.keys(refreshStatusNames) as RefreshStatus[];
