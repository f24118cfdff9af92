/** Decides whether a fault whose conditions hold happens: by position, count and probability. */
import type { Chance } from "../domain/chance.ts";
import type { FaultChange } from "../domain/changes/fault-change.ts";
import { type ActiveFault, type FaultLimits, isDue, type Span } from "../domain/fault.ts";
import type { Instant, Seconds } from "../domain/time.ts";

export interface FaultContext {
  readonly faults: ReadonlyMap<string, ActiveFault>;
  readonly draws: Chance;
  readonly now: Instant;
}

interface Hit {
  readonly subject: string;
  readonly group?: string;
}

/**
 * Counts faults during one decision, starting from the world's counters; the changes are applied
 * when the decision is complete.
 */
export interface FaultCounter {
  /** Decides a fault whose conditions hold, and adds the result to `changes`. */
  readonly happens: (active: ActiveFault, hit: Hit) => boolean;
  /** Counts a fault whose conditions hold when another fault has already decided. */
  readonly passes: (active: ActiveFault) => void;
  readonly changes: FaultChange[];
}

/** The newest first, because the fault added last wins. */
export function newestFirst(faults: ReadonlyMap<string, ActiveFault>): readonly ActiveFault[] {
  return [...faults.values()].reverse();
}

export function faultCounter({ draws, now }: FaultContext): FaultCounter {
  const counters = new Map<string, { matched: number; fired: number }>();
  const changes: FaultChange[] = [];
  const counterOf = ({ id, matched, fired }: ActiveFault) => {
    const counter = counters.get(id) ?? { matched, fired };
    counters.set(id, counter);
    return counter;
  };
  return {
    changes,
    passes: (active) => {
      const counter = counterOf(active);
      if (!isDue({ fault: active.fault, fired: counter.fired }, now)) return;
      counter.matched += 1;
      changes.push({ type: "FaultPassed", id: active.id });
    },
    happens: (active, hit) => {
      const { id, fault } = active;
      const counter = counterOf(active);
      if (!isDue({ fault, fired: counter.fired }, now)) return false;
      counter.matched += 1;
      const nth = "nthLaunch" in fault ? fault.nthLaunch : undefined;
      const isItsTurn = nth === undefined || nth === counter.matched;
      const isFired = isItsTurn && isDrawn(fault as FaultLimits, draws);
      if (isFired) counter.fired += 1;
      changes.push(isFired ? { type: "FaultFired", id, ...hit } : { type: "FaultPassed", id });
      return isFired;
    },
  };
}

function isDrawn({ probability }: FaultLimits, draws: Chance): boolean {
  return probability === undefined || draws.faultChance() < probability;
}

/** A span in whole seconds; [20, 22] gives 20, 21 or 22. */
export function drawSpan(span: Span | undefined, draws: Chance): Seconds | undefined {
  if (span === undefined || typeof span === "number") return span;
  const [from, to] = span;
  return from + Math.floor(draws.behaviorChance() * (to - from + 1));
}
