/** The target operations of the control client: who is sent events. */
import type { TargetDescription } from "../domain/target-description.ts";
import type { BusEvent } from "./answers.ts";
import { jsonOf } from "./http.ts";

export type { TargetDescription };

/** A target as it was added, and how the deliveries to it went. */
export interface ListedTarget extends TargetDescription {
  readonly delivered: number;
  /** Given up. */
  readonly failed: number;
  /** Passed over, because too many were waiting. */
  readonly dropped: number;
  /** Not answered yet. */
  readonly waiting: number;
  /** Whether time does not wait for it, until it answers again. */
  readonly isDown: boolean;
  /** Why the last event that was given up was. */
  readonly lastFailure: string | null;
}

export interface Targets {
  /**
   * Sends events from now on; while `advance` and `until` move time, it stands until a target with
   * `wait` has answered, or for five seconds.
   */
  add(target: TargetDescription): Promise<void>;
  /** The targets in the order in which they were added. */
  list(): Promise<readonly ListedTarget[]>;
  remove(name: string): Promise<void>;
  /** Removes all targets and returns their names. */
  removeAll(): Promise<readonly string[]>;
  /** What it was sent in vain, the newest 1,000, oldest first. */
  deadLetters(name: string): Promise<readonly DeadLetter[]>;
  /** Sends those again; returns how many there are, and does not wait for their deliveries. */
  redrive(name: string): Promise<number>;
}

/** An event that was given up. */
export interface DeadLetter {
  /** The number of the event, as in `events`. */
  readonly sequence: number;
  readonly reason: string;
  readonly event: BusEvent;
}

interface Names {
  readonly names: readonly string[];
}

export function targetsOf(endpoint: string): Targets {
  const path = "targets";
  return {
    add: async (body) => {
      await jsonOf<Names>(endpoint, { method: "POST", path, body });
    },
    list: async () => {
      type Listed = { readonly targets: readonly ListedTarget[] };
      return (await jsonOf<Listed>(endpoint, { method: "GET", path })).targets;
    },
    remove: async (name) => {
      const ofOne = `${path}/${encodeURIComponent(name)}`;
      await jsonOf<Names>(endpoint, { method: "DELETE", path: ofOne });
    },
    removeAll: async () => (await jsonOf<Names>(endpoint, { method: "DELETE", path })).names,
    deadLetters: async (name) => {
      type Listed = { readonly deadLetters: readonly DeadLetter[] };
      const ofOne = `${path}/${encodeURIComponent(name)}/dead-letters`;
      return (await jsonOf<Listed>(endpoint, { method: "GET", path: ofOne })).deadLetters;
    },
    redrive: async (name) => {
      const ofOne = `${path}/${encodeURIComponent(name)}/redrive`;
      type Answer = { readonly redriven: number };
      return (await jsonOf<Answer>(endpoint, { method: "POST", path: ofOne })).redriven;
    },
  };
}
