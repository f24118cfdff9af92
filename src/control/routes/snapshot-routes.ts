/** Routes about the state as a whole: taking it out, and putting it in place of the present one. */
import { countWorld, showClock } from "../present.ts";
import {
  answered,
  answeredJson,
  type ControlAnswer,
  type ControlRoute,
  refused,
} from "../route.ts";

/** A world with some ten thousand instances and its journal is below this. */
const largestSnapshot = 256 * 1024 * 1024;

export const snapshotRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/snapshot",
    summary: "Everything there is: worlds, clock, what is due, generators, journal.",
    takes: "nothing",
    contract: async () => (await import("../contracts/snapshot-contracts.ts")).snapshot,
    answer: (_request, { emulator, pacer }) => {
      emulator.catchUp();
      const { mode, speed } = pacer.describe();
      return asText({ ...emulator.snapshot(), clock: { mode, speed } });
    },
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
        if ((error as Error).name !== "SnapshotError") throw error;
        return refused((error as Error).message);
      }
      pacer.jumpTo((input as { readonly now: number }).now);
      const clock = showClock(pacer.describe());
      return answered({ restored: true, clock, counts: countWorld(emulator.world) });
    },
  },
];

/** No text is longer than some 512 million characters, and a world may be. */
function asText(snapshot: object): ControlAnswer {
  try {
    return answeredJson(JSON.stringify(snapshot));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refused("the world is too large for one JSON text; --data keeps it in pieces", 409);
  }
}
