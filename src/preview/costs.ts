/** What a refresh costs: the instances above the desired capacity, and the capacity below it. */
import { liveConditions } from "../domain/condition.ts";
import type { Fleet } from "../domain/fleet.ts";
import { hour, type Instant } from "../domain/time.ts";

export interface Costs {
  readonly extraInstanceHours: number;
  readonly missingCapacityHours: number;
}

interface CostSample {
  readonly at: Instant;
  readonly desired: number;
  readonly ready: number;
  readonly extraInstances: number;
}

/**
 * The instances that run beyond the desired capacity: from EC2's acceptance of the launch until EC2
 * shuts them down, so also while they drain or wait in a hook. With weights, the share of them that
 * their units beyond it are.
 */
export function extraInstances(fleet: Fleet, desired: number): number {
  let instances = 0;
  let units = 0;
  for (const bucket of fleet.buckets.values()) {
    const { condition } = bucket;
    const isRunning = liveConditions.has(condition) && condition !== "requested";
    const count = isRunning
      ? bucket.instances.size
      : condition === "leaving"
        ? runningIn(bucket.instances.values())
        : 0;
    instances += count;
    units += count * bucket.weight;
  }
  return units > desired ? (instances * (units - desired)) / units : 0;
}

function runningIn(instances: Iterable<{ readonly ec2State: string }>): number {
  let count = 0;
  for (const { ec2State } of instances) if (ec2State === "running") count += 1;
  return count;
}

/** Each sample lasts until the next one, the last one until the end. */
export function costsOf(samples: readonly CostSample[], endedAt: Instant): Costs {
  let extra = 0;
  let missing = 0;
  for (const [nth, { at, desired, ready, extraInstances: over }] of samples.entries()) {
    const lasted = (samples[nth + 1]?.at ?? endedAt) - at;
    extra += over * lasted;
    missing += Math.max(0, desired - ready) * lasted;
  }
  return { extraInstanceHours: hoursOf(extra), missingCapacityHours: hoursOf(missing) };
}

/** Of milliseconds, to a ten-thousandth, less than half a second. */
export function hoursOf(milliseconds: number): number {
  return Math.round((milliseconds / hour) * 10_000) / 10_000;
}
