/** Events as a stream of server-sent events; `id` is the sequence, and a gap is told as one. */
import { Readable } from "node:stream";
import { eventOf } from "../domain/event-bridge.ts";
import type { BusFact, EventFact } from "../domain/event-fact.ts";
import { wallTimer } from "../pacer.ts";
import type { EventReader } from "../turns/event-reader.ts";

/** A comment goes out after so many milliseconds without an event, to show that all is well. */
const commentEvery = 15_000;

const comment = ":\n\n";

/** Takes from the reader only what is read; who made it is told of the end. */
export function eventStream(
  reader: EventReader,
  isMeant: (fact: EventFact) => fact is BusFact,
  onEnd: () => void,
): Readable {
  return Readable.from(partsOf(reader, isMeant), { objectMode: false }).once("close", onEnd);
}

async function* partsOf(
  reader: EventReader,
  isMeant: (fact: EventFact) => fact is BusFact,
): AsyncGenerator<string> {
  // The first bytes send the head of the answer.
  yield comment;
  let isQuiet = wallTimer(commentEvery);
  for (;;) {
    const next = await reader.next(commentEvery);
    if (next === undefined) return;
    const text = "facts" in next ? next.facts.filter(isMeant).map(entryOf).join("") : gapOf(next);
    if (text === "" && !isQuiet()) continue;
    yield text === "" ? comment : text;
    isQuiet = wallTimer(commentEvery);
  }
}

function entryOf(fact: BusFact): string {
  return `id: ${fact.sequence}\ndata: ${JSON.stringify(eventOf(fact))}\n\n`;
}

function gapOf({ after, upTo }: { readonly after: number; readonly upTo: number }): string {
  return `id: ${upTo}\nevent: gap\ndata: ${JSON.stringify({ after, upTo })}\n\n`;
}
