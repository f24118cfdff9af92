/** Faults on demand: what is to go wrong, for whom and when, and how often it has. */
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
  /** From 0 to 1, drawn from the seed each time; without it always. */
  readonly probability?: number | undefined;
  /** It happens at most so often. */
  readonly count?: number | undefined;
}

/** Fixed, or drawn from the seed between two bounds, both included. */
export type Span = Seconds | readonly [Seconds, Seconds];

/** How an instance behaves from its launch on. A template's tags can say the same. */
export interface LaunchEffects {
  readonly bootSeconds?: Span | undefined;
  readonly terminateSeconds?: Span | undefined;
  /** From service to the first health result: health that lags. */
  readonly settleSeconds?: Span | undefined;
  /** It runs, but never passes a health check. */
  readonly health?: "never" | undefined;
  /** It is in service for so long and then fails its health checks. */
  readonly unhealthyAfterSeconds?: Span | undefined;
  /** A code of EC2, or a name of launchErrorCodes: the launch is refused. */
  readonly launchError?: string | undefined;
  /** Instead of AWS's usual text for the code. */
  readonly launchMessage?: string | undefined;
  /** The limit that the usual texts of two codes name. */
  readonly launchLimit?: number | undefined;
  /** A code of EC2: it takes the launch, and the instance dies while it is Pending. */
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
  /** Only the n-th launch that all else of this fault holds for, counted since it was added. */
  readonly nthLaunch?: number | undefined;
}

/** A zone that is impaired from `from` to `until`. */
export interface ZoneFault extends Omit<FaultLimits, "probability" | "count"> {
  readonly kind: "zone";
  readonly availabilityZone: string;
  readonly group?: string | undefined;
  /** What EC2 answers to launches there. */
  readonly launchError: string;
  readonly launchMessage?: string | undefined;
  readonly launchLimit?: number | undefined;
  /** Instances in service there fail their health checks. */
  readonly isUnhealthy: boolean;
}

/** An alarm goes to a state: at an instant, at a checkpoint of a group's refresh, or at once. */
export interface AlarmFault {
  readonly kind: "alarm";
  readonly alarm: string;
  readonly state: AlarmState;
  readonly at?: Instant | undefined;
  readonly group?: string | undefined;
  readonly atCheckpoint?: number | undefined;
  readonly count?: number | undefined;
}

/** A lifecycle hook is answered by itself; `never` keeps faults added before from answering. */
export interface HookFault extends FaultLimits {
  readonly kind: "hook";
  readonly group?: string | undefined;
  readonly hook?: string | undefined;
  readonly result: LifecycleActionResult | "never";
  readonly afterSeconds: Seconds;
}

/** Calls that are refused, late or cut off. */
export interface ApiFault extends FaultLimits {
  readonly kind: "api";
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
  /** A refused call changes nothing. */
  readonly error?: string | undefined;
  readonly status?: number | undefined;
  readonly message?: string | undefined;
  /** Of real time: the answer is late by so much. */
  readonly latencyMilliseconds?: number | undefined;
  /** The connection is closed without an answer: before the call happened, or after it did. */
  readonly dropConnection?: "before" | "after" | undefined;
}

/** A fault of a region, with its history. */
export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  readonly addedAt: Instant;
  /** How often all its conditions but chance, count and number held. */
  matched: number;
  fired: number;
  lastFiredAt?: Instant | undefined;
  /** Why it did not happen when its time had come. */
  lastMissed?: string | undefined;
}

/** True while it is not used up and virtual time is between its bounds. */
export function isDue({ fault, fired }: Pick<ActiveFault, "fault" | "fired">, now: Instant) {
  const { count, from, until } = fault as FaultLimits;
  const isUsedUp = count !== undefined && fired >= count;
  return !isUsedUp && (from === undefined || now >= from) && (until === undefined || now < until);
}
