/** What the control API works with: the world, its clock, and what it reports. */
import type { Deliveries } from "../delivery/deliveries.ts";
import type { Emulator } from "../emulator.ts";
import type { Pacer } from "../pacer.ts";
import type { WhenOnDisk } from "../turns/event-reader.ts";
import type { Turns } from "../turns/turns.ts";
import type { Planner } from "./plan-thread.ts";
import type { RequestCounts } from "./request-counts.ts";

/** A world of its own, or the name of one that the package ships. */
export type AnotherWorld = { readonly world: unknown } | { readonly example: string };

export interface ControlOptions {
  readonly emulator: Emulator;
  readonly pacer: Pacer;
  readonly turns: Turns;
  readonly planner: Planner;
  readonly deliveries: Deliveries;
  /** What `info` shows besides the clock and the counts. */
  readonly about: About;
  /** Resets clock and world to the start of the process, or to another world. */
  readonly reset: (to?: AnotherWorld) => Promise<void>;
  /** Request counts kept by the server, for `metrics`. */
  readonly requests: RequestCounts;
  /** Calls back when everything so far is on disk, or with the failure. */
  readonly whenOnDisk: WhenOnDisk;
  /** How many log lines were dropped because nobody read them. */
  readonly droppedLogLines: () => number;
  /** Called for each request that may have changed something. */
  readonly onAnswer?: ((answer: Answer) => void) | undefined;
}

interface Answer {
  /** Method and path. */
  readonly action: string;
  /** Method and path pattern; undefined when no route matched. */
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
