/** Scaling activities: one record for each of a group's launches, terminations or moves. */
import type { InvokingAlarm } from "./invoking-alarm.ts";
import { inferredPolicyTexts } from "./texts/inferred-policy-texts.ts";
import { inferredTexts } from "./texts/inferred-texts.ts";
import { type Instant, isoSecond } from "./time.ts";

/** AWS's status codes that the engine uses (G-097). */
export type ActivityStatusCode =
  | "PreInService"
  | "InProgress"
  | "MidLifecycleAction"
  /** Missing in AWS's model, but observed in answers. */
  | "MidTerminatingLifecycleAction"
  | "WaitingForELBConnectionDraining"
  | "WaitingForInstanceWarmup"
  | "WaitingForInPlaceUpdateToStart"
  | "InPlaceUpdateInProgress"
  | "WaitingForInPlaceUpdateToFinalize"
  | "Successful"
  | "Failed"
  | "Cancelled";

export type ActivityKind =
  | "launch"
  | "launchIntoWarmPool"
  | "launchFromWarmPool"
  | "returnToWarmPool"
  | "terminate"
  | "terminateFromWarmPool"
  | "detach"
  | "attach"
  | "enterStandby"
  | "exitStandby"
  | "replaceRootVolume"
  | "allProtected";

export interface ScalingActivity {
  readonly id: string;
  readonly kind: ActivityKind;
  readonly instanceId?: string | undefined;
  readonly availabilityZone?: string | undefined;
  readonly subnetId?: string | undefined;
  /** Shared by all activities of one decision; causeOf() adds the instance's own part. */
  readonly cause: string;
  /** Chosen by a termination policy, as the cause says (R-254). */
  readonly isSelected?: boolean | undefined;
  /** All instances of one scale-in, in order; undefined means only this one. */
  readonly selectedTogether?: readonly string[] | undefined;
  /** The alarms whose policy caused it, as Details shows them (G-225). */
  readonly invokingAlarms?: readonly InvokingAlarm[] | undefined;
  readonly startTime: Instant;
  endTime?: Instant | undefined;
  statusCode: ActivityStatusCode;
  statusMessage?: string | undefined;
  /** 0 to 100 (G-090). */
  progress: number;
}

const descriptions: Record<ActivityKind, string> = {
  launch: "Launching a new EC2 instance",
  launchIntoWarmPool: "Launching a new EC2 instance into warm pool",
  launchFromWarmPool: "Launching a new EC2 instance from warm pool",
  returnToWarmPool: "Scaling in EC2 instance into warm pool",
  terminate: "Terminating EC2 instance",
  terminateFromWarmPool: "Terminating EC2 instance from warm pool",
  detach: "Detaching EC2 instance",
  attach: "Attaching an existing EC2 instance",
  enterStandby: "Moving EC2 instance to Standby",
  exitStandby: "Moving EC2 instance out of Standby",
  replaceRootVolume: inferredTexts.rootVolumeActivity,
  allProtected:
    "Could not scale to desired capacity because all remaining instances are protected from " +
    "scale-in.",
};

/** The Description member, byte for byte (G-091, R-252, R-253, R-261, R-305). */
export function descriptionOf(activity: ScalingActivity): string {
  const text = descriptions[activity.kind];
  if (activity.kind === "allProtected") return text;
  const subject =
    activity.instanceId === undefined ? `${text}.` : `${text}: ${activity.instanceId}`;
  if (activity.statusCode === "WaitingForELBConnectionDraining") {
    return `${subject} - Waiting For ELB Connection Draining.`;
  }
  if (activity.statusMessage === undefined) return subject;
  const link = activity.instanceId === undefined ? "  " : ".  ";
  return `${subject}${link}Status Reason: ${activity.statusMessage}`;
}

export type CapacityStep = { readonly from: number; readonly to: number };

