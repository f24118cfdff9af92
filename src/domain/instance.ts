/** An EC2 instance, and its Auto Scaling group's view of it. */
import type { InvokingAlarm } from "./invoking-alarm.ts";
import type { LaunchTemplateContents, Tag } from "./launch-template.ts";
import type { HookAnswer, LifecycleAction } from "./lifecycle-hook.ts";
import type { TerminationReason } from "./termination-reason.ts";
import { hour, type Instant, type Seconds } from "./time.ts";

/** AWS's lifecycle states (G-076). */
export type LifecycleState =
  | "Pending"
  | "Pending:Wait"
  | "Pending:Proceed"
  | "Quarantined"
  | "InService"
  | "Terminating"
  | "Terminating:Wait"
  | "Terminating:Proceed"
  | "Terminating:Retained"
  | "Terminated"
  | "Detaching"
  | "Detached"
  | "EnteringStandby"
  | "Standby"
  | "ReplacingRootVolume"
  | "ReplacingRootVolume:Wait"
  | "ReplacingRootVolume:Proceed"
  | "RootVolumeReplaced"
  | "Warmed:Pending"
  | "Warmed:Pending:Wait"
  | "Warmed:Pending:Proceed"
  | "Warmed:Pending:Retained"
  | "Warmed:Terminating"
  | "Warmed:Terminating:Wait"
  | "Warmed:Terminating:Proceed"
  | "Warmed:Terminating:Retained"
  | "Warmed:Terminated"
  | "Warmed:Stopped"
  | "Warmed:Running"
  | "Warmed:Hibernated";

export type HealthStatus = "Healthy" | "Unhealthy";

/** EC2's instance states with their codes (G-178). */
export const ec2StateCodes = {
  pending: 0,
  running: 16,
  "shutting-down": 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
} as const;
export type Ec2State = keyof typeof ec2StateCodes;

/**
 * The role of an instance in its group's newest refresh: `old` is to be
 * replaced or was there before; `updated` has the desired configuration; `matching` was left alone
 * by skip matching; `restored` was launched by a rollback.
 */
export type RefreshRole = "old" | "updated" | "matching" | "restored";

/** Why the engine launched or terminates an instance; determines the cause text (G-091). */
export type Purpose = "scaling" | "health" | "refresh" | "user" | "launchFailure";

/** The purchase option; matters in mixed instances groups. */
export type PurchaseOption = "onDemand" | "spot";

export interface InstanceLaunchTemplate {
  readonly id: string;
  readonly name: string;
  /** The resolved version number as text (G-061). */
  readonly version: string;
}

/** The outcome of a root volume's replacement, drawn at its start as for a launch. */
export interface RootVolumeReplacement {
  readonly imageId: string;
  readonly launchTemplate: InstanceLaunchTemplate | undefined;
  /** With this image the instance never passes a health check. */
  readonly isBroken: boolean;
  /** EC2's replacement task fails with this text; then an instance is launched instead (R-272). */
  readonly failure: string | undefined;
}

/** The draining of an instance from its group's load balancers. */
export interface Draining {
  readonly begunAt: Instant;
  readonly until: Instant;
}

/** How a caller launched an instance outside any group. */
export interface InstanceRun {
  readonly reservationId: string;
  /** Members that override those of the launch template. */
  readonly contents: LaunchTemplateContents;
  readonly clientToken?: string | undefined;
}

export interface Instance {
  readonly id: string;
  /** The image of the current root volume. */
  imageId: string;
  /** The image is from an override or a replaced root volume, so the group shows it. */
  isImageOverridden?: boolean | undefined;
  readonly instanceType: string;
  readonly availabilityZone: string;
  readonly subnetId?: string | undefined;
  readonly privateIpAddress: string;
  launchTemplate?: InstanceLaunchTemplate | undefined;
  readonly launchConfigurationName?: string | undefined;
  /** Capacity units of this instance; 1 unless the group uses weights. */
  weight: number;
  /** Undefined means On-Demand, as in every group without a mixed instances policy. */
  readonly purchaseOption?: PurchaseOption | undefined;
  tags: readonly Tag[];

