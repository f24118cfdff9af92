/** Availability Zones and the default VPC that every account has in every region. */
import { addressText, type Cidr, parseCidr } from "./cidr.ts";
import type { Subnet } from "./ec2-record.ts";
import { stableHex } from "./stable-hash.ts";

export interface AvailabilityZone {
  readonly name: string;
  readonly id: string;
}

/** Zone letters to zone numbers of us-east-1, as one recorded account sees them (G-039). */
const northVirginia: Record<string, number> = { a: 6, b: 1, c: 2, d: 4, e: 3, f: 5 };

/** Parts of a region name as zone ids abbreviate them: `eu-west-1` is `euw1`. */
const directions: Record<string, string> = {
  north: "n",
  south: "s",
  east: "e",
  west: "w",
  central: "c",
  northeast: "ne",
  northwest: "nw",
  southeast: "se",
  southwest: "sw",
};

/** The zones of a region, by name: six in us-east-1, three elsewhere. */
export function availabilityZonesOf(regionName: string): readonly AvailabilityZone[] {
  const known = zonesByRegion.get(regionName) ?? zonesFrom(regionName);
  zonesByRegion.set(regionName, known);
  return known;
}

/** Caches zones, which every answer about instances needs and which never change. */
const zonesByRegion = new Map<string, readonly AvailabilityZone[]>();

function zonesFrom(regionName: string): readonly AvailabilityZone[] {
  const letters = regionName === "us-east-1" ? northVirginia : { a: 1, b: 2, c: 3 };
  const prefix = regionName
    .split("-")
    .map((part) => directions[part] ?? part)
    .join("");
  return Object.entries(letters).map(([letter, number]) => ({
    name: `${regionName}${letter}`,
    id: `${regionName === "us-east-1" ? "use1" : prefix}-az${number}`,
  }));
}

/** The zone's id, or undefined when the region has no such zone. */
export function zoneIdOf(regionName: string, zone: string): string | undefined {
  return availabilityZonesOf(regionName).find(({ name }) => name === zone)?.id;
}

/** The default VPC's id, constant for an account and region, so that scripts can rely on it. */
export function defaultVpcId(account: string, regionName: string): string {
  return idOnce("vpc", `${account}/${regionName}/vpc`);
}

/** The default VPC's security group, for instances that name none. */
export function defaultSecurityGroupId(account: string, regionName: string): string {
  return idOnce("sg", `${account}/${regionName}/security-group`);
}

/** Caches two ids for each account and region, which every answer about instances needs. */
const knownIds = new Map<string, string>();

function idOnce(prefix: string, text: string): string {
  const id = knownIds.get(text) ?? `${prefix}-${stableHex(text)}`;
  knownIds.set(text, id);
  return id;
}

/** One default subnet for each zone, with ids constant for an account and region. */
export function defaultSubnets(account: string, regionName: string): readonly Subnet[] {
  const key = `${account}/${regionName}`;
  const known = defaultSubnetsByPlace.get(key) ?? newDefaultSubnets(account, regionName);
  defaultSubnetsByPlace.set(key, known);
  return known;
}

/** Caches subnets, which launches and answers about instances need and which never change. */
const defaultSubnetsByPlace = new Map<string, readonly Subnet[]>();

function newDefaultSubnets(account: string, regionName: string): readonly Subnet[] {
  return availabilityZonesOf(regionName).map(({ name }, index) => ({
    kind: "subnet",
    id: `subnet-${stableHex(`${account}/${name}/subnet`)}`,
    vpcId: defaultVpcId(account, regionName),
    availabilityZone: name,
    cidrBlock: `172.31.${index * 16}.0/20`,
    isDefault: true,
    mapPublicIpOnLaunch: true,
    tags: [],
  }));
}

/**
 * An address in the subnet, derived from the instance's id (G-289). AWS reserves the first four and
 * the last address. An unknown subnet counts as one of the default VPC.
 */
export function privateAddressOf(
  instanceId: string,
  subnet: Pick<Subnet, "cidrBlock"> | undefined,
): string {
  const number = Number.parseInt(instanceId.slice(-4), 16);
  const block = subnet === undefined ? undefined : blockOf(subnet.cidrBlock);
  if (block === undefined) return `172.31.${(number >> 8) & 0xff}.${number & 0xff}`;
  const usable = Math.max(1, block.last - block.first - 4);
  return addressText(block.first + 4 + (number % usable));
}

/** Caches parsed blocks, which each launch needs and which never change. */
const knownBlocks = new Map<string, Cidr | undefined>();

function blockOf(text: string): Cidr | undefined {
  if (!knownBlocks.has(text)) knownBlocks.set(text, parseCidr(text));
  return knownBlocks.get(text);
}
