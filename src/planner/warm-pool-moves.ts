/** Which instances go into service from the warm pool, and which go back into it on scale-in. */
import { liveConditions } from "../domain/condition.ts";
import { byLaunchTime } from "../domain/fleet.ts";
import { type AutoScalingGroup, activeRefresh } from "../domain/group.ts";
import type { Instance, RefreshRole } from "../domain/instance.ts";
import type { LaunchOrder, Termination, WarmPoolMove } from "./decision.ts";

export interface Supply {
  readonly moves: readonly WarmPoolMove[];
  /** Launches for what the pool could not supply. */
  readonly launches: readonly LaunchOrder[];
}

/**
 * Scale-out and health replacements take from the pool first and launch the rest. A refresh
 * replaces live instances with new launches only.
 */
export function drawOnWarmPool(group: AutoScalingGroup, orders: readonly LaunchOrder[]): Supply {
  const pool = group.warmPool;
  if (pool === undefined || pool.isPendingDelete || orders.length === 0) {
    return { moves: [], launches: orders };
  }
  const next = supplier(group);
  const moves: WarmPoolMove[] = [];
  const launches = orders.map((order) => {
    let { units } = order;
    while (order.purpose !== "refresh" && units > 0) {
      const instance = next();
      if (instance === undefined) break;
      units -= instance.weight;
      const { purpose, cause } = order;
      moves.push({ instance, to: "service", purpose, cause });
    }
    return { ...order, units };
  });
  return { moves, launches: launches.filter(({ units }) => units > 0) };
}

/**
 * With ReuseOnScaleIn, instances chosen by a scale-in return to the pool, except those that never
 * entered service or are unhealthy.
 */
export function returnedToWarmPool(
  { warmPool }: AutoScalingGroup,
  chosen: readonly Termination[],
): { readonly moves: readonly WarmPoolMove[]; readonly terminations: readonly Termination[] } {
  const isReused = warmPool?.settings.reuseOnScaleIn === true && !warmPool.isPendingDelete;
  const isSound = ({ instance }: Termination) =>
    instance.lifecycleState === "InService" && instance.healthStatus === "Healthy";
  const reused = isReused ? chosen.filter(isSound) : [];
  const moves = reused.map(
    ({ instance, purpose, cause, isSelected }): WarmPoolMove => ({
      instance,
      to: "warmPool",
      purpose,
      cause,
      isSelected,
    }),
  );
  return { moves, terminations: chosen.filter((one) => !reused.includes(one)) };
}

interface Zone {
  readonly name: string;
  live: number;
  readonly stock: Instance[];
}

/**
 * Supplies one instance at a time: from the zone with the fewest live ones, target first, then
 * oldest.
 */
function supplier(group: AutoScalingGroup): () => Instance | undefined {
  const zones = zonesOf(group);
  return () => {
    let emptiest: Zone | undefined;
    for (const zone of zones) {
      const isBetter = emptiest === undefined || zone.live < emptiest.live;
      if (zone.stock.length > 0 && isBetter) emptiest = zone;
    }
    if (emptiest !== undefined) emptiest.live += 1;
    return emptiest?.stock.shift();
  };
}

function zonesOf(group: AutoScalingGroup): readonly Zone[] {
  const zones = new Map<string, Zone>();
  const isUsable = usableRole(group);
  for (const {
    condition,
    availabilityZone: name,
    instances,
    role,
  } of group.fleet.buckets.values()) {
    const zone = zones.get(name) ?? { name, live: 0, stock: [] };
    zones.set(name, zone);
    if (liveConditions.has(condition)) zone.live += instances.size;
    if (condition !== "warmed" || !isUsable(role)) continue;
    for (const instance of instances.values()) {
      if (instance.healthStatus === "Healthy") zone.stock.push(instance);
    }
  }
  for (const { stock } of zones.values()) stock.sort(targetFirst);
  return [...zones.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * While a refresh with a desired configuration goes forward, the pool supplies only instances that
 * have it, as launches do; in a rollback only those that do not.
 */
function usableRole(group: AutoScalingGroup): (role: RefreshRole | undefined) => boolean {
  const refresh = activeRefresh(group);
  if (refresh?.status === "RollbackInProgress") return (role) => role !== "updated";
  const isForward = refresh?.status === "InProgress" || refresh?.status === "Baking";
  if (!isForward || refresh.desiredConfiguration === undefined) return () => true;
  return hasTarget;
}

function hasTarget(role: RefreshRole | undefined): boolean {
  return role === "updated" || role === "matching";
}

function targetFirst(a: Instance, b: Instance): number {
  const difference = Number(hasTarget(b.refreshRole)) - Number(hasTarget(a.refreshRole));
  return difference === 0 ? byLaunchTime(a, b) : difference;
}
