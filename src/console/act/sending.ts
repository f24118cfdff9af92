/** Sends a call of the page, and remembers how the last one went. */
import { signal } from "@preact/signals";
import { type Call, call } from "../data/calls.ts";
import { sentenceOf } from "../data/http.ts";
import { readAll } from "../data/live.ts";
import { undoably } from "../data/snapshots.ts";

export const isSending = signal(false);

/** Of the last thing that was tried: AWS's code and sentence. */
export const problem = signal<string | undefined>();

/**
 * Runs the work; true when it was not refused. Then everything is read again. With the name of what
 * it does the world is kept before, so that it can be undone.
 */
export async function act(work: () => Promise<unknown>, what?: string): Promise<boolean> {
  if (isSending.value) return false;
  isSending.value = true;
  problem.value = undefined;
  try {
    await (what === undefined ? work() : undoably(what, work));
    return true;
  } catch (error) {
    problem.value = sentenceOf(error);
    return false;
  } finally {
    // Until what it led to is shown, its button would only do it a second time.
    await readAll().finally(() => {
      isSending.value = false;
    });
  }
}

export const send = (sent: Call) => act(() => call(sent), sent.operation);
