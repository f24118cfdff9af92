/** One input of the engine: replaying all of them in order rebuilds the same world. */
import type { Instant } from "./time.ts";

/** Plain JSON that shares nothing with the world. */
export interface EngineInput {
  readonly at: Instant;
  /**
   * The generators that moved since the previous input, in their state at the start of this one.
   */
  readonly random: Readonly<Record<string, readonly number[]>>;
  /** The changes of a call; absent when only time passed until `at`. */
  readonly brought?: {
    readonly account: string;
    readonly region: string;
    readonly cause: string;
    readonly changes: unknown;
  };
  readonly reached: Reached;
}

/** The state of journal and queue after an input; a replay must reach the same. */
export interface Reached {
  readonly journal: number;
  readonly queue: number;
}

/** Receives everything that happens to the engine. */
export interface Recorder {
  /** Called for an input that has taken effect. */
  readonly onInput: (input: EngineInput) => void;
  /** The world was replaced by a reset or a restored snapshot. */
  readonly onReplaced: () => void;
}
