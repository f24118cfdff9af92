/** What came to a refresh from outside: calls, alarms that changed, faults that fired. */
import type { Mark } from "../data/shapes.ts";
import { instantOf } from "../data/times.ts";

type Kind = "cancel" | "rollback" | "alarm" | "fault";

export interface Incident {
  readonly kind: Kind;
  /** Seconds since 1970. */
  readonly at: number;
  readonly text: string;
}

/** Stands before the words in the picture, so that no colour tells a kind alone. */
export const incidentShapes: Readonly<Record<Kind, string>> = {
  cancel: "⊘",
  rollback: "↶",
  alarm: "◆",
  fault: "✕",
};

const words: Readonly<Record<Kind, (about: string | null) => string>> = {
  cancel: () => "Cancel called",
  rollback: (reason) => reason ?? "Rollback",
  alarm: (about) => `Alarm ${(about ?? "").replace(/ (\S+)$/, ": $1")}`,
  fault: (about) => `Fault: ${about ?? ""}`,
};

/** None for a mark of another kind. */
export function incidentOf({ at, kind, about }: Mark): Incident[] {
  if (!(kind in words)) return [];
  const known = kind as Kind;
  return [{ kind: known, at: instantOf(at) / 1000, text: words[known](about) }];
}
