/** An emulator without an engine: a list of due events, so that the control API stands alone. */
import type { JournalEntry } from "../../src/domain/journal-entry.ts";
import type { Instant } from "../../src/domain/time.ts";
import { timings } from "../../src/domain/timing.ts";
import { emptyWorld } from "../../src/domain/world.ts";
import type { Emulator } from "../../src/emulator.ts";

export interface FakeEmulator extends Emulator {
  /** Something that will happen at this instant. */
  plan(at: Instant): void;
}

export function createFakeEmulator(now: () => Instant): FakeEmulator {
  const settings = { timing: timings.aws, min100: "terminate-first", behaviors: [] } as const;
  let planned: Instant[] = [];
  let journal: JournalEntry[] = [];
  return {
    world: emptyWorld(settings),
    call: () => ({}),
    state: () => settings,
    stands: () => false,
    prepare: () => undefined,
    faultFor: () => undefined,
    commitChanges: () => undefined,
    endUndeliveredWait: () => undefined,
    foresee: () => [],
    nextRequestId: () => "request",
    plan: (at) => {
      planned.push(at);
    },
    nextDueAt: () => planned[0],
    queueLength: () => planned.length,
    seed: () => "s",
    catchUp: () => {
      const due = planned.filter((at) => at <= now());
      planned = planned.filter((at) => at > now());
      const happened = due.map((at, nth) => entry(at, journal.length + nth + 1));
      journal = [...journal, ...happened];
      return happened;
    },
    catchUpSome: () => true,
    endInstant: () => true,
    lastSequence: () => journal.length,
    journalAfter: (sequence) => journal.slice(sequence),
    forgetJournal: () => undefined,
    excerpt: () => undefined,
    reset: () => {
      planned = [];
      journal = [];
    },
    eventsAfter: () => [],
    eventCounts: () => ({ last: 0, dropped: 0, lastDropped: 0, past: 0 }),
    listenToEvents: () => () => undefined,
    snapshot: () => ({ format: "asg-local", version: 3 }),
    snapshotJson: () => ["{}"],
    snapshotInPieces: () => ({ next: () => undefined }),
    restore: now,
    restoring: () => ({
      add: () => undefined,
      *steps() {
        yield;
        return now();
      },
    }),
    recordTo: () => undefined,
    replay: () => undefined,
    replacements: () => 0,
    nextDueOf: () => undefined,
  };
}

function entry(at: Instant, sequence: number): JournalEntry {
  const change = { type: "EnteredService", group: "web", id: "i-1" } as const;
  return { sequence, at, account: "000000000000", region: "us-east-1", cause: "boot", change };
}
