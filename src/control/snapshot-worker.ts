/** The snapshot thread: reads and checks one large snapshot, and sends it in parts. */
import { parentPort } from "node:worker_threads";
import { SnapshotError } from "../domain/user-errors.ts";
import { snapshotParts, type ValuePart } from "../emulator.ts";
import { jsonIn } from "./json-body.ts";

/** Each part but the last is answered by a message that asks for the next one. */
export type SnapshotNews =
  | { readonly part: ValuePart }
  | { readonly isWhole: true }
  | { readonly refusal: string }
  | { readonly failure: Error };

/** Small enough that taking over one part needs only milliseconds. */
const partBytes = 256 * 1024;

parentPort?.once("message", (body: Uint8Array) => {
  const news = newsOf(body);
  const tell = () => parentPort?.postMessage(news.next().value);
  parentPort?.on("message", tell);
  tell();
});

function* newsOf(body: Uint8Array): Generator<SnapshotNews, SnapshotNews> {
  try {
    for (const part of snapshotParts(jsonIn(Buffer.from(body.buffer)), partBytes)) yield { part };
    return { isWhole: true };
  } catch (error) {
    if (error instanceof SnapshotError) return { refusal: error.message };
    return { failure: error as Error };
  }
}
