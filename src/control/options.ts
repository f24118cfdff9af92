/** What the control API is given: the world it controls, and who may ask. */
import type { Emulator } from "../emulator.ts";
import type { Pacer } from "../pacer.ts";
import type { RequestCounts } from "./request-counts.ts";

export interface ControlOptions {
  readonly emulator: Emulator;
  readonly pacer: Pacer;
  /** What `info` tells beside the clock and the counts. */
  readonly about: About;
  /** Names beside the local ones that `Host` may have, lower case. */
  readonly allowedHosts: readonly string[];
  /** Puts clock and world back to how they were when the process started. */
  readonly reset: () => void;
  /** Kept up by the server; what `metrics` tells of requests. */
  readonly requests: RequestCounts;
  /** Told of each request that may have changed something. */
  readonly onAnswer?: ((answer: Answer) => void) | undefined;
}

export interface Answer {
  /** Method and path. */
  readonly action: string;
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
