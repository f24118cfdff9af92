/** Reads what may go wrong in a plan, said in a few words such as "launch 3 fails". */
import { parseDuration } from "../control/duration.ts";
import { launchErrorCodes } from "../domain/texts/launch-errors.ts";

export type WhatIf =
  /** EC2 refuses one launch of the plan. */
  | { readonly kind: "launch"; readonly nth: number; readonly error: string; readonly says: string }
  /** What the refresh launches runs and never passes a health check. */
  | { readonly kind: "unhealthy"; readonly says: string }
  /** An alarm goes off when so much is complete. */
  | {
      readonly kind: "alarm";
      /** Undefined: the first that the preferences name. */
      readonly alarm: string | undefined;
      readonly percentage: number;
      readonly says: string;
    }
  /** A zone is impaired from the start on. */
  | {
      readonly kind: "zone";
      readonly zone: string;
      /** Milliseconds. */
      readonly lasts: number;
      readonly says: string;
    };

export const whatIfForms = [
  "launch 3 fails",
  "launch 3 fails with VcpuLimitExceeded",
  "new version never healthy",
  "alarm at 50 %",
  "alarm errors at 50 %",
  "zone us-east-1a gone for 10m",
] as const;

const usualError = "InsufficientInstanceCapacity";

/** Undefined for a text that is none of the forms. */
export function parseWhatIf(text: string): WhatIf | undefined {
  const says = text.trim().replace(/\s+/g, " ");
  return launchFails(says) ?? neverHealthy(says) ?? alarmAt(says) ?? zoneGone(says);
}

function launchFails(says: string): WhatIf | undefined {
  const [, nth, error = usualError] =
    /^launch ([1-9]\d{0,5}) fails(?: with (\S+))?$/.exec(says) ?? [];
  if (nth === undefined || !launchErrorCodes.includes(error)) return undefined;
  return { kind: "launch", nth: Number(nth), error, says };
}

function neverHealthy(says: string): WhatIf | undefined {
  return says === "new version never healthy" ? { kind: "unhealthy", says } : undefined;
}

function alarmAt(says: string): WhatIf | undefined {
  const [, alarm, digits] = /^alarm (?:(\S{1,255}) )?at (\d{1,3}) ?%$/.exec(says) ?? [];
  const percentage = Number(digits);
  if (!(percentage <= 100)) return undefined;
  return { kind: "alarm", alarm, percentage, says };
}

function zoneGone(says: string): WhatIf | undefined {
  const [, zone, span] = /^zone ([a-z0-9-]{1,64}) gone for (\S+)$/.exec(says) ?? [];
  const lasts = span === undefined ? undefined : parseDuration(span);
  if (zone === undefined || lasts === undefined || lasts === 0) return undefined;
  return { kind: "zone", zone, lasts, says };
}