/** Causes, byte for byte; sentences are separated by two blanks (G-091, R-252 to R-260). */
export const causes = {
  refreshLaunch: (at: Instant) =>
    `At ${isoSecond(at)} an instance was launched in response to an instance refresh.`,
  refreshTermination: (at: Instant) =>
    `At ${isoSecond(at)} an instance was taken out of service in response to an instance refresh.`,
  healthLaunch: (at: Instant) =>
    `At ${isoSecond(at)} an instance was launched in response to an unhealthy instance needing ` +
    "to be replaced.",
  userHealthTermination: (at: Instant) =>
    `At ${isoSecond(at)} an instance was taken out of service in response to a user health-check.`,
  ec2HealthTermination: (at: Instant) =>
    `At ${isoSecond(at)} an instance was taken out of service in response to ` +
    "an EC2 health check indicating it has been terminated or stopped.",
  ec2StatusTermination: (at: Instant) =>
    `At ${isoSecond(at)} an instance was taken out of service in response to ` +
    "an EC2 instance status checks failure.",
  ebsHealthTermination: (at: Instant) =>
    `At ${isoSecond(at)} an instance was taken out of service in response to EBS volume health ` +
    "check failure.",
  elbHealthTermination: (at: Instant) =>
    `At ${isoSecond(at)} an instance was taken out of service in response to an ELB system ` +
    "health check failure.",
  desiredCapacitySet: (at: Instant, step: CapacityStep) =>
    `At ${isoSecond(at)} a user request explicitly set group desired capacity changing the ` +
    `desired capacity from ${step.from} to ${step.to}.`,
  boundsUpdated: (at: Instant, bounds: { min: number; max: number } & CapacityStep) =>
    `At ${isoSecond(at)} a user request update of AutoScalingGroup constraints to min: ` +
    `${bounds.min}, max: ${bounds.max}, desired: ${bounds.to} changing the desired capacity ` +
    `from ${bounds.from} to ${bounds.to}.`,
  scheduledAction: (at: Instant, bounds: { min: number; max: number } & CapacityStep) =>
    `At ${isoSecond(at)} a scheduled action update of AutoScalingGroup constraints to min: ` +
    `${bounds.min}, max: ${bounds.max}, desired: ${bounds.to} changing the desired capacity ` +
    `from ${bounds.from} to ${bounds.to}.`,
  launchInstances: (at: Instant, step: CapacityStep) =>
    `At ${isoSecond(at)} ${inferredPolicyTexts.launchInstancesCause} changing the desired ` +
    `capacity from ${step.from} to ${step.to}.`,
  policy: (at: Instant, policy: string, step: CapacityStep) =>
    `At ${isoSecond(at)} a user request executed policy ${policy} changing the desired capacity ` +
    `from ${step.from} to ${step.to}.`,
  alarm: (
    at: Instant,
    names: { alarm: string; state: string; policy: string },
    step: CapacityStep,
  ) =>
    `At ${isoSecond(at)} a monitor alarm ${names.alarm} in state ${names.state} triggered policy ` +
    `${names.policy} changing the desired capacity from ${step.from} to ${step.to}.`,
  groupCreated: (at: Instant, bounds: { min: number; max: number } & CapacityStep) =>
    `At ${isoSecond(at)} a user request created an AutoScalingGroup changing the desired ` +
    `capacity from ${bounds.from} to ${bounds.to}.`,
  scaleOut: (at: Instant, change: string | undefined, step: CapacityStep) =>
    `${change === undefined ? "" : `${change}  `}At ${isoSecond(at)} an instance was started in ` +
    "response to a difference between desired and actual capacity, increasing the capacity " +
    `from ${step.from} to ${step.to}.`,
  scaleIn: (at: Instant, change: string | undefined, step: CapacityStep) =>
    `${change === undefined ? "" : `${change}  `}At ${isoSecond(at)} an instance was taken out ` +
    "of service in response to a difference between desired and actual capacity, shrinking the " +
    `capacity from ${step.from} to ${step.to}.`,
  equilibrium: (at: Instant, change: string | undefined) =>
    `${change === undefined ? "" : `${change}  `}At ${isoSecond(at)} group reached equilibrium.`,
  enteredStandby: (at: Instant, id: string, step: CapacityStep | undefined) =>
    `At ${isoSecond(at)} instance ${id} was moved to standby in response to a user request` +
    `${step === undefined ? "" : `, shrinking the capacity from ${step.from} to ${step.to}`}.`,
  leftStandby: (at: Instant, id: string, step: CapacityStep) =>
    `At ${isoSecond(at)} instance ${id} was moved out of standby in response to a user request, ` +
    `increasing the capacity from ${step.from} to ${step.to}.`,
  detached: (at: Instant, id: string, step: CapacityStep | undefined) =>
    `At ${isoSecond(at)} instance ${id} was detached in response to a user request` +
    `${step === undefined ? "" : `, shrinking the capacity from ${step.from} to ${step.to}`}.`,
  attached: (at: Instant, capacity: number) =>
    `At ${isoSecond(at)} an instance was added in response to user request. Keeping the capacity ` +
    `at the new ${capacity}.`,
  launchFailure: (at: Instant) =>
    `At ${isoSecond(at)} an instance was taken out of service in response to a launch failure.`,
  userTermination: (at: Instant, id: string, step: CapacityStep | undefined) =>
    `At ${isoSecond(at)} instance ${id} was taken out of service in response to a user request` +
    `${step === undefined ? "" : `, shrinking the capacity from ${step.from} to ${step.to}`}.`,
};

/** The Cause member, byte for byte (R-252 to R-256, G-091, G-308). */
export function causeOf(activity: ScalingActivity): string {
  const { cause, isSelected, startTime, instanceId = "", kind } = activity;
  if (!isSelected) return cause;
  const { selectedTogether: ids = [instanceId] } = activity;
  const purpose = kind === "returnToWarmPool" ? "scale in to warm pool" : "termination";
  const sentences = ids.map(
    (id) => `At ${isoSecond(startTime)} instance ${id} was selected for ${purpose}.`,
  );
  return [cause, ...sentences].join("  ");
}

/** As many as fit into a Cause's 1023 characters besides its first two sentences. */
const mostNamed = 10;

/** The instances of one scale-in that this one's cause names, itself included. */
export function namedTogether(
  chosen: readonly string[],
  id: string,
): readonly string[] | undefined {
  if (chosen.length < 2) return undefined;
  const first = chosen.slice(0, mostNamed);
  return first.includes(id) ? first : [...first.slice(0, -1), id];
}
