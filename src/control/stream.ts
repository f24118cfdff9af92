/**
 * The stream of changes: server-sent events, at most one write in a while, and never more of them
 * waiting than one write.
 */
import { Readable } from "node:stream";
import { afterWallTime, wallTimer } from "../pacer.ts";
import type { ControlOptions } from "./options.ts";
import { isDelivering } from "./stream-deliveries.ts";
import { commentAt, textOf } from "./stream-message.ts";
import { type StreamReader, type StreamWish, streamReader } from "./stream-reader.ts";

/** More are a page that is opened again and again. */
export const mostStreams = 32;

/** All in milliseconds of real time. */
const writeEvery = 100;
const commentEvery = 15_000;
/** Deliveries tell nobody when they are done, so they are looked at while there are some. */
const lookEvery = 500;

/** Of one write, in characters; more is written in several. */
const mostWritten = 256 * 1024;

/** A running clock runs freely until the stream is closed. */
export function changeStream(options: ControlOptions, wish: StreamWish): Readable {
  const { turns, streams } = options;
  const reader = streamReader(options, wish);
  const bell = bellOf(options);
  const endFreeRun = turns.runFreely();
  streams.open += 1;
  const parts = partsOf(options, wish, { reader, bell });
  const stream = Readable.from(parts, { objectMode: false, highWaterMark: 1 });
  const destroy = stream._destroy.bind(stream);
  // At once: the stream closes only when what it waits for is over.
  stream._destroy = (error, callBack) => {
    streams.open -= 1;
    endFreeRun();
    bell.close();
    destroy(error, callBack);
  };
  return stream;
}

interface Bell {
  /** Resolves when something may be new, or after so many milliseconds; false at the end. */
  next(patience: number): Promise<boolean>;
  close(): void;
}

/** Rings when the world, the clock or the list of requests may have changed. */
function bellOf({ emulator, turns, latest }: ControlOptions): Bell {
  let hasRung = true;
  let isOver = false;
  let wake: () => void = () => undefined;
  const ring = () => {
    hasRung = true;
    wake();
  };
  const ends = [
    emulator.listenToEvents({ onSent: () => undefined, onChanged: ring, onReplaced: ring }),
    turns.afterEach(ring),
    latest.listen(ring),
  ];
  const close = () => {
    isOver = true;
    for (const end of ends.splice(0)) end();
    turns.stopping.removeEventListener("abort", close);
    wake();
  };
  turns.stopping.addEventListener("abort", close);
  return {
    close,
    next: async (patience) => {
      if (!hasRung && !isOver) {
        await new Promise<void>((resolve) => {
          const cancel = afterWallTime(patience, resolve);
          wake = () => {
            cancel();
            resolve();
          };
        });
      }
      hasRung = false;
      return !isOver;
    },
  };
}

async function* partsOf(
  options: ControlOptions,
  { kinds }: StreamWish,
  { reader, bell }: { readonly reader: StreamReader; readonly bell: Bell },
): AsyncGenerator<string> {
  const { turns, emulator, deliveries } = options;
  // The first bytes send the head of the answer.
  yield commentAt(reader.id());
  let isQuiet = wallTimer(commentEvery);
  let hasMore = false;
  for (;;) {
    const isLooking =
      kinds.has("delivery") && isDelivering(deliveries, emulator.eventCounts().last);
    if (!hasMore && !(await bell.next(isLooking ? lookEvery : commentEvery))) return;
    const messages = await turns.betweenInstants(() => reader.news());
    hasMore = messages.length > 0;
    const text = hasMore ? messages.map(textOf).join("") : commentAt(reader.id());
    if (!hasMore && !isQuiet()) continue;
    await onDisk(options);
    for (let from = 0; from < text.length; from += mostWritten) {
      yield text.slice(from, from + mostWritten);
      await new Promise<void>((resolve) => void afterWallTime(writeEvery, resolve));
    }
    isQuiet = wallTimer(commentEvery);
  }
}

function onDisk({ whenOnDisk }: ControlOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    whenOnDisk((failure) => (failure === undefined ? resolve() : reject(failure)));
  });
}
