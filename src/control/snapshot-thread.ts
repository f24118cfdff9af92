/** Has a large snapshot read and checked in a thread of its own, while others are answered. */
import { on } from "node:events";
import { SnapshotError } from "../domain/user-errors.ts";
import type { ValuePart } from "../emulator.ts";
import { StoppingError } from "../turns/turns.ts";
import type { SnapshotNews } from "./snapshot-worker.ts";
import { newThread } from "./threads.ts";

/** Parts of what the body holds, which is given away. Throws SnapshotError, StoppingError. */
export async function* snapshotPartsOf(
  body: Uint8Array,
  stopping: AbortSignal,
): AsyncGenerator<ValuePart, void, undefined> {
  const worker = newThread("../control/snapshot-worker");
  try {
    worker.postMessage(...ownBytes(body));
    for await (const [told] of on(worker, "message", { signal: stopping })) {
      const news = told as SnapshotNews;
      if ("isWhole" in news) return;
      if ("refusal" in news) throw new SnapshotError(news.refusal);
      if ("failure" in news) throw news.failure;
      worker.postMessage("next");
      yield news.part;
    }
  } catch (error) {
    throw stopping.aborted ? new StoppingError() : error;
  } finally {
    await worker.terminate();
  }
}

/** A small one may share its memory with others, and is copied. */
function ownBytes(body: Uint8Array): [Uint8Array, ArrayBuffer[]] {
  const isAlone = body.byteLength === body.buffer.byteLength;
  const own = isAlone ? body : Uint8Array.from(body);
  return [own, [own.buffer as ArrayBuffer]];
}
