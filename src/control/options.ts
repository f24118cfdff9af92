/** What the control API is given: the world it controls, and who may ask. */
import type { Emulator } from "../emulator.ts";
import type { Pacer } from "../pacer.ts";
import type { Turns } from "../turns/turns.ts";
import type { Planner } from "./plan-thread.ts";
import type { RequestCounts } from "./request-counts.ts";

export interface ControlOptions {
  readonly emulator: Emulator;
  readonly pacer: Pacer;
  readonly turns: Turns;
  readonly planner: Planner;
  /** What `info` tells beside the clock and the counts. */
  readonly about: About;
  /** Puts clock and world back to how they were when the process started. */
  readonly reset: () => void;
  /** Kept up by the server; what `metrics` tells of requests. */
  readonly requests: RequestCounts;
  /** How many lines of the log nobody read. */
  readonly droppedLogLines: () => number;
  /** Told of each request that may have changed something. */
  readonly onAnswer?: ((answer: Answer) => void) | undefined;
}

interface Answer {
  /** Method and path. */
  readonly action: string;
  /** Method and path with the names of what it is about left out; undefined: it is no route. */
  readonly route?: string | undefined;
  readonly status: number;
  readonly milliseconds: number;
}

export interface About {
  readonly version: string;
  readonly account: string;
  readonly region: string;
  readonly seed: string;
  readonly timing: string;
}
