/** The snapshots that the emulator keeps under names: those of the user, and those to undo with. */
import { computed, signal } from "@preact/signals";
import type { KeptSnapshot } from "../../client/snapshots.ts";
import { ask, sentenceOf } from "./http.ts";
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
 * Keeps the world as it is, to undo what comes next. What stands in the way is told and stops
 * nothing. Returns how to forget it again, for what was refused.
 */
export async function keepBefore(what: string): Promise<() => Promise<void>> {
  const nothing = () => Promise.resolve();
  if (instanceCount() > mostInstances) {
    notKept.value = `with more than ${mostInstances} instances nothing is kept to undo`;
    return nothing;
  }
  try {
    const kept = own.value;
    for (const { name } of kept.slice(0, Math.max(0, kept.length - mostOwn + 1))) {
      await ask(pathOf(name), { method: "DELETE" });
    }
    const last = ownName.exec(kept.at(-1)?.name ?? "")?.[1] ?? "0";
    const name = `before ${Number(last) + 1}: ${what}`.slice(0, 100);
    await ask(pathOf(name), { method: "PUT" });
    notKept.value = undefined;
    return () => remove(name);
  } catch (error) {
    notKept.value = sentenceOf(error);
    return nothing;
  } finally {
    await keptSnapshots.refresh();
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

export const downloadPath = (name: string) => `/_asg-local${pathOf(name)}`;
