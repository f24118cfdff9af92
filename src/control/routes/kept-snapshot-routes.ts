/** Routes of the snapshots that are kept here under names. */
import { isoMillisecond } from "../../domain/time.ts";
import type { KeptSnapshot } from "../kept-snapshots.ts";
import type { ControlOptions } from "../options.ts";
import { countWorld } from "../present.ts";
import {
  answered,
  answeredJson,
  type ControlAnswer,
  type ControlRoute,
  lazily,
  refused,
} from "../route.ts";
import { putSnapshot, snapshotOf } from "../snapshots.ts";

const contract = lazily(() => import("../contracts/snapshot-contracts.ts"));

const longestName = 64;

export const keptSnapshotRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/snapshots",
    summary: "The snapshots that are kept here under names, oldest first.",
    takes: "nothing",
    contract: contract("keptList"),
    answer: (_request, { kept }) => answered({ snapshots: kept.all().map(showKept) }),
  },
  {
    method: "PUT",
    path: "/_asg-local/snapshots/{name}",
    summary: "Keeps a snapshot of now under a name, in place of one of the same name.",
    takes: "nothing",
    contract: contract("kept"),
    answer: ({ names: { name = "" } }, options) => keepNow(name, options),
  },
  {
    method: "GET",
    path: "/_asg-local/snapshots/{name}",
    summary: "A snapshot that is kept, whole.",
    takes: "nothing",
    contract: contract("snapshot"),
    answer: ({ names }, options) => withKept(names, options, ({ parts }) => answeredJson(parts)),
  },
  {
    method: "DELETE",
    path: "/_asg-local/snapshots/{name}",
    summary: "Removes a snapshot that is kept.",
    takes: "nothing",
    contract: contract("keptRemoved"),
    answer: ({ names }, options) =>
      withKept(names, options, ({ name }) => answered({ removed: options.kept.remove(name) })),
  },
  {
    method: "POST",
    path: "/_asg-local/snapshots/{name}/restore",
    summary: "Puts a snapshot that is kept in place of everything; it stays kept.",
    takes: "nothing",
    contract: contract("keptRestoration"),
    answer: ({ names }, options) =>
      withKept(names, options, ({ parts }) => putSnapshot(Buffer.concat(parts), options)),
  },
];

async function keepNow(name: string, options: ControlOptions): Promise<ControlAnswer> {
  if (name.length > longestName) return refused(`a name has at most ${longestName} characters`);
  const { emulator, pacer, kept } = options;
  const parts = await snapshotOf(options);
  const { groups, instances } = countWorld(emulator.world);
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  const times = { at: pacer.now(), wall: pacer.wall() };
  const snapshot: KeptSnapshot = { name, ...times, groups, instances, parts, bytes };
  const problem = kept.keep(snapshot);
  return problem === undefined ? answered(showKept(snapshot)) : refused(problem, 409);
}

function withKept(
  { name = "" }: Readonly<Record<string, string>>,
  { kept }: ControlOptions,
  answer: (snapshot: KeptSnapshot) => ControlAnswer | Promise<ControlAnswer>,
) {
  const found = kept.get(name);
  return found === undefined ? refused(`no snapshot ${name}`, 404) : answer(found);
}

function showKept({ name, at, wall, groups, instances, bytes }: KeptSnapshot) {
  const times = { at: isoMillisecond(at), wallTime: isoMillisecond(wall) };
  return { name, ...times, groups, instances, bytes };
}
