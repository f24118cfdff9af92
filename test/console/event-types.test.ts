/** The page lists every type of event that asg-local sends, though it imports nothing of it. */
import { expect, test } from "vitest";
import { eventTypes, refreshEvent } from "../../src/console/clock/event-types.ts";
import { refreshSteps } from "../../src/domain/event-fact.ts";

test("the choice of an event to stop at has all seventeen types (C-09)", () => {
  const refreshTypes = refreshSteps.map((step) => `${refreshEvent} ${step}`);
  expect(eventTypes.slice(0, refreshTypes.length)).toEqual(refreshTypes);
  expect(new Set(eventTypes).size).toBe(17);
});
