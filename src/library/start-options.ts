/** What `startEmulator` can be asked for. Imports nothing, so that its types need nothing else. */

export interface StartEmulatorOptions {
  /** Port on 127.0.0.1; without it a free one. */
  readonly port?: number | undefined;
  /** `manual`, the default, moves by `control` only; `realtime` runs with the wall clock. */
  readonly clock?: "manual" | "realtime" | undefined;
  /** Virtual seconds a second, in realtime. */
  readonly speed?: number | undefined;
  /** Virtual time at the beginning, ISO 8601 or a Date. Without it the world file's, else now. */
  readonly startTime?: string | Date | undefined;
  /** The same seed, start time and calls give the same story. Without it always the same one. */
  readonly seed?: string | undefined;
  /** How long launches and all else take. Without it the world file's, else `aws`. */
  readonly timing?: "aws" | "fast" | "instant" | undefined;
  /** Whether what leaves a load balancer waits for its deregistration delay. Else `timing` says. */
  readonly connectionDraining?: boolean | undefined;
  /** Minimum healthy 100 % without a maximum. Without it the world file's, else `launch-first`. */
  readonly min100?: "terminate-first" | "launch-first" | undefined;
  /** Whether AMIs that nobody registered are refused. Without it the world file says, else no. */
  readonly strictImages?: boolean | undefined;
  /** 12 digits. */
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  /** Path of a world file: what there is at the beginning and after each reset. */
  readonly world?: string | undefined;
  /** URL of another emulator, which is asked for launch templates that are not here. */
  readonly ec2Endpoint?: string | undefined;
  /** Origins of web pages that may call and read, such as http://localhost:3000. */
  readonly allowOrigins?: readonly string[] | undefined;
}
