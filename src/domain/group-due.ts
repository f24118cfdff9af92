/** What happens next in a group by itself, and the words for it. */
import type { Instant } from "./time.ts";

export interface GroupDue {
  readonly at: Instant;
  readonly what: DueKind;
  /** The instance, the scheduled action, or the group. */
  readonly which: string;
}

const words = {
  accept: "is accepted by EC2",
  die: "dies while it is Pending",
  enterService: "enters service",
  settle: "has its first health result",
  warmUp: "is warmed up",
  failHealth: "fails its health checks",
  leaveTargetGroup: "has left its target group",
  endDraining: "is drained",
  enterStandby: "is in Standby",
  detach: "is detached",
  enterWarmPool: "enters the warm pool",
  terminate: "is terminated",
  ec2Start: "is running",
  ec2Stop: "is stopped",
  replaceRootVolume: "has its root volume replaced",
  endRootVolume: "has its new root volume",
  returnInstance: "returns to its group",
  beginLaunchWait: "begins to wait for its launching hooks",
  beginTerminationWait: "begins to wait for its terminating hooks",
  beginRootVolumeWait: "begins to wait for its terminating hooks",
  timeOut: "has waited for its hook long enough",
  answerHook: "has its hook answered",
  boot: "is running",
  shutDown: "is shut down",
  scheduledAction: "is due, a scheduled action",
  checkpointDelayEnd: "goes on after the checkpoint delay",
  bakeTimeEnd: "ends its bake time",
  look: "is looked at by the planner",
} as const;

export type DueKind = keyof typeof words;

export const dueKinds = Object.keys(words) as readonly DueKind[];

/** Such as `i-0d69… is warmed up`. */
export function dueText({ what, which }: GroupDue): string {
  return `${which} ${words[what]}`;
}
