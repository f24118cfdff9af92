/** The world kept in the folder of `--data`: opened before everything else, closed last. */
import type { Assembly } from "../assembly.ts";
import type { TargetStore } from "../domain/target-store.ts";
import { isoSecond } from "../domain/time.ts";
import { DataFolderError } from "../domain/user-errors.ts";
import type { DataFolder, KeptFolder } from "../durable/data-folder.ts";
import type { OnDisk } from "../durable/group-commit.ts";
import type { StoredGeneration } from "../durable/stored-generation.ts";
import { version } from "../library/version.ts";
import { processes } from "./processes.ts";
import { Refusal } from "./refusal.ts";
import type { StartFlags } from "./start-flags.ts";
import { complain } from "./terminal.ts";

export interface OpenedFolder {
  /** The stored seed overrides the flag. */
  readonly seed: string;
  /** The banner's sentence about it. */
  readonly sentence: string;
  /** Restores the stored world into the assembly, and keeps it from now on. */
  readonly keep: (assembly: Assembly) => Promise<KeptFolder>;
  /** Keeps the targets of events beside the world. */
  readonly targets: TargetStore;
  readonly release: () => void;
}

/** Undefined without `--data`; then nothing of this is loaded. */
export async function openKeptWorld(flags: StartFlags): Promise<OpenedFolder | undefined> {
  const { data: folder, dataLogBytes: mostLogBytes } = flags;
  if (folder === undefined) return undefined;
  const { openDataFolder } = await import("../durable/data-folder.ts");
  const opened = withRefusals(() =>
    openDataFolder({ folder, product: version, processes, mostLogBytes }),
  );
  const { stored, targets, release } = opened;
  if (stored !== undefined && flags.import !== undefined) {
    release();
    throw new Refusal(`${folder}: holds a world; --import begins in an empty folder only`, 2);
  }
  if (stored?.tornAt !== undefined) complain(tornRecord(stored, stored.tornAt));
  const seed = stored?.snapshot.seed ?? flags.seed;
  return {
    seed,
    targets,
    release,
    sentence: sentenceOf(folder, stored),
    keep: (assembly) => keep(opened, { ...assembly, seed }),
  };
}

/** Reports once why nothing more is acknowledged, and exits after the last answers. */
export function endingOnFailure(whenOnDisk: KeptFolder["whenOnDisk"]): KeptFolder["whenOnDisk"] {
  let isEnding = false;
  const end = ({ message }: Error) => {
    if (isEnding) return;
    isEnding = true;
    complain(`${message}; nothing is acknowledged any more`);
    setTimeout(() => process.exit(1), 200);
  };
  return (callBack: OnDisk) =>
    whenOnDisk((failure) => {
      callBack(failure);
      if (failure !== undefined) end(failure);
    });
}

async function keep(opened: DataFolder, world: Assembly & { readonly seed: string }) {
  try {
    withRefusals(() => opened.restore(world));
    return await opened.keep(world);
  } catch (error) {
    opened.release();
    throw asRefusal(error);
  }
}

function sentenceOf(folder: string, stored: StoredGeneration | undefined): string {
  if (stored === undefined) return `data in ${folder}, empty until now`;
  const at = isoSecond(stored.log.lastAt ?? stored.snapshot.world.now);
  const winner = "its world, seed, timing and clock win over flags";
  return `data in ${folder}, last changed at ${at}; ${winner}`;
}

function tornRecord({ log: { path } }: StoredGeneration, tornAt: number): string {
  const what = `the last record, at byte ${tornAt}, was not written to its end`;
  return `${path}: ${what} and is dropped; it was never acknowledged`;
}

export function withRefusals<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asRefusal(error);
  }
}

/** A damaged folder is a user error; anything else is a bug. */
function asRefusal(error: unknown): unknown {
  return error instanceof DataFolderError ? new Refusal(error.message) : error;
}
