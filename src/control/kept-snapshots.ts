/** Snapshots that are kept here under names, so that they need not go over the wire. */

/** A snapshot as JSON in parts, and what is told of it. */
export interface KeptSnapshot {
  readonly name: string;
  /** The virtual time that it holds, and the wall clock when it was kept. */
  readonly at: number;
  readonly wall: number;
  readonly groups: number;
  readonly instances: number;
  readonly parts: readonly Buffer[];
  readonly bytes: number;
}

const mostSnapshots = 20;
const mostBytes = 256 * 1024 * 1024;

export interface KeptSnapshots {
  /** Oldest first. */
  all(): readonly KeptSnapshot[];
  get(name: string): KeptSnapshot | undefined;
  /** Takes the place of one of the same name; else why there is no room for it. */
  keep(snapshot: KeptSnapshot): string | undefined;
  remove(name: string): boolean;
}

/** They stay over a reset, and end with the process. */
export function keptSnapshots(): KeptSnapshots {
  const byName = new Map<string, KeptSnapshot>();
  return {
    all: () => [...byName.values()],
    get: (name) => byName.get(name),
    keep: (snapshot) => {
      const others = [...byName.values()].filter(({ name }) => name !== snapshot.name);
      if (others.length >= mostSnapshots) {
        return `there are ${mostSnapshots} snapshots already; remove one`;
      }
      const bytes = others.reduce((sum, one) => sum + one.bytes, snapshot.bytes);
      if (bytes > mostBytes) {
        return `the snapshots would have ${bytes} bytes, and at most ${mostBytes} are kept`;
      }
      byName.delete(snapshot.name);
      byName.set(snapshot.name, snapshot);
      return undefined;
    },
    remove: (name) => byName.delete(name),
  };
}
