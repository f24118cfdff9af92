/** A group's warm pool: its settings, its size, and which lifecycle states belong to it. */
import type { Instance } from "./instance.ts";
import type { ScalingActivity } from "./scaling-activity.ts";
import type { Instant } from "./time.ts";

type WarmPoolState = "Stopped" | "Running" | "Hibernated";

/** What PutWarmPool sets; the optional members are shown only when they were given (G-172). */
export interface WarmPoolSettings {
  readonly minSize: number;
  /** Undefined means the group's MaxSize. */
  readonly maxGroupPreparedCapacity?: number | undefined;
  readonly poolState: WarmPoolState;
  readonly reuseOnScaleIn?: boolean | undefined;
}

export interface WarmPool {
  settings: WarmPoolSettings;
  /** Set by DeleteWarmPool; the pool is deleted once its instances are gone. */
  isPendingDelete: boolean;
  /** A pool that DeleteWarmPool deletes is described at least until then. */
  goneNotBefore?: Instant | undefined;
  /**
   * The sentence of the put that last changed the size, which begins causes until a later change.
   */
  sentence?: string | undefined;
}

/** The group's sizes. */
interface Sizes {
  readonly maxSize: number;
  readonly desiredCapacity: number;
}

/**
 * The pool's wanted size in units (G-174). Worked example: maximum 10, desired 6: 4; with a maximum
 * prepared capacity of 8: 2; with 5: none, unless the pool's minimum requires some.
 */
export function warmPoolSize(
  { minSize, maxGroupPreparedCapacity }: WarmPoolSettings,
  { maxSize, desiredCapacity }: Sizes,
): number {
  const prepared = (maxGroupPreparedCapacity ?? maxSize) - desiredCapacity;
  return Math.max(minSize, prepared, 0);
}

/** Whether an instance is in the pool, entering it, or terminating there. */
export function isInWarmPool({ lifecycleState }: Pick<Instance, "lifecycleState">): boolean {
  return lifecycleState.startsWith("Warmed:");
}

/** Whether an instance is returning from service, and is not a new one (G-308). */
export function isReturning(
  { activities }: { readonly activities: ReadonlyMap<string, ScalingActivity> },
  { activityId }: Pick<Instance, "activityId">,
): boolean {
  return activities.get(activityId ?? "")?.kind === "returnToWarmPool";
}

/** The settings that remain during a deletion (G-321). */
export function settingsInDeletion(settings: WarmPoolSettings): WarmPoolSettings {
  return { ...settings, minSize: 0, maxGroupPreparedCapacity: 0 };
}
