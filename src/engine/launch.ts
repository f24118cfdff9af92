/** Turns launch orders into instances with zone, settings, behaviour and id. */
import type { Change } from "../domain/changes/change.ts";
import { type Condition, liveConditions, warmConditions } from "../domain/condition.ts";
import type { Subnet } from "../domain/ec2-record.ts";
import { type AutoScalingGroup, activeRefresh } from "../domain/group.ts";
import type { Instance, RefreshRole } from "../domain/instance.ts";
import { findSubnet, subnetsOf } from "../domain/network-records.ts";
import { newInstance } from "../domain/new-instance.ts";
import { allSteps, mapInSteps, type Steps } from "../domain/steps.ts";
import { inferredTexts } from "../domain/texts/inferred-texts.ts";
import {
  instanceLimitText,
  type LaunchError,
  shownLaunchError,
} from "../domain/texts/launch-errors.ts";
import { networkTexts } from "../domain/texts/network-texts.ts";
import { type Instant, milliseconds } from "../domain/time.ts";
import type { LaunchOrder } from "../planner/decision.ts";
import { type BehaviorSource, behaviorSource } from "./launch-faults.ts";
import { allocator, type LaunchContext, type LaunchKind } from "./launch-kinds.ts";

/** The most instances in a group; EC2 refuses further launches, as AWS's own limits do. */
const mostInstances = 200_000;

/** The changes that launch what the orders ask for, with the source in force now. */
export function* launchChanges(
  place: LaunchContext,
  orders: readonly LaunchOrder[],
  /** Zones of the instances that the same decision terminates, one entry each. */
  leavingZones: readonly string[],
): Steps<Change[]> {
  if (orders.length === 0) return [];
  const { group } = place;
  const next = allocator(place);
  const zones = zonesOf(place, leavingZones, conditionsBeside(orders));
  const role = roleOf(group);
  const source = behaviorSource(place);
  const changes: Change[] = [];
  for (const order of orders) {
    const room = mostInstances - group.fleet.members.size - changes.length;
    const kinds = kindsFor(order, next, Math.max(1, room));
    const before = changes.length;
    const ids = yield* newIds(place, kinds);
    const launches = yield* mapInSteps(ids, (id, index): Change => {
      const kind = kinds[index] as LaunchKind;
      const common = { kind, zones, role, order, source, isFull: room < 1 };
      const nth = group.launchCount + before + index + 1;
      const instance = requestedInstance(place, common, { id, nth });
      return { type: "LaunchRequested", group: group.name, instance };
    });
    for (const launch of launches) changes.push(launch);
  }
  return [...source.changes, ...changes];
}

/** The instances of one order, not launched yet; see launchChanges. */
export function launchedInstances(place: LaunchContext, order: LaunchOrder): readonly Instance[] {
  return allSteps(launchChanges(place, [order], [])).flatMap((change) =>
    change.type === "LaunchRequested" ? [change.instance] : [],
  );
}

/** The launches of one order: enough for its units, or as many as fit into them. */
function kindsFor(
  { units, isAtMost }: LaunchOrder,
  next: () => LaunchKind,
  most: number,
): LaunchKind[] {
  const kinds: LaunchKind[] = [];
  let left = units;
  while (left > 0 && kinds.length < most) {
    const kind = next();
    const { weight } = kind.settings;
    if (isAtMost && weight > left && kinds.length > 0) break;
    kinds.push(kind);
    left -= weight;
  }
  return kinds;
}

/** Ascending, so that instances launched together stand in the order of R-122 from the start. */
function* newIds({ draws }: LaunchContext, kinds: readonly LaunchKind[]): Steps<readonly string[]> {
  const ids = yield* mapInSteps(kinds, () => draws.instanceId());
  return ids.sort();
}

interface Common {
  readonly kind: LaunchKind;
  readonly zones: Zone[];
  readonly role: RefreshRole | undefined;
  readonly order: LaunchOrder;
  readonly source: BehaviorSource;
  readonly isFull: boolean;
}

/** The role of a new launch in the active refresh. */
export function roleOf(group: AutoScalingGroup): RefreshRole | undefined {
  const status = activeRefresh(group)?.status;
  if (status === "InProgress" || status === "Baking") return "updated";
  return status === "RollbackInProgress" ? "restored" : undefined;
}

