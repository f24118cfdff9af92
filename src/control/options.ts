/** What the control API works with: the world, its clock, and what it reports. */
import type { Deliveries } from "../delivery/deliveries.ts";
import type { TargetDescription } from "../domain/target-description.ts";
import type { Emulator } from "../emulator.ts";
import type { ServiceName } from "../model/shapes.ts";
import type { Pacer } from "../pacer.ts";
import type { WhenOnDisk } from "../turns/event-reader.ts";
import type { Turns } from "../turns/turns.ts";
import type { KeptSnapshots } from "./kept-snapshots.ts";
import type { Planner } from "./plan-thread.ts";
import type { RequestCounts } from "./request-counts.ts";
import type { RequestLog } from "./request-log.ts";

/** A world of its own, or the name of one that the package ships. */
export type AnotherWorld = { readonly world: unknown } | { readonly example: string };

/** A call of AWS's API; account and region default to those of the start. */
interface AwsCall {
  readonly service: ServiceName;
  readonly operation: string;
  /** Typed by AWS's model. */
  readonly input: unknown;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

export type AwsAnswer =
  | { readonly output: unknown }
  | {
      readonly refusal: {
        readonly code: string;
        readonly message: string;
        readonly status: number;
      };
    };

export interface ControlOptions {
  readonly emulator: Emulator;
  readonly pacer: Pacer;
  readonly turns: Turns;
  readonly planner: Planner;
  readonly deliveries: Deliveries;
  /** What `info` shows besides the clock and the counts. */
  readonly about: About;
  /** Resets clock and world to the start, or to another world; returns the world's targets. */
  readonly reset: (to?: AnotherWorld) => Promise<readonly TargetDescription[]>;
  /** Whether the page of the console is served. */
  readonly hasConsole: boolean;
  /** Whether requests without a signature are answered too. */
  readonly allowUnsigned: boolean;
  /** Within a turn: runs a call as if a client had sent it; what it waits for is done later. */
  readonly callAws: (
    call: AwsCall,
  ) => AwsAnswer | Promise<AwsAnswer> | { readonly later: Promise<AwsAnswer> };
  /** Request counts kept by the server, for `metrics`. */
  readonly requests: RequestCounts;
  /** The newest of those requests. */
  readonly latest: RequestLog;
  /** Calls back when everything so far is on disk, or with the failure. */
  readonly whenOnDisk: WhenOnDisk;
  /** Snapshots that are kept under names. */
  readonly kept: KeptSnapshots;
  /** What is common to all streams of changes. */
  readonly streams: Streams;
  /** How many log lines were dropped because nobody read them. */
  readonly droppedLogLines: () => number;
  /** Called for each request that may have changed something. */
  readonly onAnswer?: ((answer: Answer) => void) | undefined;
}

interface Streams {
  /** Differs from start to start of the process. */
  readonly process: string;
  /** How many there are. */
  open: number;
}

interface Answer {
  /** Method and path. */
  readonly action: string;
  /** Method and path pattern; undefined when no route matched. */
  readonly route?: string | undefined;
  readonly status: number;
  /** Why it was refused. */
  readonly message?: string;
  readonly userAgent?: string | undefined;
  readonly milliseconds: number;
}

export interface About {
  readonly version: string;
  readonly account: string;
  readonly region: string;
  readonly seed: string;
  readonly timing: string;
}
