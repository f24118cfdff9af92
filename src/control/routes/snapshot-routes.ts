/** Routes that take and restore snapshots of the whole state. */
import { answeredJson, type ControlRoute, lazily } from "../route.ts";
import { putSnapshot, snapshotOf } from "../snapshots.ts";

/** Enough for some ten thousand instances with their journal. */
const largestSnapshot = 256 * 1024 * 1024;

const contract = lazily(() => import("../contracts/snapshot-contracts.ts"));

export const snapshotRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/snapshot",
    summary: "Everything there is: worlds, clock, what is due, generators, journal.",
    takes: "nothing",
    contract: contract("snapshot"),
    answer: async (_request, options) => answeredJson(await snapshotOf(options)),
  },
  {
    method: "PUT",
    path: "/_asg-local/snapshot",
    summary: "Puts a snapshot in place of everything; a wrong one changes nothing.",
    takes: "bytes",
    bodyLimit: largestSnapshot,
    contract: contract("restoration"),
    answer: ({ input }, options) => putSnapshot(input as Uint8Array, options),
  },
];
