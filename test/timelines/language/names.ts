/** Stable names for what has random ids: instances A, B, C by launch, refresh-1, lt-web. */
import type { Change } from "../../../src/domain/changes/change.ts";
import { fail } from "./words.ts";

export interface Names {
  /** Takes note of what a change brings into the world. */
  readonly learn: (change: Change) => void;
  readonly give: (id: string, name: string) => void;
  /** The text with names in place of ids. */
  readonly named: (text: string) => string;
  /** The id behind a name. */
  readonly idOf: (name: string) => string;
}

export function newNames(): Names {
  const nameOf = new Map<string, string>();
  const idOf = new Map<string, string>();
  let instances = 0;
  let refreshes = 0;
  let faults = 0;
  let tokens = 0;
  const give = (id: string, name: string) => {
    nameOf.set(id, name);
    idOf.set(name, id);
  };
  return {
    give,
    learn: (change) => {
      if (change.type === "LaunchAccepted") give(change.id, letter(instances++));
      if (change.type === "LifecycleActionsBegun") {
        for (const { token } of change.actions) give(token, `token-${++tokens}`);
      }
      if (change.type === "FaultAdded") give(change.id, `fault-${++faults}`);
      if (change.type === "RefreshStarted") give(change.refresh.id, `refresh-${++refreshes}`);
    },
    named: (text) => text.replace(anyId, (id) => nameOf.get(id) ?? id),
    idOf: (name) => idOf.get(name) ?? fail(`nothing is called ${name}`),
  };
}

const anyId =
  /\b(i|lt)-[0-9a-f]{17}\b|\bfault-[0-9a-f]{8}\b|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** A to Z, then AA, AB and so on. */
function letter(index: number): string {
  const last = String.fromCharCode("A".charCodeAt(0) + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}
