/** A group's warm pool: its settings, its size, and which lifecycle states belong to it. */
import type { Instance } from "./instance.ts";
import type { ScalingActivity } from "./scaling-activity.ts";

type WarmPoolState = "Stopped" | "Running" | "Hibernated";

/** What PutWarmPool sets; the optional members are shown only when they were given (G-172). */
export interface WarmPoolSettings {
  readonly minSize: number;
  /** Undefined: MaxSize of the group takes its place. */
  readonly maxGroupPreparedCapacity?: number | undefined;
  readonly poolState: WarmPoolState;
  readonly reuseOnScaleIn?: boolean | undefined;
}

export interface WarmPool {
  settings: WarmPoolSettings;
  /** Set by DeleteWarmPool: the pool goes when its instances are gone. */
  isPendingDelete: boolean;
  /** The put that changed the size last: the first sentence of a cause, until a later change. */
  sentence?: string | undefined;
}

/** Those of its group. */
interface Sizes {
  readonly maxSize: number;
  readonly desiredCapacity: number;
}

/**
 * Units that the pool is to hold (G-174). Worked example: maximum 10, desired 6: 4; with a maximum
 * prepared capacity of 8: 2; with 5: none, unless the minimum of the pool asks for some.
 */
export function warmPoolSize(
  { minSize, maxGroupPreparedCapacity }: WarmPoolSettings,
  { maxSize, desiredCapacity }: Sizes,
): number {
  const prepared = (maxGroupPreparedCapacity ?? maxSize) - desiredCapacity;
  return Math.max(minSize, prepared, 0);
}

/** True for an instance in the pool, on its way into it, or ending in it. */
export function isInWarmPool({ lifecycleState }: Pick<Instance, "lifecycleState">): boolean {
  return lifecycleState.startsWith("Warmed:");
}

/** True while an instance is on its way back from service, and not a new one (G-308). */
export function isReturning(
  { activities }: { readonly activities: ReadonlyMap<string, ScalingActivity> },
  { activityId }: Pick<Instance, "activityId">,
): boolean {
  return activities.get(activityId ?? "")?.kind === "returnToWarmPool";
}

/** What a deletion leaves of the settings (G-321). */
export function settingsInDeletion(settings: WarmPoolSettings): WarmPoolSettings {
  return { ...settings, minSize: 0, maxGroupPreparedCapacity: 0 };
}
