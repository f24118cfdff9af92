/** One input of the engine: what has to be given again, in order, to come to the same world. */
import type { Instant } from "./time.ts";

/** Plain JSON, and nothing of it is shared with the world. */
export interface EngineInput {
  readonly at: Instant;
  /** The generators that moved since the input before, as they were when this one began. */
  readonly random: Readonly<Record<string, readonly number[]>>;
  /** Changes that a call brought; without them time alone passed until `at`. */
  readonly brought?: {
    readonly account: string;
    readonly region: string;
    readonly cause: string;
    readonly changes: unknown;
  };
  readonly reached: Reached;
}

/** Where journal and queue stand after an input: giving it again has to lead there too. */
export interface Reached {
  readonly journal: number;
  readonly queue: number;
}

/** Told of all that happens. */
export interface Recorder {
  /** An input of the engine that has taken effect. */
  readonly onInput: (input: EngineInput) => void;
  /** The whole world became another one, by a reset or by a snapshot. */
  readonly onReplaced: () => void;
}
