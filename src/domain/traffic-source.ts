/**
 * A group's traffic sources: classic load balancers, target groups and VPC Lattice target groups.
 */
import { type HasCome, type Instant, milliseconds } from "./time.ts";
import type { Timing } from "./timing.ts";

export const trafficSourceTypes = ["elb", "elbv2", "vpc-lattice"] as const;
export type TrafficSourceType = (typeof trafficSourceTypes)[number];

export interface TrafficSource {
  readonly type: TrafficSourceType;
  /** A name for `elb`, an ARN for the others. */
  readonly identifier: string;
}

/** A source that was attached or detached after its group was created. */
export interface AttachedSource extends TrafficSource {
  readonly changedAt: Instant;
  readonly isDetached: boolean;
  /** When the instances have left a detached source; absent while it is attached. */
  readonly removedAt?: Instant | undefined;
}

export type TrafficSourceState = "Adding" | "Added" | "InService" | "Removing";

export function trafficSourceKey({ type, identifier }: TrafficSource): string {
  return `${type}/${identifier}`;
}

/** The state of a source by the time passed; undefined when it is gone. */
export function stateSince(
  { changedAt, isDetached, removedAt = changedAt }: Omit<AttachedSource, keyof TrafficSource>,
  hasCome: HasCome,
  timing: Pick<Timing, "attachSeconds">,
): "Adding" | "Added" | "Removing" | undefined {
  if (isDetached) return hasCome(removedAt) ? undefined : "Removing";
  return hasCome(changedAt + milliseconds(timing.attachSeconds)) ? "Added" : "Adding";
}

/** The default type of a source, derived from its identifier. */
export function typeOfIdentifier(identifier: string): TrafficSourceType {
  if (/^arn:[^:]*:elasticloadbalancing:.*:targetgroup\//.test(identifier)) return "elbv2";
  return /^arn:[^:]*:vpc-lattice:/.test(identifier) ? "vpc-lattice" : "elb";
}
