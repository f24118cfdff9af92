/** A planner's decision: changes, terminations, launches, and when to look again. */
import type { Change } from "../domain/changes/change.ts";
import type { Instance, Purpose } from "../domain/instance.ts";
import type { InvokingAlarm } from "../domain/invoking-alarm.ts";
import type { Instant } from "../domain/time.ts";

export interface Termination {
  readonly instance: Instance;
  readonly purpose: Purpose;
  readonly cause: string;
  /**
   * Chosen by a termination policy: in a scale-in, force delete or terminate-first step.
   */
  readonly isSelected: boolean;
  /** Its replacement is already there, so no launch is owed. */
  readonly isReplaced?: boolean;
  /** The alarms of the policy that its cause names. */
  readonly invokingAlarms?: readonly InvokingAlarm[] | undefined;
}

export interface LaunchOrder {
  /** Missing capacity units; the allocation decides how many instances that means. */
  readonly units: number;
  /**
   * If true, launch no more units than these, but at least one instance; otherwise at least these.
   */
  readonly isAtMost: boolean;
  readonly purpose: Purpose;
  readonly cause: string;
  /** The alarms of the policy that its cause names. */
  readonly invokingAlarms?: readonly InvokingAlarm[] | undefined;
  /** All orders of one decision share this destination: service or the warm pool. */
  readonly isIntoWarmPool?: boolean;
}

/** An instance that leaves the warm pool for service, or returns to it. */
export interface WarmPoolMove {
  readonly instance: Instance;
  readonly to: "service" | "warmPool";
  readonly purpose: Purpose;
  readonly cause: string;
  /** Chosen by a termination policy (G-308). */
  readonly isSelected?: boolean | undefined;
}

/** An instance whose root volume is to be replaced in place. */
export interface RootVolumeOrder {
  readonly instance: Instance;
  readonly cause: string;
}

/** One rule's answer; the caller adds the rule's name. */
export interface Answer {
  readonly changes: readonly Change[];
  readonly terminations: readonly Termination[];
  readonly moves: readonly WarmPoolMove[];
  readonly rootVolumes: readonly RootVolumeOrder[];
  /** Launched after the terminations. */
  readonly launches: readonly LaunchOrder[];
  /** When to look again at the latest; undefined when another event will wake the group. */
  readonly wakeAt: Instant | undefined;
  /** The status has changed, so plan again within the same instant. */
  readonly isFurtherNow: boolean;
}

export interface Decision extends Answer {
  /** The rule that decided, for the journal and the decision record. */
  readonly rule: string;
}

/** Fills in the defaults of a rule's answer. */
export function decide(parts: Partial<Answer>): Answer {
  return {
    changes: [],
    terminations: [],
    moves: [],
    rootVolumes: [],
    launches: [],
    wakeAt: undefined,
    isFurtherNow: false,
    ...parts,
  };
}
