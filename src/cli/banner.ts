/** The first output: where the emulator is, how it runs, and lines to paste next. */
import { isoSecond } from "../domain/time.ts";
import type { ClockState } from "../pacer.ts";

export interface BannerFacts {
  readonly version: string;
  readonly endpoint: string;
  readonly account: string;
  readonly region: string;
  readonly seed: string;
  readonly timing: string;
  readonly clock: ClockState;
  /** The address of the console; undefined where it is switched off. */
  readonly console?: string | undefined;
  /** The folder of the world; undefined when it is only in memory. */
  readonly data?: string | undefined;
}

export function banner(facts: BannerFacts): readonly string[] {
  const { version, endpoint, account, region, seed, timing, clock, data } = facts;
  const pace = clock.mode === "realtime" ? `realtime, speed ${clock.speed}` : clock.mode;
  return [
    `asg-local ${version} answers at ${endpoint}`,
    `account ${account}, region ${region}, timing ${timing}, seed ${seed}`,
    `clock ${pace}, begins at ${isoSecond(clock.now)}`,
    ...(facts.console === undefined ? [] : [`console ${facts.console}`]),
    ...(data === undefined ? [] : [data]),
    "",
    `export AWS_ENDPOINT_URL=${endpoint}`,
    `export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=${region}`,
    "",
  ];
}
