/** Decides a group's Availability Zones and subnets from a request (G-037). */
import type { Subnet } from "../../domain/ec2-record.ts";
import type { GroupSettings } from "../../domain/group.ts";
import { availabilityZonesOf } from "../../domain/network.ts";
import { findSubnet } from "../../domain/network-records.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import { validationError } from "../../model/faults.ts";
import { byCodeUnit } from "../page.ts";

export interface ZoneMembers {
  readonly AvailabilityZones?: readonly string[] | undefined;
  readonly AvailabilityZoneIds?: readonly string[] | undefined;
  readonly VPCZoneIdentifier?: string | undefined;
}

type Placement = Pick<GroupSettings, "availabilityZones" | "subnetIds">;

/** The placement in the request; undefined when there is none. */
export function readPlacement(
  members: ZoneMembers,
  region: Region,
  current?: Placement,
): Placement | undefined {
  const zones = readZones(members, region);
  const named = subnetIdsIn(members.VPCZoneIdentifier);
  if (zones === undefined && named.length === 0) return undefined;
  const subnetIds = named.length > 0 ? named : (current?.subnetIds ?? []);
  if (subnetIds.length === 0) return { availabilityZones: zones ?? [], subnetIds };
  const derived = sortedOnce(subnetIds.map((id) => subnetOf(id, region).availabilityZone));
  if (zones !== undefined && zones.join() !== derived.join()) throw zonesDiffer();
  return { availabilityZones: derived, subnetIds };
}

/** A text recorded by the public rule set cdk-preflight (G-280). */
export const namesAndIds =
  "AvailabilityZones and AvailabilityZoneIds can't be used together. Specify only one of these " +
  "parameters.";

/** The zones from either member, sorted by name; an empty list names none. */
function readZones(members: ZoneMembers, region: Region): readonly string[] | undefined {
  const known = availabilityZonesOf(region.name);
  const byName = (members.AvailabilityZones ?? []).map((name) => {
    if (known.some((zone) => zone.name === name)) return name;
    throw validationError(inferredTexts.unknownZone(name));
  });
  const byId = (members.AvailabilityZoneIds ?? []).map((id) => {
    const zone = known.find((candidate) => candidate.id === id);
    if (zone !== undefined) return zone.name;
    throw validationError(inferredTexts.unknownZoneId(id));
  });
  if (byName.length > 0 && byId.length > 0) throw validationError(namesAndIds);
  const zones = sortedOnce([...byName, ...byId]);
  return zones.length === 0 ? undefined : zones;
}

/** Sorted ascending, as AWS returns them (G-038); blanks around the commas are ignored. */
function subnetIdsIn(identifier: string | undefined): readonly string[] {
  const ids = (identifier ?? "").split(",").map((id) => id.trim());
  return sortedOnce(ids.filter((id) => id !== ""));
}

function subnetOf(id: string, region: Region): Subnet {
  const subnet = findSubnet(region, id);
  if (subnet !== undefined) return subnet;
  throw validationError(`The subnet ID '${id}' does not exist`);
}

/** AWS's text as recorded by the public rule set cdk-preflight. */
function zonesDiffer() {
  return validationError(
    "The availability zones of the specified subnets and the Auto Scaling group do not match",
  );
}

function sortedOnce(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(byCodeUnit);
}
