/** Takes snapshots of the whole state as JSON, and puts them in place of it. */
import { SnapshotError } from "../domain/user-errors.ts";
import { jsonIn } from "./json-body.ts";
import type { ControlOptions } from "./options.ts";
import { countWorld, showClock } from "./present.ts";
import { answered, type ControlAnswer, refused } from "./route.ts";

/** Bytes that are read within the turn: a matter of some ten milliseconds. */
const mostAtOnce = 512 * 1024;

/** A wrong one is refused and changes nothing. */
export async function putSnapshot(
  body: Uint8Array,
  options: ControlOptions,
): Promise<ControlAnswer> {
  const { emulator, pacer } = options;
  try {
    if (body.byteLength > mostAtOnce) await restoreLarge(body, options);
    else pacer.jumpTo(emulator.restore(jsonIn(body)));
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    return refused(error.message);
  }
  const clock = showClock(pacer.describe());
  return answered({ restored: true, clock, counts: countWorld(emulator.world) });
}

/** The present world stays as it is until the other one is whole. */
async function restoreLarge(body: Uint8Array, options: ControlOptions): Promise<void> {
  const { emulator, pacer, turns } = options;
  const { snapshotPartsOf } = await import("./snapshot-thread.ts");
  const restoring = emulator.restoring();
  const breathe = turns.breather();
  for await (const part of snapshotPartsOf(body, turns.stopping)) {
    restoring.add(part);
    await breathe();
  }
  const steps = restoring.steps();
  for (;;) {
    const { done, value } = steps.next();
    // At once: the clock must not show another world's time.
    if (done) return pacer.jumpTo(value);
    await breathe();
  }
}

/** Size in bytes of one part of the answer. */
const partLength = 64 * 1024;

/** Made within the turn and kept until it is sent, so that a slow reader does not block others. */
export async function snapshotOf({
  emulator,
  pacer,
  turns,
}: ControlOptions): Promise<readonly Buffer[]> {
  emulator.catchUp();
  const { mode, speed } = pacer.describe();
  const parts: Buffer[] = [];
  const breathe = turns.breather();
  let text = "";
  for (const piece of emulator.snapshotJson({ clock: { mode, speed } })) {
    text += piece;
    if (text.length < partLength) continue;
    parts.push(Buffer.from(text));
    text = "";
    await breathe();
  }
  return [...parts, Buffer.from(text)];
}
