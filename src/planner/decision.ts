/** What a plan says: changes to make, instances to end and to begin, and when to look again. */
import type { Change } from "../domain/changes/change.ts";
import type { Instance, Purpose } from "../domain/instance.ts";
import type { InvokingAlarm } from "../domain/invoking-alarm.ts";
import type { Instant } from "../domain/time.ts";

export interface Termination {
  readonly instance: Instance;
  readonly purpose: Purpose;
  readonly cause: string;
  /** A termination policy chose it: scale-in, force delete, terminate first. */
  readonly isSelected: boolean;
  /** Another took its place before: no launch is owed for it. */
  readonly isReplaced?: boolean;
  /** Of the alarm's policy that its cause tells of. */
  readonly invokingAlarms?: readonly InvokingAlarm[] | undefined;
}

export interface LaunchOrder {
  /** Capacity units that are missing; the allocation says how many instances that is. */
  readonly units: number;
  /** True: never launch more units than these, but at least one instance; false: at least these. */
  readonly isAtMost: boolean;
  readonly purpose: Purpose;
  readonly cause: string;
  /** Of the alarm's policy that its cause tells of. */
  readonly invokingAlarms?: readonly InvokingAlarm[] | undefined;
  /** Orders of one decision are all into service, or all into the warm pool. */
  readonly isIntoWarmPool?: boolean;
}

/** An instance that comes out of the warm pool, or goes back into it. */
export interface WarmPoolMove {
  readonly instance: Instance;
  readonly to: "service" | "warmPool";
  readonly purpose: Purpose;
  readonly cause: string;
  /** A termination policy chose it (G-308). */
  readonly isSelected?: boolean | undefined;
}

/** An instance whose root volume is to be replaced in place. */
export interface RootVolumeOrder {
  readonly instance: Instance;
  readonly cause: string;
}

/** What one rule wants done; who asked it adds the rule's name. */
export interface Answer {
  readonly changes: readonly Change[];
  readonly terminations: readonly Termination[];
  readonly moves: readonly WarmPoolMove[];
  readonly rootVolumes: readonly RootVolumeOrder[];
  /** Made after the terminations. */
  readonly launches: readonly LaunchOrder[];
  /** Look again at this time at the latest; undefined: something else will wake the group. */
  readonly wakeAt: Instant | undefined;
  /** The status moved on: plan again within the same instant. */
  readonly isFurtherNow: boolean;
}

export interface Decision extends Answer {
  /** The rule that decided, for the journal and the decision record. */
  readonly rule: string;
}

/** A rule's answer, complete by default. */
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
