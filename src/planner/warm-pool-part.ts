/** The warm pool's part of a refresh as numbers: bounds of its own, and what is left to do. */
import { unreadyConditions, warmConditions } from "../domain/condition.ts";
import { unitsOf } from "../domain/fleet.ts";
import { warmPoolSize } from "../domain/warm-pool.ts";
import { type CapacityBounds, capacityBounds } from "./capacity.ts";
import { countOf, type RefreshView } from "./view.ts";

export interface WarmPoolPart {
  /** The pool's wanted size in units (G-174). */
  readonly size: number;
  /** Units in the pool or on their way into it. */
  readonly live: number;
  /** Units at rest in the pool. */
  readonly ready: number;
  /** Units to be replaced. */
  readonly outgoing: number;
  /** The percentages of the refresh, applied to the pool's size. */
  readonly bounds: CapacityBounds;
}

/** Undefined without a pool, or while the pool is being deleted. */
export function warmPoolPart(view: RefreshView): WarmPoolPart | undefined {
  const pool = view.group.warmPool;
  if (pool === undefined || pool.isPendingDelete) return undefined;
  let live = 0;
  let ready = 0;
  let outgoing = 0;
  for (const bucket of view.group.fleet.buckets.values()) {
    const { condition, role } = bucket;
    if (!warmConditions.has(condition)) continue;
    live += unitsOf(bucket);
    if (condition === "warmed") ready += unitsOf(bucket);
    if (role === view.outgoing) outgoing += unitsOf(bucket);
  }
  const size = warmPoolSize(pool.settings, view.group);
  const { minHealthyPercentage, maxHealthyPercentage } = view.refresh.preferences;
  const bounds = capacityBounds({
    desired: size,
    minHealthyPercentage,
    maxHealthyPercentage,
    min100: view.settings.min100,
    unit: 1,
  });
  return { size, live, ready, outgoing, bounds };
}

/** A refresh does not end before the pool is full of instances with the target. */
export function isWarmPoolUnfinished(view: RefreshView): boolean {
  const part = warmPoolPart(view);
  if (part === undefined) return false;
  return part.outgoing > 0 || part.live < part.size || part.ready < part.live;
}

/** The pool is refreshed when every live instance has the target and is ready. */
export function isLivePartDone(view: RefreshView): boolean {
  const left = view.replaceable + view.protectedOutgoing + view.standbyOutgoing;
  if (left > 0 || view.live < view.group.desiredCapacity) return false;
  const incoming = view.isRollback ? (["restored"] as const) : (["updated", "matching"] as const);
  return countOf(view, incoming, unreadyConditions) === 0;
}
