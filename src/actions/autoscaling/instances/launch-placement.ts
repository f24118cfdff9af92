/** Decides the zone and subnet of LaunchInstances from the request and its group. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { zoneIdOf } from "../../../domain/network.ts";
import { findSubnet } from "../../../domain/network-records.ts";
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { namesAndIds } from "../group-zones.ts";

/** The group's placement for this launch only. */
type Placement = Pick<AutoScalingGroup, "availabilityZones" | "subnetIds">;

type LaunchInput = Input<"autoscaling", "LaunchInstances">;

/** The request must name one of several zones, as AWS documents. */
export function launchPlacement(
  input: LaunchInput,
  group: AutoScalingGroup,
  region: Region,
): Placement {
  const [zoneName] = input.AvailabilityZones ?? [];
  const [zoneId] = input.AvailabilityZoneIds ?? [];
  const [subnetId] = input.SubnetIds ?? [];
  if (zoneName !== undefined && zoneId !== undefined) {
    throw validationError(namesAndIds);
  }
  const byId = group.availabilityZones.find((name) => zoneIdOf(region.name, name) === zoneId);
  const asked = zoneName ?? (zoneId === undefined ? undefined : (byId ?? zoneId));
  const zoneOfSubnet = subnetId === undefined ? undefined : zoneOf(subnetId, group, region);
  const zone = asked ?? zoneOfSubnet ?? onlyZone(group);
  const isOfGroup = group.availabilityZones.includes(zone);
  const fits = zoneOfSubnet === undefined || zoneOfSubnet === zone;
  if (!isOfGroup || !fits) throw notOfGroup(zone, group);
  return {
    availabilityZones: [zone],
    subnetIds: subnetId === undefined ? group.subnetIds : [subnetId],
  };
}

function onlyZone({ availabilityZones: [first = "", ...others] }: AutoScalingGroup): string {
  if (others.length === 0) return first;
  throw validationError(inferredPolicyTexts.zoneNeeded);
}

/** Without subnets, a group uses the default VPC's. */
function zoneOf(subnetId: string, group: AutoScalingGroup, region: Region): string {
  const known = findSubnet(region, subnetId);
  const isOfGroup =
    group.subnetIds.length === 0 ? known?.isDefault === true : group.subnetIds.includes(subnetId);
  if (known === undefined || !isOfGroup) throw notOfGroup(subnetId, group);
  return known.availabilityZone;
}

function notOfGroup(place: string, { name }: AutoScalingGroup) {
  return validationError(inferredPolicyTexts.placeNotOfGroup(place, name));
}
