/** One event as EventBridge would deliver it, and its construction. */
import { stableHex } from "./stable-hash.ts";
import { type Instant, isoSecond, wholeSecond } from "./time.ts";
import type { Region } from "./world.ts";

export interface EventBridgeEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: "aws.autoscaling";
  readonly account: string;
  /** Cut to the second (G-146). */
  readonly time: string;
  readonly region: string;
  /** The group's ARN; instance events add the instance's (R-242). */
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface DatedEvent {
  readonly at: Instant;
  readonly event: EventBridgeEvent;
}

export interface EventContents {
  readonly at: Instant;
  /** Determines the event's id, so that the same event always has the same id. */
  readonly key: string;
  readonly type: string;
  readonly resources: readonly string[];
  readonly detail: EventBridgeEvent["detail"];
}

export function datedEvent(
  region: Region,
  { at, key, type, resources, detail }: EventContents,
): DatedEvent[] {
  const digits = `${stableHex(`${type}/${key}`)}${stableHex(key)}`;
  const parts = [0, 8, 12, 16, 20, 32].map((from, nth, cuts) => digits.slice(from, cuts[nth + 1]));
  const event: EventBridgeEvent = {
    version: "0",
    id: parts.slice(0, 5).join("-"),
    "detail-type": type,
    source: "aws.autoscaling",
    account: region.account,
    time: isoSecond(wholeSecond(at)),
    region: region.name,
    resources,
    detail,
  };
  return [{ at, event }];
}
