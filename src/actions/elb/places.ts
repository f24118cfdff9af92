/** The zones and subnets of a classic load balancer, and changes of them. */
import type { ClassicLoadBalancer } from "../../domain/load-balancing.ts";
import { availabilityZonesOf } from "../../domain/network.ts";
import { findSubnet } from "../../domain/network-records.ts";
import { balancerTexts } from "../../domain/texts/balancer-texts.ts";
import type { Region } from "../../domain/world.ts";
import { fault, validationError } from "../../model/faults.ts";

interface NamedSubnetsAndZones {
  readonly Subnets?: readonly string[] | undefined;
  readonly AvailabilityZones?: readonly string[] | undefined;
}

/** Subnets determine zones and VPC; without them the zones are named. */
export function newPlace(
  { Subnets = [], AvailabilityZones = [] }: NamedSubnetsAndZones,
  region: Region,
) {
  if (Subnets.length + AvailabilityZones.length === 0) {
    throw validationError(balancerTexts.noClassicPlace);
  }
  if (Subnets.length > 0 && AvailabilityZones.length > 0) {
    throw validationError(balancerTexts.twoClassicPlaces);
  }
  const zones = new Set(availabilityZonesOf(region.name).map(({ name }) => name));
  const unknown = AvailabilityZones.find((zone) => !zones.has(zone));
  if (unknown !== undefined) throw validationError(balancerTexts.unknownZone(unknown));
  const subnets = Subnets.map((id) => {
    const subnet = findSubnet(region, id);
    if (subnet !== undefined) return subnet;
    throw fault("elb", "SubnetNotFoundException", balancerTexts.unknownSubnet(id));
  });
  const ofSubnets = subnets.map(({ availabilityZone }) => availabilityZone);
  return {
    AvailabilityZones: [...new Set([...AvailabilityZones, ...ofSubnets])].sort(),
    Subnets: [...new Set(Subnets)].sort(),
    ...(subnets[0] === undefined ? {} : { VPCId: subnets[0].vpcId }),
  };
}

/** The zones of a load balancer without subnets, whose zones are set directly. */
export function ownZonesOf(balancer: ClassicLoadBalancer, verb: "enable" | "disable") {
  const { subnets, zones } = subnetsAndZones(balancer);
  if (subnets.length === 0) return zones;
  const message = balancerTexts.zonesOfSubnets(verb);
  throw fault("elb", "InvalidConfigurationRequestException", message);
}

export function subnetsAndZones({ members }: ClassicLoadBalancer) {
  return {
    subnets: members.Subnets as readonly string[],
    zones: members.AvailabilityZones as readonly string[],
  };
}

/** Moves the load balancer to these zones or subnets; with subnets it has exactly their zones. */
export function placedIn(
  balancer: ClassicLoadBalancer,
  place: NamedSubnetsAndZones,
  region: Region,
) {
  const members = { ...balancer.members, ...newPlace(place, region) };
  return {
    record: { ...balancer, members } satisfies ClassicLoadBalancer,
    Subnets: members.Subnets,
    AvailabilityZones: members.AvailabilityZones,
  };
}
