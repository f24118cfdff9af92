/** Which instances a scale-in takes: broken ones, zone balance, the termination policies. */
import { type Condition, liveConditions } from "../domain/condition.ts";
import type { Bucket } from "../domain/fleet.ts";
import { type AutoScalingGroup, activeRefresh } from "../domain/group.ts";
import type { Instance, RefreshRole } from "../domain/instance.ts";
import { type Precedence, precedenceOf } from "./termination-policies.ts";
import type { GroupView } from "./view.ts";

/**
 * The order of scale-in: instances not in service yet, then unhealthy ones, then those that
 * never became ready, then the rest. So healthy capacity stays while broken instances are left.
 */
const tiers: readonly (readonly Condition[])[] = [
  ["pending"],
  ["unhealthy"],
  ["unsettled", "warming"],
  ["ready"],
];

/** While a refresh is active, its launches count neither as broken nor as spare. */
const tiersInRefresh: typeof tiers = [["unhealthy"], ["unsettled", "warming", "ready"]];

/**
 * Outdated instances go first unless another policy decides: this is the default policy.
 */
const order: readonly (RefreshRole | undefined)[] = [
  "old",
  undefined,
  "matching",
  "restored",
  "updated",
];

/**
 * Unprotected instances worth at most this many units: of each tier
 * from the fullest zone, in the order of the group's termination policies. The default policy takes
 * outdated instances first, then the oldest launch, then by id.
 */
export function chooseScaleIn(
  view: Pick<GroupView, "group" | "region" | "now">,
  units: number,
  excluded: ReadonlySet<Instance> = new Set(),
): Instance[] {
  const { group } = view;
  const precedence = precedenceOf(view);
  const sizes = zoneSizes(group);
  const chosen: Instance[] = [];
  let left = units;
  for (const tier of activeRefresh(group) === undefined ? tiers : tiersInRefresh) {
    const zones = zonesWith(group, { tier, excluded, sizes, precedence });
    while (left > 0) {
      const zone = fullestZone(zones);
      const instance = zone?.candidates.shift();
      if (zone === undefined || instance === undefined) break;
      zone.size -= 1;
      if (instance.weight > left) continue;
      left -= instance.weight;
      chosen.push(instance);
    }
    for (const { name, size } of zones) sizes.set(name, size);
  }
  return chosen;
}

interface Zone {
  readonly name: string;
  size: number;
  readonly candidates: Instance[];
}

interface Choice {
  readonly tier: readonly Condition[];
  readonly excluded: ReadonlySet<Instance>;
  readonly sizes: ReadonlyMap<string, number>;
  readonly precedence: Precedence | undefined;
}

function zoneSizes({ fleet }: AutoScalingGroup): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { availabilityZone, instances, condition } of fleet.buckets.values()) {
    if (!liveConditions.has(condition)) continue;
    sizes.set(availabilityZone, (sizes.get(availabilityZone) ?? 0) + instances.size);
  }
  return sizes;
}

function zonesWith(group: AutoScalingGroup, choice: Choice): readonly Zone[] {
  const { tier, excluded, sizes, precedence } = choice;
  const zones = [...sizes].map(([name, size]): Zone => ({ name, size, candidates: [] }));
  const byName = new Map(zones.map((zone) => [zone.name, zone]));
  const buckets = [...group.fleet.buckets.values()].sort(byRole);
  for (const { availabilityZone, instances, isProtected, condition } of buckets) {
    if (isProtected || !tier.includes(condition)) continue;
    const candidates = [...instances.values()].filter((one) => !excluded.has(one));
    byName.get(availabilityZone)?.candidates.push(...candidates);
  }
  if (precedence !== undefined) for (const { candidates } of zones) candidates.sort(precedence);
  return zones.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function byRole(a: Bucket, b: Bucket): number {
  return order.indexOf(a.role) - order.indexOf(b.role);
}

/** Of equally full zones the one with the more outdated candidate, as in the default policy. */
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
