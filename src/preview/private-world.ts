/** A private emulator for one plan: its clock, calls and single group. */
import { assert, present } from "../domain/assert.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { Instant } from "../domain/time.ts";
import { regionOf } from "../domain/world.ts";
import type { CallOperations, EmulatedWorld, TimeOperations } from "../emulator.ts";
import { validate } from "../model/validate.ts";

/**
 * Large journal limit: one instant can produce several entries for each of 100,000 instances, and
 * none may be lost.
 */
export const mostJournalEntries = 2_000_000;

/** The clock of a private world; the plan moves `now`. */
export interface PlanClock {
  now: Instant;
}

/** A plan has no state to save or restore. */
type PlannedEmulator = EmulatedWorld & CallOperations & TimeOperations;

export interface PrivateWorld {
  readonly emulator: PlannedEmulator;
  readonly clock: PlanClock;
  /** One validated call of Auto Scaling. Throws ServiceError. */
  readonly call: (operation: string, input: Readonly<Record<string, unknown>>) => unknown;
  readonly group: () => AutoScalingGroup;
}

interface GroupReference {
  readonly account: string;
  readonly region: string;
  readonly group: string;
}

export function privateWorld(
  emulator: PlannedEmulator,
  clock: PlanClock,
  place: GroupReference,
): PrivateWorld {
  const { account, region, group: name } = place;
  return {
    emulator,
    clock,
    call: (operation, input) => {
      validate("autoscaling", operation, input);
      const caller = { account, region, requestId: "plan" };
      return emulator.call({ service: "autoscaling", operation, input, caller });
    },
    group: () => present(regionOf(emulator.world, account, region).groups.get(name), name),
  };
}

/** Moves the clock, processes everything due by then, and returns the new journal entries. */
export function advance({ emulator, clock }: PrivateWorld, at: Instant) {
  const sequence = emulator.lastSequence();
  clock.now = at;
  emulator.catchUp();
  const entries = emulator.journalAfter(sequence);
  assert(entries.length === emulator.lastSequence() - sequence, "the plan lost journal lines");
  return entries;
}