function requestedInstance(
  place: LaunchContext,
  { kind, zones, role, order, source, isFull }: Common,
  { id, nth }: { id: string; nth: number },
): Instance {
  const { group, draws, settings: world } = place;
  const { settings, refusal, purchaseOption, chosenOption, tags } = kind;
  const zone = takeZone(zones);
  const behavior = source.behaviorOf({ id, settings, zone, nth });
  const error = refusal ?? zone.refusal ?? limitOf(isFull) ?? behavior.launchRefusal;
  const isIntoWarmPool = order.isIntoWarmPool === true;
  return newInstance({
    id,
    settings,
    zone,
    purchaseOption,
    tags,
    launchedAt: undefined,
    groupName: group.name,
    lifecycleState: isIntoWarmPool ? "Warmed:Pending" : "Pending",
    refreshRole: role,
    purpose: order.purpose,
    activityId: draws.uuid(),
    launchCause: order.cause,
    launchAlarms: order.invokingAlarms,
    bootSeconds: behavior.bootSeconds ?? world.timing.bootSeconds,
    terminateSeconds: behavior.terminateSeconds ?? world.timing.terminateSeconds,
    settleSeconds: behavior.settleSeconds,
    unhealthyAfterSeconds: behavior.unhealthyAfterSeconds,
    hookAnswer: behavior.hookAnswer,
    launchRefusal: error && shownLaunchError(error, chosenOption),
    death: behavior.death,
    isBroken: behavior.isBroken,
  });
}

function limitOf(isFull: boolean): LaunchError | undefined {
  const message = instanceLimitText(mostInstances);
  return isFull ? { code: "InstanceLimitExceeded", message } : undefined;
}

interface Zone {
  readonly name: string;
  readonly subnet: Subnet | undefined;
  readonly subnetId: string | undefined;
  /** EC2 refuses launches here, because the subnet is gone. */
  readonly refusal: LaunchError | undefined;
  /** EC2 has refused one lately, so that other zones are tried first. */
  readonly isAvoided: boolean;
  count: number;
}

/** The conditions counted for zone balance: live instances, or the pool's for launches into it. */
function conditionsBeside([first]: readonly LaunchOrder[]): ReadonlySet<Condition> {
  return first?.isIntoWarmPool === true ? warmConditions : liveConditions;
}

/** The group's zones with their subnets and numbers of instances in these conditions. */
function zonesOf(
  { region, group, now }: LaunchContext,
  leavingZones: readonly string[],
  conditions: ReadonlySet<Condition>,
): Zone[] {
  const counts = new Map<string, number>();
  for (const { condition, availabilityZone, instances } of group.fleet.buckets.values()) {
    if (!conditions.has(condition)) continue;
    counts.set(availabilityZone, (counts.get(availabilityZone) ?? 0) + instances.size);
  }
  for (const zone of leavingZones) counts.set(zone, (counts.get(zone) ?? 0) - 1);
  const isMeant = ({ id, isDefault }: Subnet) =>
    group.subnetIds.length === 0 ? isDefault : group.subnetIds.includes(id);
  const subnets = subnetsOf(region).filter(isMeant);
  const missing = group.subnetIds.find((id) => findSubnet(region, id) === undefined);
  return group.availabilityZones.map((name) => {
    const subnet = subnets.find(({ availabilityZone }) => availabilityZone === name);
    const refusal = subnet === undefined ? missingSubnetError(name, group, missing) : undefined;
    const isAvoided = isAvoidedIn(group, name, now);
    const count = counts.get(name) ?? 0;
    return { name, subnet, subnetId: subnet?.id, refusal, isAvoided, count };
  });
}

/** So long after a refused launch others come first; AWS does not say how long (D-125). */
const avoidedSeconds = 900;

/** Whether launches go elsewhere first, as `balanced-best-effort` wants, AWS's default. */
function isAvoidedIn({ stored, refusedZones }: AutoScalingGroup, zone: string, now: Instant) {
  const refusedAt = refusedZones?.get(zone);
  if (refusedAt === undefined || now - refusedAt >= milliseconds(avoidedSeconds)) return false;
  const { AvailabilityZoneDistribution: distribution } = stored as StoredDistribution;
  return distribution?.CapacityDistributionStrategy !== "balanced-only";
}

interface StoredDistribution {
  readonly AvailabilityZoneDistribution?: { readonly CapacityDistributionStrategy?: string };
}

/** Why EC2 refuses launches in a zone without a subnet for the group. */
function missingSubnetError(
  zone: string,
  { subnetIds }: AutoScalingGroup,
  missing: string | undefined,
): LaunchError | undefined {
  if (missing !== undefined) {
    return { code: "InvalidSubnetID.NotFound", message: networkTexts.unknownSubnet(missing) };
  }
  if (subnetIds.length > 0) return undefined;
  return { code: "MissingInput", message: inferredTexts.noSubnetIn(zone) };
}

/** Takes the zone with the fewest instances, first by name; one that is avoided last. */
function takeZone(zones: Zone[]): Zone {
  let emptiest = zones[0] as Zone;
  for (const zone of zones) {
    const isBetter =
      zone.isAvoided === emptiest.isAvoided ? zone.count < emptiest.count : emptiest.isAvoided;
    if (isBetter) emptiest = zone;
  }
  emptiest.count += 1;
  return emptiest;
}
