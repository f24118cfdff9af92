/** What came to a refresh from outside: calls, alarms that changed, faults that fired. */
import type { Mark } from "../data/story.ts";
import { instantOf } from "../data/times.ts";

type Kind = "cancel" | "rollback" | "alarm" | "fault";

export interface Incident {
  readonly kind: Kind;
  /** Seconds since 1970. */
  readonly at: number;
  /** With a shape before it. */
  readonly text: string;
}

const words: Readonly<Record<Kind, string>> = {
  cancel: "⊘ Cancel called",
  rollback: "↶ Rollback",
  alarm: "◆ Alarm",
  fault: "✕ Fault",
};

/** None for a mark of another kind. */
export function incidentOf({ at, kind, about }: Mark): Incident[] {
  if (!(kind in words)) return [];
  const known = kind as Kind;
  const told = about === null ? "" : `: ${about}`;
  return [{ kind: known, at: instantOf(at) / 1000, text: words[known] + told }];
}
