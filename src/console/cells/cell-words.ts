/** How an instance is shown: a letter and a colour for its state, a fill for its version. */
import type { Instance } from "../data/instances.ts";

type CellTone = "good" | "busy" | "wait" | "bad" | "idle" | "held" | "aside";

interface CellWords {
  readonly letter: string;
  readonly tone: CellTone;
  readonly text: string;
}

const words = {
  pending: { letter: "P", tone: "busy", text: "pending" },
  waiting: { letter: "W", tone: "held", text: "waiting in a hook" },
  rootVolume: { letter: "V", tone: "busy", text: "replacing its root volume" },
  warming: { letter: "I", tone: "wait", text: "in service, warming" },
  ready: { letter: "R", tone: "good", text: "ready" },
  unhealthy: { letter: "U", tone: "bad", text: "unhealthy" },
  leaving: { letter: "T", tone: "idle", text: "terminating" },
  standby: { letter: "S", tone: "aside", text: "in standby" },
  stopped: { letter: "Z", tone: "aside", text: "in the warm pool" },
} as const satisfies Readonly<Record<string, CellWords>>;

type Word = keyof typeof words;

/** By the condition of the instance, as the planner counts it. */
const wordOf: Readonly<Record<string, Word>> = {
  requested: "pending",
  pending: "pending",
  replacingRootVolume: "rootVolume",
  warming: "warming",
  unsettled: "warming",
  ready: "ready",
  unhealthy: "unhealthy",
  standby: "standby",
  warmedPending: "stopped",
  warmed: "stopped",
  leaving: "leaving",
};

export function wordsOf(instance: Instance): CellWords {
  if (instance.isInHook) return words.waiting;
  return words[wordOf[instance.condition] ?? "pending"];
}

/** In the order of the legend. */
export const allWords: readonly CellWords[] = Object.values(words);

export type Version = "new" | "old" | "other";

/** Outside a refresh nothing is to be replaced, so that all is new. */
export function versionOf({ role }: Instance): Version {
  if (role === "old") return "old";
  return role === "restored" ? "other" : "new";
}

export const versionWords: Readonly<Record<Version, string>> = {
  new: "new version",
  old: "to be replaced",
  other: "restored by a rollback",
};

/** Whether a refresh leaves it alone or waits for it, unless its preferences say otherwise. */
export const isSetAside = ({ isProtected, condition }: Instance) =>
  isProtected || condition === "standby";

/** Everything about an instance in one line, for who cannot see its cell. */
export function labelOf(instance: Instance): string {
  const { id, zone, isProtected, weight } = instance;
  const version = instance.source.version ?? instance.source.imageId;
  return [
    id,
    wordsOf(instance).text,
    zone,
    `version ${version}`,
    versionWords[versionOf(instance)],
    ...(isProtected ? ["protected from scale-in"] : []),
    ...(weight === 1 ? [] : [`weight ${weight}`]),
  ].join(", ");
}
