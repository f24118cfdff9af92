/** Manages snapshots that the emulator keeps under names, and takes them over the wire. */
import type { ClockState, Snapshot } from "./answers.ts";
import { jsonOf } from "./http.ts";

export interface KeptSnapshot {
  readonly name: string;
  /** The virtual time that it holds. */
  readonly at: string;
  readonly wallTime: string;
  readonly groups: number;
  readonly instances: number;
  readonly bytes: number;
}

/** At most 20, of 256 MiB together; they stay over a reset and end with the process. */
export interface KeptSnapshots {
  /** Oldest first. */
  list(): Promise<readonly KeptSnapshot[]>;
  /** Keeps a snapshot of now, in place of one of the same name. */
  keep(name: string): Promise<KeptSnapshot>;
  get(name: string): Promise<Snapshot>;
  /** Puts it in place of everything; it stays kept. */
  restore(name: string): Promise<ClockState>;
  remove(name: string): Promise<void>;
}

export function keptSnapshotsOf(endpoint: string): KeptSnapshots {
  const ask = <T>(method: "GET" | "PUT" | "POST" | "DELETE", path: string) =>
    jsonOf<T>(endpoint, { method, path });
  const pathOf = (name: string) => `snapshots/${encodeURIComponent(name)}`;
  return {
    list: async () => {
      const { snapshots } = await ask<{ readonly snapshots: readonly KeptSnapshot[] }>(
        "GET",
        "snapshots",
      );
      return snapshots;
    },
    keep: (name) => ask("PUT", pathOf(name)),
    get: (name) => ask("GET", pathOf(name)),
    restore: async (name) => {
      const path = `${pathOf(name)}/restore`;
      return (await ask<{ readonly clock: ClockState }>("POST", path)).clock;
    },
    remove: async (name) => {
      await ask("DELETE", pathOf(name));
    },
  };
}
