/** Changes of an instance, in its group and in EC2. */
import type { HealthStatus, Instance, Purpose } from "../instance.ts";
import type { InvokingAlarm } from "../invoking-alarm.ts";
import type { Tag } from "../launch-template.ts";
import type { TerminationReason } from "../termination-reason.ts";
import type { Instant, Seconds } from "../time.ts";

export type InstanceChange =
  | {
      readonly type: "LaunchRequested";
      readonly group: string;
      readonly instance: Instance;
    }
  /** EC2 accepted the launch: the instance and its activity become visible (G-065). */
  | { readonly type: "LaunchAccepted"; readonly group: string; readonly id: string }
  /** EC2 refused the launch: a failed activity and no instance. */
  | { readonly type: "LaunchRefused"; readonly group: string; readonly id: string }
  /**
   * EC2 terminated it while Pending: its launch is cancelled and it is no member any more (G-213).
   */
  | {
      readonly type: "LaunchDied";
      readonly group: string;
      readonly id: string;
      readonly reason: TerminationReason;
    }
  | { readonly type: "EnteredService"; readonly group: string; readonly id: string }
  | {
      readonly type: "HealthSettled";
      readonly group: string;
      readonly id: string;
      readonly healthStatus: HealthStatus;
    }
  /** A check fails within the grace period and is repeated at its end. */
  | {
      readonly type: "HealthDeferred";
      readonly group: string;
      readonly id: string;
      readonly until: Instant;
    }
  | { readonly type: "WarmedUp"; readonly group: string; readonly id: string }
  | {
      readonly type: "HealthChanged";
      readonly group: string;
      readonly id: string;
      readonly healthStatus: HealthStatus;
      /** It fails all further checks, so that its termination has the cause of a broken one. */
      readonly isBroken?: true;
      readonly reactionSeconds: Seconds;
    }
  | {
      readonly type: "ProtectionChanged";
      readonly group: string;
      readonly id: string;
      readonly isProtected: boolean;
    }
  | {
      readonly type: "TerminationStarted";
      readonly group: string;
      readonly id: string;
      readonly activityId: string;
      readonly cause: string;
      readonly isSelected?: boolean;
      /** Its replacement is already there, so no launch is owed. */
      readonly isReplaced?: true;
      readonly selectedTogether?: readonly string[];
      readonly invokingAlarms?: readonly InvokingAlarm[];
      readonly purpose: Purpose;
      /** Its replacement waits for its terminating hooks (G-332). */
      readonly isReplacedAfterHooks?: boolean;
    }
  /** Its load balancers have drained it, so the next step begins. */
  | { readonly type: "DrainingEnded"; readonly group: string; readonly id: string }
  | { readonly type: "InstanceTerminated"; readonly group: string; readonly id: string }
  | {
      readonly type: "StandbyBegun" | "StandbyLeft";
      readonly group: string;
      readonly id: string;
      readonly activityId: string;
      readonly cause: string;
    }
  | { readonly type: "StandbyEntered"; readonly group: string; readonly id: string }
  /** An instance from a world file: in service, without history. */
  | { readonly type: "InstancePlaced"; readonly group: string; readonly instance: Instance };

export type Ec2InstanceChange =
  /** A caller launched it outside any group. */
  | { readonly type: "Ec2Launched"; readonly instance: Instance }
  /** A caller's start or stop begins, or has finished. */
  | {
      readonly type: "Ec2StateChanged";
      readonly id: string;
      readonly to: "pending" | "running" | "stopping" | "stopped";
    }
  /** EC2's first status checks of an instance outside any group have finished. */
  | { readonly type: "Ec2Checked"; readonly id: string }
  /** EC2's own shutdown of an instance outside any group, or before its group notices (G-181). */
  | { readonly type: "Ec2TerminationStarted"; readonly id: string }
  | { readonly type: "Ec2Terminated"; readonly id: string }
  /** The instance's complete new tags. */
  | { readonly type: "InstanceTagged"; readonly id: string; readonly tags: readonly Tag[] };
