/** The flags of `start`, as its command reads them. */
import type { Instant } from "../domain/time.ts";
import type { TimingProfile } from "../domain/timing.ts";
import type { Settings } from "../domain/world.ts";

export interface StartFlags {
  readonly port: number;
  readonly host: string;
  readonly allowHost: readonly string[];
  readonly allowOrigin: readonly string[];
  readonly world?: string;
  readonly import?: string;
  readonly exportOnExit?: string;
  readonly data?: string;
  readonly dataLogBytes?: number;
  readonly clock: "realtime" | "manual";
  readonly speed: number;
  /** Whether these two set the clock's pace even with an imported snapshot. */
  readonly isPaceGiven: boolean;
  readonly startTime?: Instant;
  readonly seed: string;
  readonly timing?: TimingProfile;
  readonly connectionDraining?: boolean;
  readonly min100?: Settings["min100"];
  readonly strictImages?: boolean;
  readonly lateEvents?: boolean;
  readonly account: string;
  readonly region: string;
  readonly allowUnsigned: boolean;
  readonly console: boolean;
  readonly ec2Endpoint?: string;
  readonly targetsEndpoint?: string;
  readonly sqsEndpoint?: string;
  readonly snsEndpoint?: string;
  readonly lambdaEndpoint?: string;
  readonly webhook?: string;
  readonly eventsEndpoint?: string;
  readonly eventBus?: string;
  readonly eventsSource?: string;
  readonly log: LogForm;
}

export type LogForm = "pretty" | "json" | "silent";
