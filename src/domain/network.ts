/** Availability Zones and the default VPC that every account has in every region. */

export interface AvailabilityZone {
  readonly name: string;
  readonly id: string;
}

export interface Subnet {
  readonly id: string;
  readonly vpcId: string;
  readonly availabilityZone: string;
  readonly cidrBlock: string;
  readonly isDefault: boolean;
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

/** Every answer about instances asks for zones; what they are never changes. */
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

/** The default VPC's id: always the same for an account and region; scripts can rely on it. */
export function defaultVpcId(account: string, regionName: string): string {
  return `vpc-${stableHex(`${account}/${regionName}/vpc`)}`;
}

/** The default VPC's own security group, which instances get that name none. */
export function defaultSecurityGroupId(account: string, regionName: string): string {
  return `sg-${stableHex(`${account}/${regionName}/security-group`)}`;
}

/** One default subnet for each zone, with ids that never change for an account and region. */
export function defaultSubnets(account: string, regionName: string): readonly Subnet[] {
  return availabilityZonesOf(regionName).map(({ name }, index) => ({
    id: `subnet-${stableHex(`${account}/${name}/subnet`)}`,
    vpcId: defaultVpcId(account, regionName),
    availabilityZone: name,
    cidrBlock: `172.31.${index * 16}.0/20`,
    isDefault: true,
  }));
}

/** An address inside the default VPC that follows from the instance's id. */
export function privateAddressOf(instanceId: string): string {
  const number = Number.parseInt(instanceId.slice(-4), 16);
  return `172.31.${(number >> 8) & 0xff}.${number & 0xff}`;
}

/** 17 hexadecimal digits from a text: FNV-1a, run three times with different beginnings. */
export function stableHex(text: string): string {
  const part = (salt: number) => {
    let hash = 0x811c9dc5 ^ salt;
    for (const byte of new TextEncoder().encode(text)) {
      hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    }
    return (hash >>> 0).toString(16).padStart(8, "0");
  };
  return `0${part(1)}${part(2)}${part(3)}`.slice(0, 17);
}
