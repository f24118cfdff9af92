/** The snapshots that the emulator keeps under names: those of the user, and those to undo with. */
import { computed, signal } from "@preact/signals";
import type { KeptSnapshot } from "../../client/snapshots.ts";
import { ask, controlPath, sentenceOf } from "./http.ts";
import { readerOf } from "./reader.ts";
import { groups } from "./world.ts";

const path = "/snapshots";
const pathOf = (name: string) => `${path}/${encodeURIComponent(name)}`;

/** Oldest first. */
export const keptSnapshots = readerOf(async () => {
  const { snapshots } = await ask<{ readonly snapshots: readonly KeptSnapshot[] }>(path);
  return snapshots;
});

/** What the page kept before it changed something: `before 3: +10m`. */
const ownName = /^before (\d+): (.*)$/;

/** So many are kept to undo with, and leave room for those of the user (D-114). */
const mostOwn = 10;
/** Of more a snapshot is too large to be taken each time. */
const mostInstances = 1000;
/** As the emulator takes it. */
const longestName = 64;

const own = computed(() =>
  (keptSnapshots.value.value ?? []).filter(({ name }) => ownName.test(name)),
);

/** What `undo` goes back to, and what it takes back. */
export const undoable = computed(() => {
  const last = own.value.at(-1);
  const what = last && ownName.exec(last.name)?.[2];
  return last && { name: last.name, what: what ?? "" };
});

/** Why the last change cannot be undone, if so. */
export const notKept = signal<string | undefined>();

function instanceCount(): number {
  const all = groups.value.value ?? [];
  return all
    .flatMap(({ instances }) => Object.values(instances))
    .reduce((sum, count) => sum + count, 0);
}

/**
 * Does the work, and before it keeps the world as it is, to undo it with. What stands in the way of
 * keeping is told and stops nothing; what the work throws is thrown, and nothing is kept of it. The
 * oldest make room only afterwards, since one of them may be what is restored.
 */
export async function undoably(what: string, work: () => Promise<unknown>): Promise<void> {
  const name = await keptBefore(what);
  try {
    await work();
  } catch (error) {
    if (name !== undefined) await telling(() => remove(name));
    throw error;
  }
  await telling(async () => {
    for (const one of own.value.slice(0, -mostOwn)) await remove(one.name);
  });
}

/** The name of what was kept; undefined when nothing could be. */
async function keptBefore(what: string): Promise<string | undefined> {
  notKept.value =
    instanceCount() > mostInstances
      ? `with more than ${mostInstances} instances nothing is kept to undo`
      : undefined;
  if (notKept.value !== undefined) return undefined;
  const last = ownName.exec(own.value.at(-1)?.name ?? "")?.[1] ?? "0";
  const name = `before ${Number(last) + 1}: ${what}`.slice(0, longestName);
  const isKept = await telling(() => keepWithRoom(name));
  return isKept ? name : undefined;
}

/** Where there is no room, the oldest of the page's own makes some. */
async function keepWithRoom(name: string): Promise<void> {
  try {
    await keep(name);
  } catch (error) {
    const [oldest] = own.value;
    if (oldest === undefined) throw error;
    await remove(oldest.name);
    await keep(name);
  }
}

/** What fails is told beside the button that it weakens; true when nothing did. */
async function telling(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    notKept.value = sentenceOf(error);
    return false;
  }
}

export async function keep(name: string): Promise<void> {
  await ask(pathOf(name), { method: "PUT" });
  await keptSnapshots.refresh();
}

export async function remove(name: string): Promise<void> {
  await ask(pathOf(name), { method: "DELETE" });
  await keptSnapshots.refresh();
}

/** After it everything is to be read anew. */
export async function restore(name: string): Promise<void> {
  await ask(`${pathOf(name)}/restore`, { method: "POST" });
}

/** Puts the content of a file, as downloaded before, in place of everything. */
export async function restoreFile(file: Blob): Promise<void> {
  const body = JSON.parse(await file.text()) as object;
  await ask("/snapshot", { method: "PUT", body });
}

export const downloadPath = (name: string) => `${controlPath}${pathOf(name)}`;
