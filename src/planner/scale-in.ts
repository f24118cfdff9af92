/** Which instances a scale-in takes: zone balance, then the default termination policy. */
import { type Bucket, type Condition, liveConditions } from "../domain/fleet.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { Instance, RefreshRole } from "../domain/instance.ts";

const inService: readonly Condition[] = ["ready", "unsettled", "warming", "unhealthy"];

/** Outdated instances go first, as the default policy takes old configurations first. */
const order: readonly (RefreshRole | undefined)[] = [
  "old",
  undefined,
  "matching",
  "restored",
  "updated",
];

/**
 * Unprotected instances in service worth at most so many units: from the zone
 * with most instances, outdated ones first, then the one launched first, then by id.
 */
export function chooseScaleIn(group: AutoScalingGroup, units: number): Instance[] {
  const zones = candidatesByZone(group);
  const chosen: Instance[] = [];
  let left = units;
  while (left > 0) {
    const zone = fullestZone(zones);
    const instance = zone?.candidates.shift();
    if (zone === undefined || instance === undefined) break;
    zone.size -= 1;
    if (instance.weight > left) continue;
    left -= instance.weight;
    chosen.push(instance);
  }
  return chosen;
}

interface Zone {
  readonly name: string;
  size: number;
  readonly candidates: Instance[];
}

function candidatesByZone(group: AutoScalingGroup): readonly Zone[] {
  const zones = new Map<string, Zone>();
  const buckets = [...group.fleet.buckets.values()].sort(byRole);
  for (const { availabilityZone, instances, isProtected, condition } of buckets) {
    if (!liveConditions.has(condition)) continue;
    const empty: Zone = { name: availabilityZone, size: 0, candidates: [] };
    const zone = zones.get(availabilityZone) ?? empty;
    zone.size += instances.size;
    if (!isProtected && inService.includes(condition)) zone.candidates.push(...instances.values());
    zones.set(availabilityZone, zone);
  }
  return [...zones.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function byRole(a: Bucket, b: Bucket): number {
  return order.indexOf(a.role) - order.indexOf(b.role);
}

/** Of equally full zones the one with the more outdated candidate, as the default policy does. */
function fullestZone(zones: readonly Zone[]): Zone | undefined {
  let fullest: Zone | undefined;
  for (const zone of zones) {
    if (zone.candidates.length === 0) continue;
    if (fullest === undefined || isBefore(zone, fullest)) fullest = zone;
  }
  return fullest;
}

function isBefore(a: Zone, b: Zone): boolean {
  return a.size > b.size || (a.size === b.size && rankOf(a) < rankOf(b));
}

function rankOf({ candidates }: Zone): number {
  return order.indexOf(candidates[0]?.refreshRole);
}
