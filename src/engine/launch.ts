/** Turns an order to launch into instances: zone, settings, behaviour, identifiers. */
import type { Change } from "../domain/change.ts";
import { type AutoScalingGroup, activeRefresh, launchSourceInForce } from "../domain/group.ts";
import type { Identifiers } from "../domain/identifiers.ts";
import type { Instance, RefreshRole } from "../domain/instance.ts";
import {
  instanceTags,
  type LaunchRefusal,
  type LaunchSettings,
  launchSettings,
} from "../domain/launch-settings.ts";
import type { Tag } from "../domain/launch-template.ts";
import { defaultSubnets } from "../domain/network.ts";
import type { Instant } from "../domain/time.ts";
import type { LaunchBehavior, Region, Settings } from "../domain/world.ts";
import type { LaunchOrder } from "../planner/decision.ts";

export interface LaunchPlace {
  readonly region: Region;
  readonly group: AutoScalingGroup;
  readonly settings: Settings;
  readonly identifiers: Identifiers;
  readonly now: Instant;
}

/** The changes that launch what the orders ask for, with the source in force now. */
export function launchChanges(
  place: LaunchPlace,
  orders: readonly LaunchOrder[],
  /** Zones of instances that the same decision ends, one entry each. */
  leavingZones: readonly string[],
): Change[] {
  if (orders.length === 0) return [];
  const { region, group } = place;
  const settings = launchSettings(region, launchSourceInForce(group));
  const isRefused = "refusal" in settings;
  const common: Common = {
    settings,
    tags: isRefused ? [] : instanceTags(group, settings),
    zones: zonesOf(place, leavingZones),
    role: roleOf(group),
  };
  const weight = isRefused ? 1 : settings.weight;
  const changes: Change[] = [];
  let nth = group.launchCount;
  for (const order of orders) {
    for (const id of newIds(place, Math.ceil(order.units / weight))) {
      nth += 1;
      const instance = newInstance(place, common, { id, nth, order });
      changes.push({ type: "LaunchRequested", group: group.name, instance });
    }
  }
  return changes;
}

/** Ascending, so that instances launched together stand in the order of R-122 from the start. */
function newIds({ identifiers }: LaunchPlace, count: number): readonly string[] {
  return Array.from({ length: count }, () => identifiers.instanceId()).sort();
}

interface Common {
  readonly settings: LaunchSettings | LaunchRefusal;
  readonly tags: readonly Tag[];
  readonly zones: Zone[];
  readonly role: RefreshRole | undefined;
}

/** What a launch now is to the active refresh. */
function roleOf(group: AutoScalingGroup): RefreshRole | undefined {
  const status = activeRefresh(group)?.status;
  if (status === "InProgress" || status === "Baking") return "updated";
  return status === "RollbackInProgress" ? "restored" : undefined;
}

function newInstance(
  place: LaunchPlace,
  common: Common,
  { id, nth, order: { purpose, cause } }: { id: string; nth: number; order: LaunchOrder },
): Instance {
  const { group, identifiers, settings: world } = place;
  const { settings, role } = common;
  const zone = takeZone(common.zones);
  const known = "refusal" in settings ? nothingKnown : settings;
  const behavior = behaviorOf(place, known, nth);
  return {
    id,
    imageId: known.imageId,
    instanceType: known.instanceType,
    availabilityZone: zone.name,
    subnetId: zone.subnetId,
    privateIpAddress: addressOf(id),
    launchTemplate: known.launchTemplate,
    launchConfigurationName: known.launchConfigurationName,
    weight: known.weight,
    tags: common.tags,
    ec2State: "pending",
    launchedAt: undefined,
    terminatedAt: undefined,
    groupName: group.name,
    lifecycleState: "Pending",
    healthStatus: "Healthy",
    protectedFromScaleIn: group.newInstancesProtectedFromScaleIn,
    inServiceAt: undefined,
    isSettled: false,
    isWarm: false,
    refreshRole: role,
    purpose,
    activityId: identifiers.uuid(),
    launchCause: cause,
    bootSeconds: behavior.bootSeconds ?? world.timing.bootSeconds,
    terminateSeconds: behavior.terminateSeconds ?? world.timing.terminateSeconds,
    launchRefusal: "refusal" in settings ? settings.refusal : behavior.launchRefusal,
    isBroken: behavior.isBroken ?? false,
  };
}

/** What a launch without settings carries until EC2 refuses it. */
const nothingKnown: LaunchSettings = {
  imageId: "",
  instanceType: "",
  weight: 1,
  templateTags: [],
};

/** The exceptions that hold for this launch; of several the last one named wins. */
function behaviorOf(
  { group, settings: { behaviors } }: LaunchPlace,
  { launchTemplate }: LaunchSettings,
  nth: number,
): Partial<LaunchBehavior> {
  const isMeant = (behavior: LaunchBehavior) =>
    (behavior.group === undefined || behavior.group === group.name) &&
    (behavior.nthLaunch === undefined || behavior.nthLaunch === nth) &&
    (behavior.launchTemplateVersion === undefined ||
      String(behavior.launchTemplateVersion) === launchTemplate?.version);
  return Object.assign({}, ...behaviors.filter(isMeant));
}

/** An address inside the default VPC that follows from the instance's id. */
function addressOf(id: string): string {
  const number = Number.parseInt(id.slice(-4), 16);
  return `172.31.${(number >> 8) & 0xff}.${number & 0xff}`;
}

interface Zone {
  readonly name: string;
  readonly subnetId: string | undefined;
  count: number;
}

/** The group's zones with their subnets and the live instances in each. */
function zonesOf({ region, group }: LaunchPlace, leavingZones: readonly string[]): Zone[] {
  const counts = new Map<string, number>();
  for (const { condition, availabilityZone, instances } of group.fleet.buckets.values()) {
    if (condition === "leaving" || condition === "standby") continue;
    counts.set(availabilityZone, (counts.get(availabilityZone) ?? 0) + instances.size);
  }
  for (const zone of leavingZones) counts.set(zone, (counts.get(zone) ?? 0) - 1);
  const subnets = [...defaultSubnets(region.account, region.name), ...region.subnets.values()];
  return group.availabilityZones.map((name) => ({
    name,
    subnetId: subnets.find(
      ({ id, availabilityZone }) => availabilityZone === name && group.subnetIds.includes(id),
    )?.id,
    count: counts.get(name) ?? 0,
  }));
}

/** The zone with fewest instances, first by name. */
function takeZone(zones: Zone[]): Zone {
  let emptiest = zones[0] as Zone;
  for (const zone of zones) if (zone.count < emptiest.count) emptiest = zone;
  emptiest.count += 1;
  return emptiest;
}
