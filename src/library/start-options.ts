/**
 * The options of `startEmulator`. Imports nothing, so that the published types depend on nothing.
 */

export interface StartEmulatorOptions {
  /** Port on 127.0.0.1; a free one by default. */
  readonly port?: number | undefined;
  /** `manual`, the default, moves only by `control`; `realtime` runs with the wall clock. */
  readonly clock?: "manual" | "realtime" | undefined;
  /** Virtual seconds per second, in realtime. */
  readonly speed?: number | undefined;
  /** Virtual time at the start, ISO 8601 or a Date; by default the world file's, else now. */
  readonly startTime?: string | Date | undefined;
  /** The same seed, start time and calls give the same results; the default is constant. */
  readonly seed?: string | undefined;
  /** How long launches and everything else take; by default the world file's choice, else `aws`. */
  readonly timing?: "aws" | "fast" | "instant" | undefined;
  /**
   * Whether leaving a load balancer waits for its deregistration delay; by default `timing`
   * decides.
   */
  readonly connectionDraining?: boolean | undefined;
  /**
   * The meaning of minimum healthy 100 % without a maximum; by default the world file's, else
   * `launch-first`.
   */
  readonly min100?: "terminate-first" | "launch-first" | undefined;
  /** Whether unregistered AMIs are refused; by default the world file's choice, else no. */
  readonly strictImages?: boolean | undefined;
  /**
   * Whether events arrive 3 to 103 virtual seconds late and out of order, by the seed; by default
   * the world file's choice, else no.
   */
  readonly lateEvents?: boolean | undefined;
  /** 12 digits. */
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  /** The initial state, also after each reset: path of a world file, or a name as `web-fleet`. */
  readonly world?: string | undefined;
  /** URL of another emulator that is asked for launch templates unknown here. */
  readonly ec2Endpoint?: string | undefined;
  /**
   * URL of another emulator that gets what rules, notification configurations and lifecycle hooks
   * send to queues, topics and functions; the next three are for one service each.
   */
  readonly targetsEndpoint?: string | undefined;
  readonly sqsEndpoint?: string | undefined;
  readonly snsEndpoint?: string | undefined;
  readonly lambdaEndpoint?: string | undefined;
  /** Origins of web pages that may call and read, such as http://localhost:3000. */
  readonly allowOrigins?: readonly string[] | undefined;
}
