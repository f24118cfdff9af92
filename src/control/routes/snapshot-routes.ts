/** Routes about the state as a whole: taking it out, and putting it in place of the present one. */
import { SnapshotError } from "../../domain/user-errors.ts";
import type { ControlOptions } from "../options.ts";
import { countWorld, showClock } from "../present.ts";
import { answered, answeredJson, type ControlRoute, refused } from "../route.ts";

/** A world with some ten thousand instances and its journal is below this. */
const largestSnapshot = 256 * 1024 * 1024;

export const snapshotRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/snapshot",
    summary: "Everything there is: worlds, clock, what is due, generators, journal.",
    takes: "nothing",
    contract: async () => (await import("../contracts/snapshot-contracts.ts")).snapshot,
    answer: async (_request, options) => answeredJson(await snapshotOf(options)),
  },
  {
    method: "PUT",
    path: "/_asg-local/snapshot",
    summary: "Puts a snapshot in place of everything; a wrong one changes nothing.",
    takes: "body",
    bodyLimit: largestSnapshot,
    contract: async () => (await import("../contracts/snapshot-contracts.ts")).restoration,
    answer: ({ input }, { emulator, pacer }) => {
      try {
        emulator.restore(input);
      } catch (error) {
        if (!(error instanceof SnapshotError)) throw error;
        return refused(error.message);
      }
      pacer.jumpTo((input as { readonly now: number }).now);
      const clock = showClock(pacer.describe());
      return answered({ restored: true, clock, counts: countWorld(emulator.world) });
    },
  },
];

/** Bytes of one part of the answer. */
const partLength = 64 * 1024;

/** Made within the turn and kept until it is sent: a slow reader must not keep others waiting. */
async function snapshotOf({ emulator, pacer, turns }: ControlOptions): Promise<readonly Buffer[]> {
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
