/** What can happen to an instance: in its group, and in EC2. */
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
  /** EC2 took the launch: the instance and its activity can be seen (G-065). */
  | { readonly type: "LaunchAccepted"; readonly group: string; readonly id: string }
  /** EC2 refused it: a failed activity, no instance. */
  | { readonly type: "LaunchRefused"; readonly group: string; readonly id: string }
  /** EC2 ended it while it was Pending: its launch is cancelled, and it is no member (G-213). */
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
  /** A failing check inside the grace period: the next look is at its end. */
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
      /** From now on it fails every check, so that its end is told as that of a broken one. */
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
      /** No launch is owed for it: another took its place before. */
      readonly isReplaced?: true;
      readonly selectedTogether?: readonly string[];
      readonly invokingAlarms?: readonly InvokingAlarm[];
      readonly purpose: Purpose;
      /** Its replacement waits for its terminating hooks (G-332). */
      readonly isReplacedAfterHooks?: boolean;
    }
  /** Its load balancers have let go of it: what it waited for begins. */
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
  /** An instance that a world file brings along: in service, its life before is not told. */
  | { readonly type: "InstancePlaced"; readonly group: string; readonly instance: Instance };

export type Ec2InstanceChange =
  /** A caller ran it, outside any group. */
  | { readonly type: "Ec2Launched"; readonly instance: Instance }
  /** A caller starts or stops it, and it has started or stopped. */
  | {
      readonly type: "Ec2StateChanged";
      readonly id: string;
      readonly to: "pending" | "running" | "stopping" | "stopped";
    }
  /** EC2's first status checks of an instance outside any group are done. */
  | { readonly type: "Ec2Checked"; readonly id: string }
  /** EC2's own stop of an instance outside any group, or before its group notices (G-181). */
  | { readonly type: "Ec2TerminationStarted"; readonly id: string }
  | { readonly type: "Ec2Terminated"; readonly id: string }
  /** All tags that the instance has from now on. */
  | { readonly type: "InstanceTagged"; readonly id: string; readonly tags: readonly Tag[] };