  /**
   * EC2's view. Until `launchedAt` EC2 has not accepted the launch and nobody can see it (G-065).
   */
  ec2State: Ec2State;
  launchedAt?: Instant | undefined;
  /** When EC2 began to shut it down, which is the time of EC2's reason (G-179). */
  shutDownAt?: Instant | undefined;
  terminatedAt?: Instant | undefined;
  /** When it was last stopped; absent after the next start. */
  stoppedAt?: Instant | undefined;

  /** RunInstances's members besides the launch template; absent for a group's launch. */
  readonly run?: InstanceRun | undefined;

  /** The group's view; all absent for an instance outside any group. */
  groupName?: string | undefined;
  lifecycleState: LifecycleState;
  healthStatus: HealthStatus;
  protectedFromScaleIn: boolean;
  inServiceAt?: Instant | undefined;
  /** It entered service while AddToLoadBalancer was suspended. */
  isLeftOut?: boolean | undefined;
  /** Whether the first health result has come. */
  isSettled: boolean;
  /** Whether the instance warmup is over. */
  isWarm: boolean;
  refreshRole?: RefreshRole | undefined;
  /** An old instance that already had the target when the refresh began goes last. */
  hadTarget?: boolean | undefined;
  /** Why it was launched or, once its termination began, why it is terminated. */
  purpose: Purpose;
  /** Terminated by a user without a decrement: its replacement waits for its hooks (G-332). */
  isReplacedAfterHooks?: boolean | undefined;
  /** Its current scaling activity. */
  activityId?: string | undefined;
  /** The cause of the launch activity, which starts when EC2 accepts the launch. */
  launchCause?: string | undefined;
  /** The alarms of its launch activity, as in the cause. */
  launchAlarms?: readonly InvokingAlarm[] | undefined;
  /** The lifecycle actions that it waits for; undefined when there are none. */
  lifecycleActions?: readonly LifecycleAction[] | undefined;
  /** Set while load balancers drain it, before termination, standby or detaching. */
  draining?: Draining | undefined;
  /** The outcome of its root volume's replacement, until it is in service again. */
  rootVolumeReplacement?: RootVolumeReplacement | undefined;

  /** Its behaviour, drawn at its launch so that a replay needs no generator. */
  readonly bootSeconds: Seconds;
  readonly terminateSeconds: Seconds;
  /** From entering service to the first health result, if not the timing profile's. */
  readonly settleSeconds?: Seconds | undefined;
  /** From entering service until it fails its health checks. */
  readonly unhealthyAfterSeconds?: Seconds | undefined;
  /** The answer to its lifecycle hooks that its tags ask for, unless a fault answers. */
  readonly hookAnswer?: HookAnswer | undefined;
  /** EC2 refuses the launch with this text. */
  readonly launchRefusal?: string | undefined;
  /** EC2 terminates it with this reason while it is still Pending (G-213). */
  readonly death?: TerminationReason | undefined;
  /** Why EC2 terminated it; undefined when a user or service asked for it. */
  stateReason?: TerminationReason | undefined;
  /** Never passes a health check although it runs. */
  isBroken: boolean;
}

/** How long EC2 still describes a terminated instance (G-179). */
export const describedAfterEnd = hour;

/** From entering service to the first health result. */
export function settleSeconds(
  instance: Pick<Instance, "settleSeconds">,
  timing: { readonly settleSeconds: Seconds },
): Seconds {
  return instance.settleSeconds ?? timing.settleSeconds;
}

/** Whether it is being launched, hooks included, and has not yet been in service or at rest. */
export function isBeingLaunched({ lifecycleState, inServiceAt, launchedAt }: Instance): boolean {
  const isOnItsWay = /^(?:Warmed:)?Pending(?::|$)/.test(lifecycleState);
  return isOnItsWay && inServiceAt === undefined && launchedAt !== undefined;
}

/** Whether a terminating hook was abandoned and its group retains such instances (G-157). */
export function isRetained({ lifecycleState }: Pick<Instance, "lifecycleState">): boolean {
  return lifecycleState.endsWith(":Retained");
}

/** Whether the group lists it (G-065). */
export function isVisible(instance: Instance): boolean {
  return instance.launchedAt !== undefined;
}
