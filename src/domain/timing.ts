/** How long things take in virtual time: AWS's observed durations, and two faster profiles. */
import type { Seconds } from "./time.ts";

export interface Timing {
  readonly profile: "aws" | "fast" | "instant";
  /** The engine plans groups only at multiples of this; 0 means at once. */
  readonly tickSeconds: Seconds;
  /** A refresh stays Pending at least this long. */
  readonly pickUpSeconds: Seconds;
  /** From CancelInstanceRefresh to Cancelled, at least. */
  readonly cancelSeconds: Seconds;
  /** From RollbackInstanceRefresh to the start of the rollback, at least. */
  readonly rollbackSeconds: Seconds;
  /** From the end of the last termination to the end of the refresh, at least. */
  readonly completeSeconds: Seconds;
  /** From a change of the desired capacity to the engine's reaction (G-073). */
  readonly scalingReactionSeconds: Seconds;
  /** From an unhealthy status to the termination (G-116). */
  readonly healthReactionSeconds: Seconds;
  /** From the decision to launch, the time in the cause, to EC2's acceptance (R-157). */
  readonly launchSeconds: Seconds;
  /** From EC2's acceptance to InService without hooks (R-157). */
  readonly bootSeconds: Seconds;
  /** From the last CONTINUE of lifecycle hooks to InService, or to EC2's stop (G-077). */
  readonly hookProceedSeconds: Seconds;
  /** How long EC2 replaces a root volume; no source. */
  readonly replaceRootVolumeSeconds: Seconds;
  /** From there to Pending, after which the instance boots like a new one; no source. */
  readonly finalizeRootVolumeSeconds: Seconds;
  /** From InService to the first health result. */
  readonly settleSeconds: Seconds;
  /** From the start of a termination to the end of its activity (R-157, G-077). */
  readonly terminateSeconds: Seconds;
  readonly enterStandbySeconds: Seconds;
  readonly exitStandbySeconds: Seconds;
  /** From AttachInstances to InService (G-077). */
  readonly attachSeconds: Seconds;
  /** From DetachInstances until the instance has left its group (G-077). */
  readonly detachSeconds: Seconds;
  /** From the start of a termination in the warm pool, or a return to it, to its hooks (G-306). */
  readonly warmPoolHookSeconds: Seconds;
  /** How long EC2 stops an instance for a stopped warm pool (G-304). */
  readonly warmPoolStopSeconds: Seconds;
  /** From the start of that stop to rest in the pool, for a new instance (G-304). */
  readonly restNewInstanceSeconds: Seconds;
  /** The same for an instance returning from service (G-304). */
  readonly restReturnedInstanceSeconds: Seconds;
  /** From rest in a running warm pool to InService without hooks (G-305). */
  readonly leaveRunningPoolSeconds: Seconds;
  /** From rest in a stopped or hibernated warm pool to InService without hooks (G-305). */
  readonly leaveStoppedPoolSeconds: Seconds;
  /** From DeleteAutoScalingGroup, or DeleteWarmPool, to the end of what is empty. */
  readonly deleteGroupSeconds: Seconds;
  /** From the end of its warm pool to the end of a group in deletion, at least (G-322). */
  readonly deleteGroupAfterPoolSeconds: Seconds;
  /** From a failed launch to the next attempt. */
  readonly launchRetrySeconds: Seconds;
  /**
   * Whether targets that leave a load balancer wait for its deregistration delay.
   */
  readonly connectionDraining: boolean;
}

const aws: Timing = {
  profile: "aws",
  tickSeconds: 5,
  pickUpSeconds: 5,
  cancelSeconds: 5,
  rollbackSeconds: 2,
  completeSeconds: 5,
  scalingReactionSeconds: 5,
  healthReactionSeconds: 10,
  launchSeconds: 2,
  bootSeconds: 5,
  hookProceedSeconds: 1,
  replaceRootVolumeSeconds: 60,
  finalizeRootVolumeSeconds: 5,
  settleSeconds: 75,
  terminateSeconds: 30,
  enterStandbySeconds: 1,
  exitStandbySeconds: 7,
  attachSeconds: 1.5,
  detachSeconds: 3,
  warmPoolHookSeconds: 1,
  warmPoolStopSeconds: 18,
  restNewInstanceSeconds: 32,
  restReturnedInstanceSeconds: 20,
  leaveRunningPoolSeconds: 6.5,
  leaveStoppedPoolSeconds: 8.5,
  deleteGroupSeconds: 3,
  deleteGroupAfterPoolSeconds: 10,
  launchRetrySeconds: 60,
  connectionDraining: true,
};

const fast: Timing = {
  ...aws,
  profile: "fast",
  tickSeconds: 1,
  pickUpSeconds: 1,
  cancelSeconds: 1,
  rollbackSeconds: 1,
  completeSeconds: 0,
  scalingReactionSeconds: 0,
  healthReactionSeconds: 5,
  launchSeconds: 0,
  bootSeconds: 1,
  replaceRootVolumeSeconds: 1,
  finalizeRootVolumeSeconds: 0,
  settleSeconds: 1,
  terminateSeconds: 1,
  enterStandbySeconds: 0,
  exitStandbySeconds: 1,
  attachSeconds: 1,
  detachSeconds: 0,
  warmPoolHookSeconds: 0,
  warmPoolStopSeconds: 0,
  restNewInstanceSeconds: 1,
  restReturnedInstanceSeconds: 1,
  leaveRunningPoolSeconds: 1,
  leaveStoppedPoolSeconds: 1,
  deleteGroupSeconds: 0,
  deleteGroupAfterPoolSeconds: 0,
  launchRetrySeconds: 5,
  connectionDraining: false,
};

const instant: Timing = {
  profile: "instant",
  tickSeconds: 0,
  pickUpSeconds: 0,
  cancelSeconds: 0,
  rollbackSeconds: 0,
  completeSeconds: 0,
  scalingReactionSeconds: 0,
  healthReactionSeconds: 5,
  launchSeconds: 0,
  bootSeconds: 0,
  hookProceedSeconds: 0,
  replaceRootVolumeSeconds: 0,
  finalizeRootVolumeSeconds: 0,
  settleSeconds: 0,
  terminateSeconds: 0,
  enterStandbySeconds: 0,
  exitStandbySeconds: 0,
  attachSeconds: 0,
  detachSeconds: 0,
  warmPoolHookSeconds: 0,
  warmPoolStopSeconds: 0,
  restNewInstanceSeconds: 0,
  restReturnedInstanceSeconds: 0,
  leaveRunningPoolSeconds: 0,
  leaveStoppedPoolSeconds: 0,
  deleteGroupSeconds: 0,
  deleteGroupAfterPoolSeconds: 0,
  launchRetrySeconds: 5,
  connectionDraining: false,
};

export const timings = { aws, fast, instant } as const;
export type TimingProfile = keyof typeof timings;
