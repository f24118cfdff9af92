/** An EC2 instance, and what its Auto Scaling group knows of it. */
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
 * What an instance is to the newest refresh of its group:
 * `old` waits for replacement or was there before; `updated` has the desired configuration;
 * `matching` was left alone by skip matching; `restored` was launched by a rollback.
 */
export type RefreshRole = "old" | "updated" | "matching" | "restored";

/** Why the engine launched or terminates an instance; decides the cause text (G-091). */
export type Purpose = "scaling" | "health" | "refresh" | "user" | "launchFailure";

/** How an instance is paid for; matters in mixed instances groups. */
export type PurchaseOption = "onDemand" | "spot";

export interface InstanceLaunchTemplate {
  readonly id: string;
  readonly name: string;
  /** The resolved version number as text (G-061). */
  readonly version: string;
}

/** What a root volume becomes; drawn when its replacement begins, as for a launch. */
export interface RootVolumeReplacement {
  readonly imageId: string;
  readonly launchTemplate: InstanceLaunchTemplate | undefined;
  /** Never passes a health check from this image. */
  readonly isBroken: boolean;
  /** EC2's task fails with this text; then a new instance takes the place (R-272). */
  readonly failure: string | undefined;
}

/** The wait for a group's load balancers to let go of an instance. */
export interface Draining {
  readonly begunAt: Instant;
  readonly until: Instant;
}

/** How a caller ran an instance without a group. */
export interface InstanceRun {
  readonly reservationId: string;
  /** Members that count before those of the launch template. */
  readonly contents: LaunchTemplateContents;
  readonly clientToken?: string | undefined;
}

export interface Instance {
  readonly id: string;
  /** Of the present root volume. */
  imageId: string;
  /** From an override, or of a replaced root volume: then the group shows the image. */
  isImageOverridden?: boolean | undefined;
  readonly instanceType: string;
  readonly availabilityZone: string;
  readonly subnetId?: string | undefined;
  readonly privateIpAddress: string;
  launchTemplate?: InstanceLaunchTemplate | undefined;
  readonly launchConfigurationName?: string | undefined;
  /** Capacity units this instance counts for; 1 unless the group uses weights. */
  weight: number;
  /** Undefined is On-Demand, as in every group without a mixed instances policy. */
  readonly purchaseOption?: PurchaseOption | undefined;
  tags: readonly Tag[];

  /** EC2's view. Before `launchedAt` EC2 has not accepted the launch: nobody can see it (G-065). */
  ec2State: Ec2State;
  launchedAt?: Instant | undefined;
  terminatedAt?: Instant | undefined;
  /** When it was stopped last, until it starts again. */
  stoppedAt?: Instant | undefined;

  /** What RunInstances said beside a launch template; absent where a group launched. */
  readonly run?: InstanceRun | undefined;

  /** The group's view; all absent for an instance outside any group. */
  groupName?: string | undefined;
  lifecycleState: LifecycleState;
  healthStatus: HealthStatus;
  protectedFromScaleIn: boolean;
  inServiceAt?: Instant | undefined;
  /** The first health result has come. */
  isSettled: boolean;
  /** The instance warmup is over. */
  isWarm: boolean;
  refreshRole?: RefreshRole | undefined;
  /** An old one that had the target already when the refresh began: it goes last. */
  hadTarget?: boolean | undefined;
  /** Why it was launched; after a termination began, why it is terminated. */
  purpose: Purpose;
  /** A user ended it without a decrement: its replacement waits for its hooks (G-332). */
  isReplacedAfterHooks?: boolean | undefined;
  /** The scaling activity that now runs for it. */
  activityId?: string | undefined;
  /** What the launch activity will say; it starts when EC2 accepts. */
  launchCause?: string | undefined;
  /** The alarms that its launch activity will show, as the cause does. */
  launchAlarms?: readonly InvokingAlarm[] | undefined;
  /** The lifecycle hooks that hold it; undefined while none does. */
  lifecycleActions?: readonly LifecycleAction[] | undefined;
  /** Set while load balancers still drain it, before it ends, stands by or is detached. */
  draining?: Draining | undefined;
  /** What its root volume becomes, until it is in service again. */
  rootVolumeReplacement?: RootVolumeReplacement | undefined;

  /** How this one behaves, drawn when it was launched, so that a replay needs no generator. */
  readonly bootSeconds: Seconds;
  readonly terminateSeconds: Seconds;
  /** From service to the first health result, where it is not that of the timing profile. */
  readonly settleSeconds?: Seconds | undefined;
  /** From service until it fails its health checks. */
  readonly unhealthyAfterSeconds?: Seconds | undefined;
  /** How its lifecycle hooks are answered where no fault says so; its tags asked for that. */
  readonly hookAnswer?: HookAnswer | undefined;
  /** EC2 refuses the launch with this text. */
  readonly launchRefusal?: string | undefined;
  /** EC2 ends it with this reason while it is still Pending (G-213). */
  readonly death?: TerminationReason | undefined;
  /** Why EC2 ended it; undefined is a shutdown that a user or a service asked for. */
  stateReason?: TerminationReason | undefined;
  /** Never passes a health check although it runs. */
  isBroken: boolean;
}

/** How long EC2 still describes a terminated instance (G-179). */
export const describedAfterEnd = hour;

/** From service to the first health result. */
export function settleSeconds(
  instance: Pick<Instance, "settleSeconds">,
  timing: { readonly settleSeconds: Seconds },
): Seconds {
  return instance.settleSeconds ?? timing.settleSeconds;
}

/** True from its launch, also through hooks, until it is in service or at rest at first. */
export function isBeingLaunched({ lifecycleState, inServiceAt, launchedAt }: Instance): boolean {
  const isOnItsWay = /^(?:Warmed:)?Pending(?::|$)/.test(lifecycleState);
  return isOnItsWay && inServiceAt === undefined && launchedAt !== undefined;
}

/** True once a terminating hook was abandoned in a group that retains such instances (G-157). */
export function isRetained({ lifecycleState }: Pick<Instance, "lifecycleState">): boolean {
  return lifecycleState.endsWith(":Retained");
}

/** True from the moment the group lists it (G-065). */
export function isVisible(instance: Instance): boolean {
  return instance.launchedAt !== undefined;
}
