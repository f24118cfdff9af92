/** Faults on demand: what goes wrong, for whom and when, and how often it has happened. */
import type { AlarmState } from "./alarm.ts";
import type { LifecycleActionResult } from "./lifecycle-hook.ts";
import type { Instant, Seconds } from "./time.ts";

export type Fault = LaunchFault | ZoneFault | AlarmFault | HookFault | ApiFault;

export type FaultKind = Fault["kind"];
type FaultOf<K extends FaultKind> = Extract<Fault, { readonly kind: K }>;

/** What each kind of fault answers to one question: a new kind has to answer it, too. */
export type ByFaultKind<Input, Answer> = {
  readonly [K in FaultKind]: (fault: FaultOf<K>, input: Input) => Answer;
};

/** The answer of this fault. */
export function answerByKind<Input, Answer>(
  answers: ByFaultKind<Input, Answer>,
  fault: Fault,
  input: Input,
): Answer {
  const answer = answers[fault.kind] as (fault: Fault, input: Input) => Answer;
  return answer(fault, input);
}

/** Limits that every fault can have; `from` counts, `until` does not any more. */
export interface FaultLimits {
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** From 0 to 1, drawn from the seed each time; by default the fault always happens. */
  readonly probability?: number | undefined;
  /** The most times that it happens. */
  readonly count?: number | undefined;
}

/** Fixed, or drawn from the seed between two bounds, both included. */
export type Span = Seconds | readonly [Seconds, Seconds];

/** How an instance behaves from its launch on; a template's tags can say the same. */
export interface LaunchEffects {
  readonly bootSeconds?: Span | undefined;
  readonly terminateSeconds?: Span | undefined;
  /** From entering service to the first health result: delays health data. */
  readonly settleSeconds?: Span | undefined;
  /** The instance runs but never passes a health check. */
  readonly health?: "never" | undefined;
  /** The instance fails its health checks after this long in service. */
  readonly unhealthyAfterSeconds?: Span | undefined;
  /** The launch is refused with this code of EC2, or name of launchErrorCodes. */
  readonly launchError?: string | undefined;
  /** Instead of AWS's usual text for the code. */
  readonly launchMessage?: string | undefined;
  /** The limit that two codes' usual texts mention. */
  readonly launchLimit?: number | undefined;
  /** EC2 accepts the launch, but the instance dies with this code while it is Pending. */
  readonly terminationReason?: string | undefined;
  /** Instead of AWS's usual text for the code. */
  readonly terminationMessage?: string | undefined;
}

export interface LaunchFault extends FaultLimits, LaunchEffects {
  readonly kind: "launch";
  readonly group?: string | undefined;
  /** Id or name. */
  readonly launchTemplate?: string | undefined;
  readonly launchTemplateVersion?: number | undefined;
  readonly imageId?: string | undefined;
  readonly availabilityZone?: string | undefined;
  /** Only the n-th matching launch, counted since the fault was added. */
  readonly nthLaunch?: number | undefined;
}

/** A zone that is impaired from `from` to `until`. */
export interface ZoneFault extends Omit<FaultLimits, "probability" | "count"> {
  readonly kind: "zone";
  readonly availabilityZone: string;
  readonly group?: string | undefined;
  /** EC2's refusal of launches there. */
  readonly launchError: string;
  readonly launchMessage?: string | undefined;
  readonly launchLimit?: number | undefined;
  /** Instances in service there fail their health checks. */
  readonly isUnhealthy: boolean;
}

/** Puts an alarm into a state: at an instant, at a checkpoint of a group's refresh, or at once. */
export interface AlarmFault {
  readonly kind: "alarm";
  readonly alarm: string;
  readonly state: AlarmState;
  readonly at?: Instant | undefined;
  readonly group?: string | undefined;
  readonly atCheckpoint?: number | undefined;
  readonly count?: number | undefined;
}

/** Answers a lifecycle hook; `never` keeps earlier faults from answering. */
export interface HookFault extends FaultLimits {
  readonly kind: "hook";
  readonly group?: string | undefined;
  readonly hook?: string | undefined;
  readonly result: LifecycleActionResult | "never";
  readonly afterSeconds: Seconds;
}

/** Refuses, delays or cuts off calls. */
export interface ApiFault extends FaultLimits {
  readonly kind: "api";
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
  /** Only for calls that were signed with this key. */
  readonly accessKeyId?: string | undefined;
  /** A refused call changes nothing. */
  readonly error?: string | undefined;
  readonly status?: number | undefined;
  readonly message?: string | undefined;
  /** Delays the answer by this much real time. */
  readonly latencyMilliseconds?: number | undefined;
  /** Closes the connection without an answer, before or after running the call. */
  readonly dropConnection?: "before" | "after" | undefined;
}

/** A fault of a region, with its history. */
export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  readonly addedAt: Instant;
  /** How often its conditions held, apart from probability, count and number. */
  matched: number;
  fired: number;
  lastFiredAt?: Instant | undefined;
  /** Why it did not happen when it was due. */
  lastMissed?: string | undefined;
}

/** Whether the fault is not used up and virtual time is within its bounds. */
export function isDue({ fault, fired }: Pick<ActiveFault, "fault" | "fired">, now: Instant) {
  const { count, from, until } = fault as FaultLimits;
  const isUsedUp = count !== undefined && fired >= count;
  return !isUsedUp && (from === undefined || now >= from) && (until === undefined || now < until);
}
