/** The queue gives due events in order of time, and of their coming at equal times. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type DueEvent, emptyQueue, peek, pop, push } from "../../src/engine/event-queue.ts";

const eventOf = (group: string): DueEvent => ({ kind: "group", region: "1/us-east-1", group });

test("gives events in order of (at, coming), whatever the order they came in", () => {
  const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 });
  fc.assert(
    fc.property(times, (given) => {
      const queue = emptyQueue();
      for (const [index, at] of given.entries()) push(queue, at, eventOf(String(index)));
      const taken = given.map(() => pop(queue));
      const expected = given
        .map((at, index) => ({ at, sequence: index + 1, event: eventOf(String(index)) }))
        .sort((a, b) => a.at - b.at || a.sequence - b.sequence);
      expect(taken).toEqual(expected);
      expect(pop(queue)).toBeUndefined();
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("pushes between pops keep the order", () => {
  const queue = emptyQueue();
  const order: number[] = [];
  for (const at of [5, 1, 3]) push(queue, at, eventOf("a"));
  order.push(pop(queue)?.at ?? -1);
  for (const at of [2, 4]) push(queue, at, eventOf("a"));
  while (peek(queue) !== undefined) order.push(pop(queue)?.at ?? -1);
  expect(order).toEqual([1, 2, 3, 4, 5]);
});

test("peek leaves the event where it is", () => {
  const queue = emptyQueue();
  expect(peek(queue)).toBeUndefined();
  push(queue, 7, eventOf("a"));
  expect([peek(queue)?.at, peek(queue)?.at, pop(queue)?.at]).toEqual([7, 7, 7]);
  expect(peek(queue)).toBeUndefined();
});
