/** Every status with every event: where it goes, or that it cannot. */
import { describe, expect, test } from "vitest";
import { isActive } from "../../src/domain/instance-refresh.ts";
import type { RefreshStatus } from "../../src/domain/refresh-status.ts";
import {
  move,
  statusAfter,
  statuses,
  type TransitionEvent,
} from "../../src/planner/transitions.ts";
import { sourceFiles } from "../architecture/sources.ts";
import { aRefresh } from "../support/builders.ts";

const events = [
  "pickedUp",
  "bakeBegun",
  "completed",
  "gaveUp",
  "rollbackRequested",
  "cancelRequested",
  "settled",
] as const satisfies readonly TransitionEvent[];

const no = undefined;
type Row = readonly (RefreshStatus | undefined)[];

/** One column an event, in the order of `events`; `no` where it is not allowed. */
const table: Record<RefreshStatus, Row> = {
  Pending: ["InProgress", no, no, no, no, "Cancelling", no],
  InProgress: [no, "Baking", "Successful", "Failed", "RollbackInProgress", "Cancelling", no],
  Baking: [no, no, "Successful", "Failed", "RollbackInProgress", "Cancelling", no],
  Cancelling: [no, no, no, no, no, "Cancelling", "Cancelled"],
  RollbackInProgress: [no, no, "RollbackSuccessful", "RollbackFailed", no, "Cancelling", no],
  Successful: [no, no, no, no, no, no, no],
  Failed: [no, no, no, no, no, no, no],
  Cancelled: [no, no, no, no, no, no, no],
  RollbackSuccessful: [no, no, no, no, no, no, no],
  RollbackFailed: [no, no, no, no, no, no, no],
};

const rows = (Object.keys(table) as RefreshStatus[]).flatMap((from) =>
  events.map((event, column) => ({ from, event, to: table[from][column] })),
);

test("every event of the table is one that the product asks for", () => {
  const code = sourceFiles("src").filter(({ path }) => !path.endsWith("/transitions.ts"));
  const asked = (event: string) => code.some(({ text }) => text.includes(`"${event}"`));
  expect(events.filter((event) => !asked(event))).toEqual([]);
});

describe("statusAfter", () => {
  test.each(rows)(
    "R-069 R-072 R-082 R-085 R-087 R-088 $from, $event: $to",
    ({ from, event, to }) => {
      expect(statusAfter(from, event)).toBe(to);
    },
  );

  test.each(rows)(
    "move throws just where $event is not allowed in $from",
    ({ from, event, to }) => {
      const moved = () => move(from, event);
      if (to === undefined) expect(moved).toThrow(`${event} is not allowed in ${from}`);
      else expect(moved()).toBe(to);
    },
  );
});

test("R-074 there are ten statuses, each with a sentence", () => {
  expect(Object.keys(statuses).sort()).toEqual(Object.keys(table).sort());
  for (const sentence of Object.values(statuses)) expect(sentence).toMatch(/^[A-Z].+\.$/);
});

test.each(Object.keys(table) as RefreshStatus[])(
  "R-038 R-075 %s is active just when something can follow it",
  (status) => {
    const canMove = table[status].some((to) => to !== undefined);
    expect(isActive(aRefresh({ status }))).toBe(canMove);
  },
);
