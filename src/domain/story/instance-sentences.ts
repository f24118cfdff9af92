/** Sentences about instances: in their group, in the warm pool, in EC2. */
import type { AttachmentChange } from "../changes/attachment-change.ts";
import type { HookChange } from "../changes/hook-change.ts";
import type { Ec2InstanceChange, InstanceChange } from "../changes/instance-change.ts";
import type { RootVolumeChange } from "../changes/root-volume-change.ts";
import type { WarmPoolChange } from "../changes/warm-pool-change.ts";
import { about, ending, type Sentence, type StoryLine, textOf, unsaid } from "./story-line.ts";

export const instanceSentences = {
  LaunchRequested: ending("launches", "instance"),
  LaunchAccepted: about("id", "is Pending"),
  LaunchRefused: ending("EC2 refuses the launch of", "id"),
  LaunchDied: (line) => `${textOf(line, "id")} dies while it is Pending: ${textOf(line, "reason")}`,
  EnteredService: about("id", "is in service"),
  HealthSettled: (line) => `${textOf(line, "id")} is found ${health(line)}`,
  HealthDeferred: about("id", "fails a health check within its grace period"),
  WarmedUp: about("id", "has warmed up"),
  HealthChanged: (line) => `${textOf(line, "id")} becomes ${health(line)}`,
  ProtectionChanged: (line) =>
    `${textOf(line, "id")} is ${line.isProtected === true ? "" : "no longer "}protected`,
  TerminationStarted: ending("stops", "id"),
  DrainingEnded: about("id", "has drained"),
  InstanceTerminated: about("id", "is terminated"),
  StandbyBegun: about("id", "goes to Standby"),
  StandbyEntered: about("id", "is in Standby"),
  StandbyLeft: about("id", "leaves Standby"),
  InstancePlaced: about("instance", "is there from the start"),
  InstanceAttached: about("id", "is attached"),
  DetachmentBegun: about("id", "is being detached"),
  InstanceDetached: about("id", "is detached, and runs on"),
} as const satisfies Record<InstanceChange["type"] | AttachmentChange["type"], Sentence>;

export const hookSentences = {
  LifecycleHookPut: (line) => `has the lifecycle hook ${textOf(line, "hook")}`,
  LifecycleHookDeleted: ending("loses the lifecycle hook", "name"),
  LifecycleActionsBegun: about("id", "waits for its lifecycle hooks"),
  LifecycleActionExtended: about("id", "may wait longer for its lifecycle hook"),
  LifecycleActionCompleted: (line) =>
    `a lifecycle hook of ${textOf(line, "id")} ends with ${textOf(line, "result")}`,
  LaunchAbandoned: about("id", "is given up by its lifecycle hook"),
  InstanceRetained: about("id", "is retained after its lifecycle hook was abandoned"),
  ShutDownBegun: about("id", "shuts down after its lifecycle hooks"),
  Ec2Started: about("id", "runs and waits for its lifecycle hooks"),
} as const satisfies Record<HookChange["type"], Sentence>;

export const rootVolumeSentences = {
  RootVolumeReplacementStarted: ending("replaces the root volume of", "id"),
  RootVolumeReplacementAccepted: unsaid,
  RootVolumeReplaced: about("id", "has its new root volume"),
  RootVolumeReplacementFailed: (line) =>
    `the root volume of ${textOf(line, "id")} is not replaced: ${textOf(line, "statusMessage")}`,
  ReplacedInstanceReturned: about("id", "returns to service"),
} as const satisfies Record<RootVolumeChange["type"], Sentence>;

export const warmPoolSentences = {
  WarmPoolPut: () => "has a warm pool with these settings",
  WarmPoolResized: () => "its warm pool gets another size",
  WarmPoolDeletionBegun: () => "its warm pool is being deleted",
  WarmPoolDeleted: () => "its warm pool is deleted",
  WarmPoolStopBegun: about("id", "is being stopped for the warm pool"),
  WarmPoolEntered: about("id", "rests in the warm pool"),
  WarmPoolFilled: unsaid,
  WarmPoolLeft: about("id", "leaves the warm pool"),
  WarmPoolReturned: about("id", "returns to the warm pool"),
} as const satisfies Record<WarmPoolChange["type"], Sentence>;

export const ec2InstanceSentences = {
  Ec2Launched: ending("runs", "instance"),
  Ec2StateChanged: (line) => `${textOf(line, "id")} is ${textOf(line, "to")}`,
  Ec2Checked: about("id", "has passed its status checks"),
  Ec2TerminationStarted: about("id", "is shutting down"),
  Ec2Terminated: about("id", "is terminated"),
  InstanceTagged: about("id", "has other tags"),
} as const satisfies Record<Ec2InstanceChange["type"], Sentence>;

function health(line: StoryLine): string {
  return textOf(line, "healthStatus");
}
