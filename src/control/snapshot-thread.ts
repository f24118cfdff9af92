/** Reads and checks a large snapshot in a separate thread, while other requests are answered. */
import { on } from "node:events";
import { SnapshotError } from "../domain/user-errors.ts";
import type { ValuePart } from "../emulator.ts";
import { StoppingError } from "../turns/turns.ts";
import type { SnapshotNews } from "./snapshot-worker.ts";
import { newThread } from "./threads.ts";

/**
 * The parts of the body's snapshot; the body is given away. Throws SnapshotError, StoppingError.
 */
export async function* snapshotPartsOf(
  body: Uint8Array,
  stopping: AbortSignal,
): AsyncGenerator<ValuePart, void, undefined> {
  const worker = newThread("../control/snapshot-worker");
  try {
    worker.postMessage(...ownBytes(body));
    for await (const [message] of on(worker, "message", { signal: stopping })) {
      const news = message as SnapshotNews;
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

/** A small buffer may share its memory with others, so it is copied. */
function ownBytes(body: Uint8Array): [Uint8Array, ArrayBuffer[]] {
  const isAlone = body.byteLength === body.buffer.byteLength;
  const own = isAlone ? body : Uint8Array.from(body);
  return [own, [own.buffer as ArrayBuffer]];
}
