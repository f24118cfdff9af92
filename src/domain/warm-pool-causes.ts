/** The sentences in causes about changes of a warm pool's size, byte for byte. */
import type { CapacityStep } from "./scaling-activity.ts";
import { type Instant, isoSecond } from "./time.ts";
import type { WarmPoolSettings } from "./warm-pool.ts";

type PoolSizes = Pick<WarmPoolSettings, "minSize" | "maxGroupPreparedCapacity">;

export const warmPoolCauses = {
  /** The first put (G-311). */
  put: (at: Instant, { minSize, maxGroupPreparedCapacity }: PoolSizes, step: CapacityStep) =>
    `At ${isoSecond(at)} a user request put a new WarmPool with MinSize: ${minSize} and ` +
    `MaxGroupPreparedCapacity: ${shown(maxGroupPreparedCapacity)} ${changing(step)}`,
  /** A later put of one or both sizes (G-312); a deletion uses it too (G-313). */
  update: (at: Instant, before: PoolSizes, after: PoolSizes, step: CapacityStep) =>
    `At ${isoSecond(at)} a user request update of WarmPool ${updated(before, after)} ` +
    changing(step),
  /** For a pool without a prepared capacity (G-312). */
  maxSizeUpdate: (at: Instant, max: CapacityStep, step: CapacityStep) =>
    `At ${isoSecond(at)} a user request update of AutoScalingGroup max capacity from max: ` +
    `${max.from} to max: ${max.to} ${changing(step)}`,
  /** Unlike the group's scale-in it has no figures (G-310). */
  shrinking: (at: Instant, change: string | undefined) =>
    `${change === undefined ? "" : `${change}  `}At ${isoSecond(at)} an instance was taken out ` +
    "of service in response to a difference between desired and actual capacity, shrinking the " +
    "capacity.",
  /** For a retained instance of a deleted pool, although the text says otherwise (G-340). */
  retainedInDeletion: (at: Instant, id: string) =>
    `At ${isoSecond(at)} instance ${id} was taken out of service in response to a group deletion.`,
};

function updated(before: PoolSizes, after: PoolSizes): string {
  const min = `min: ${before.minSize} to min: ${after.minSize}`;
  const max =
    `max: ${shown(before.maxGroupPreparedCapacity)} to ` +
    `max: ${shown(after.maxGroupPreparedCapacity)}`;
  const isMaxSame = before.maxGroupPreparedCapacity === after.maxGroupPreparedCapacity;
  if (isMaxSame) return `MinSize from ${min}`;
  if (before.minSize === after.minSize) return `MaxGroupPreparedCapacity from ${max}`;
  return `MinSize and MaxGroupPreparedCapacity from ${min}, ${max}`;
}

function shown(prepared: number | undefined): string {
  return prepared === undefined ? "null" : String(prepared);
}

function changing({ from, to }: CapacityStep): string {
  return `changing the capacity of WarmPool from ${from} to ${to}.`;
}
