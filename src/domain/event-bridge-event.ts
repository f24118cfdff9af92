/** One event as EventBridge would deliver it, and its id. */
import { stableHex } from "./stable-hash.ts";

export interface EventBridgeEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  /** `aws.autoscaling`, but for events that callers put. */
  readonly source: string;
  readonly account: string;
  /** Cut to the second (G-146). */
  readonly time: string;
  readonly region: string;
  /** The group's ARN; instance events add the instance's (R-242). */
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Determined by the event, so that the same event always has the same id. */
export function eventId(type: string, key: string): string {
  const digits = `${stableHex(`${type}/${key}`)}${stableHex(key)}`;
  const parts = [0, 8, 12, 16, 20, 32].map((from, nth, cuts) => digits.slice(from, cuts[nth + 1]));
  return parts.slice(0, 5).join("-");
}
