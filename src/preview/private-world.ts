/** A private emulator for one plan: its clock, calls and single group. */
import { assert, present } from "../domain/assert.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { JournalEntry } from "../domain/journal-entry.ts";
import type { Instant } from "../domain/time.ts";
import { type Region, regionOf } from "../domain/world.ts";
import type { CallOperations, EmulatedWorld, TimeOperations } from "../emulator.ts";
import type { ServiceName } from "../model/operations.ts";
import { validate } from "../model/validate.ts";

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
  /** The same of another service. */
  readonly callOf: (
    service: ServiceName,
    operation: string,
    input: Readonly<Record<string, unknown>>,
  ) => unknown;
  readonly group: () => AutoScalingGroup;
  readonly region: () => Region;
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
  const itsRegion = () => regionOf(emulator.world, account, region);
  const callOf: PrivateWorld["callOf"] = (service, operation, input) => {
    validate(service, operation, input);
    const caller = { account, region, requestId: "plan" };
    return emulator.call({ service, operation, input, caller });
  };
  return {
    emulator,
    clock,
    call: (operation, input) => callOf("autoscaling", operation, input),
    callOf,
    group: () => present(itsRegion().groups.get(name), name),
    region: itsRegion,
  };
}

/** Moves the clock, and processes everything due by then. */
export function advance({ emulator, clock }: PrivateWorld, at: Instant): void {
  clock.now = at;
  emulator.catchUp();
}

/** The journal entries after this sequence; they are kept no longer, nor any before them. */
export function takeJournal({ emulator }: PrivateWorld, sequence: number): readonly JournalEntry[] {
  const last = emulator.lastSequence();
  const entries = emulator.journalAfter(sequence);
  assert(entries.length === last - sequence, "the plan lost journal lines");
  emulator.forgetJournal(last);
  return entries;
}
