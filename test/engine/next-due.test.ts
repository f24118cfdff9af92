/** What is due next in a group then happens, in worlds where much is under way. */
import { describe, expect, test } from "vitest";

import type { DueKind } from "../../src/domain/group-due.ts";
import type { JournalEntry } from "../../src/domain/journal-entry.ts";
import {
  account,
  aSettledFleet,
  type InProcess,
  regionName,
  start,
} from "../support/in-process.ts";
import { richWorlds } from "../support/rich-worlds.ts";

const nextDue = ({ emulator }: InProcess, group = "web") =>
  emulator.nextDueOf({ account, region: regionName, group });

/** No change need come of these: the planner looks, and may find that all is well. */
const looks: readonly DueKind[] = ["look", "checkpointDelayEnd", "bakeTimeEnd"];

/** The planner may think better of it meanwhile. */
const isLookBefore =
  (due: number) =>
  ({ at, change }: JournalEntry) =>
    at < due && change.type === "Decided";

/** Goes from one due thing to the next; returns each kind that it met. */
function walk(story: InProcess, group: string, hours: number): ReadonlySet<DueKind> {
  const met = new Set<DueKind>();
  const end = start + (story.elapsedSeconds() + hours * 3600) * 1000;
  for (;;) {
    const due = nextDue(story, group);
    if (due === undefined || due.at > end) return met;
    const { at, what, which } = due;
    const last = story.journal().at(-1)?.sequence ?? 0;
    story.advance((at - start) / 1000 - story.elapsedSeconds());
    met.add(what);
    const fresh = story.journal().filter(({ sequence }) => sequence > last);
    const isTold = fresh.some((one) => one.at === at && JSON.stringify(one).includes(which));
    const hasHappened = isTold || looks.includes(what) || fresh.some(isLookBefore(at));
    expect({ at, what, which, hasHappened }).toEqual({ at, what, which, hasHappened: true });
  }
}

describe("what is due next", () => {
  const worlds = Object.entries(richWorlds).map(([name, make]) => ({ name, make }));
  test.each(worlds)("happens at its time: $name", ({ make }) => {
    const story = make();
    const met = new Set([...walk(story, "web", 12), ...walk(story, "mixed", 1)]);
    expect(met.size).toBeGreaterThan(3);
  });

  test("is nothing in a group that is not there, nor where nothing is to come", () => {
    const story = aSettledFleet({ size: 1 });
    expect(nextDue(story, "nobody")).toBeUndefined();
    expect(nextDue(story)).toBeUndefined();
  });
});
