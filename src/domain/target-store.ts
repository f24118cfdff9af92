/** Keeps the targets of events, and how far each has come, from one process to the next. */
import type { TargetDescription } from "./target-description.ts";

export interface KeptTarget {
  readonly name: string;
  /** Undefined for who is there without being asked for again. */
  readonly description?: TargetDescription | undefined;
  /** It needs no event up to this sequence any more. */
  readonly place: number;
}

/** What it writes outlasts the process when the function returns. */
export interface TargetStore {
  /** Whether no process had targets here before. */
  readonly isNew: boolean;
  /** Those of the process before, in the order in which they were added. */
  readonly kept: readonly KeptTarget[];
  /** Adds a target, or takes the place of one; returns what notes each further place of it. */
  add(target: KeptTarget): (place: number) => void;
  remove(name: string): void;
}
