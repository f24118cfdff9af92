/**
 * What is kept of an event from the moment in which its change was applied: all that its body needs
 * and nothing that can change later.
 */
import type { PutEvent } from "./changes/event-rule-change.ts";
import type { MatchedRule } from "./event-rule.ts";
import type { LifecycleTransition } from "./lifecycle-hook.ts";
import type { RefreshStatus } from "./refresh-status.ts";
import type { ActivityKind, ScalingActivity } from "./scaling-activity.ts";
import type { Instant, Seconds } from "./time.ts";

/** An event with its place in the order of all events. */
export type EventFact = NewFact & {
  /** Ascending and never given twice within one process, whatever is reset or restored. */
  readonly sequence: number;
  readonly at: Instant;
  readonly account: string;
  readonly region: string;
  /** The rules that matched it when it happened, if any. */
  readonly rules?: readonly MatchedRule[] | undefined;
};

/** What the applied change tells of its event. */
export type NewFact = (OfGroup & (RefreshFact | HookFact | ActivityFact | TrialFact)) | PutFact;

/** An event that is on the bus; a trial is a message to its target only. */
export type BusFact = Exclude<EventFact, { readonly kind: "trial" }>;

export function isOnBus(fact: EventFact): fact is BusFact {
  return fact.kind !== "trial";
}

interface OfGroup {
  readonly group: string;
  readonly groupArn: string;
}

/** A step of an instance refresh. */
export interface RefreshFact {
  readonly kind: "refresh";
  readonly what: RefreshStep;
  readonly refreshId: string;
  /** Only of a checkpoint that is reached. */
  readonly checkpoint?: { readonly percentage: number; readonly delaySeconds: Seconds } | undefined;
}

export const refreshSteps = [
  "Started",
  "Checkpoint Reached",
  "Started Baking",
  "Succeeded",
  "Failed",
  "Cancelled",
  "Rollback Started",
  "Rollback Succeeded",
  "Rollback Failed",
] as const;

export type RefreshStep = (typeof refreshSteps)[number];

/**
 * The step of a status that begins. That of a rollback is sent when the engine begins it,
 * and a checkpoint is no status.
 */
export const stepOfStatus: Readonly<Partial<Record<RefreshStatus, RefreshStep>>> = {
  InProgress: "Started",
  Baking: "Started Baking",
  Successful: "Succeeded",
  Failed: "Failed",
  Cancelled: "Cancelled",
  RollbackSuccessful: "Rollback Succeeded",
  RollbackFailed: "Rollback Failed",
};

/** One hook for which an instance begins to wait (G-149). */
export interface HookFact {
  readonly kind: "hook";
  readonly transition: LifecycleTransition;
  /** The kind of the interrupted activity, which determines origin, destination and action. */
  readonly move?: ActivityKind | undefined;
  readonly instanceId: string;
  readonly hookName: string;
  readonly token: string;
  readonly notificationMetadata?: string | undefined;
  /** The queue, topic or function that the hook tells of the wait. */
  readonly notificationTargetArn?: string | undefined;
}

/** The end of a launch, a termination or a detachment. */
export interface ActivityFact {
  readonly kind: "activity";
  /** As it ended; nothing changes it from then on. */
  readonly activity: Readonly<ScalingActivity>;
  /** It waited for a terminating hook (G-146). */
  readonly isHeld: boolean;
  /** The topics that were configured for it, if any. */
  readonly topics?: readonly string[] | undefined;
}

/** A topic is tried out by the call that configures it (G-153). */
interface TrialFact {
  readonly kind: "trial";
  readonly targetArn: string;
  /** Of that call. */
  readonly requestId: string;
}

/** An event that a caller put on the bus. */
interface PutFact extends PutEvent {
  readonly kind: "put";
}

/** The group that an event is about; undefined for events that callers put. */
export function groupOf(fact: EventFact): string | undefined {
  return fact.kind === "put" ? undefined : fact.group;
}
