/** A region's network: default records, and those created by callers. */
import type {
  Ec2Record,
  Ec2RecordChange,
  InternetGateway,
  NetworkAcl,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  Vpc,
  VpcBlock,
} from "./ec2-record.ts";
import { defaultSecurityGroupId, defaultSubnets, defaultVpcId } from "./network.ts";
import { blocksOf } from "./network-blocks.ts";
import { stableHex } from "./stable-hash.ts";
import type { Region } from "./world.ts";

const newVpcAttributes = {
  enableDnsSupport: true,
  enableDnsHostnames: false,
  enableNetworkAddressUsageMetrics: false,
};

/** The initial members of a VPC that its creator does not set. */
export const newVpc = {
  kind: "vpc",
  isDefault: false,
  instanceTenancy: "default",
  attributes: newVpcAttributes,
  tags: [],
} as const satisfies Partial<Vpc>;

const defaultBlock = "172.31.0.0/16";

/** The default VPC, then those named by a world file's subnets, then created ones. */
export function vpcsOf(region: Region): readonly Vpc[] {
  const defaultId = defaultVpcId(region.account, region.name);
  const ofDefault: Vpc = {
    ...newVpc,
    id: defaultId,
    cidrBlock: defaultBlock,
    isDefault: true,
    attributes: { ...newVpcAttributes, enableDnsHostnames: true },
  };
  const named = storedOf(region, "subnet").map(({ vpcId }) => vpcId);
  const others = [...new Set(named)].filter((id) => id !== defaultId);
  // A VPC that is only named gets the default one's block, since its own is unknown.
  const implied = others.map((id): Vpc => ({ ...newVpc, id, cidrBlock: defaultBlock }));
  return merged(region, "vpc", [ofDefault, ...implied]);
}

export function subnetsOf(region: Region): readonly Subnet[] {
  return merged(region, "subnet", defaultSubnets(region.account, region.name));
}

export function findSubnet(region: Region, id: string | undefined): Subnet | undefined {
  if (id === undefined) return undefined;
  const stored = region.ec2Records.get(id);
  if (stored !== undefined) return stored.kind === "subnet" ? stored : undefined;
  return defaultSubnets(region.account, region.name).find((subnet) => subnet.id === id);
}

/** The security groups, with each VPC's own one named `default`. */
export function securityGroupsOf(region: Region): readonly SecurityGroup[] {
  return merged(
    region,
    "securityGroup",
    vpcsOf(region).map((vpc) => defaultGroupOf(vpc, region)),
  );
}

export function defaultGroupIdOf(vpcId: string, { account, name }: Region): string {
  const isDefault = vpcId === defaultVpcId(account, name);
  if (isDefault) return defaultSecurityGroupId(account, name);
  return `sg-${stableHex(`${vpcId}/security-group`)}`;
}

function defaultGroupOf(vpc: Vpc, region: Region): SecurityGroup {
  const vpcId = vpc.id;
  const id = defaultGroupIdOf(vpcId, region);
  return {
    kind: "securityGroup",
    id,
    vpcId,
    tags: [],
    name: "default",
    description: "default VPC security group",
    rules: [fromItself(id), ...rulesToEverywhere(vpc, (family) => ruleId(id, family))],
  };
}

function fromItself(groupId: string): SecurityGroupRule {
  const id = `sgr-${stableHex(`${groupId}/ingress`)}`;
  const peer = { kind: "group", value: groupId } as const;
  return { id, isEgress: false, protocol: "-1", peer, tags: [] };
}

function ruleId(groupId: string, family: VpcBlock["family"]): string {
  return `sgr-${stableHex(`${groupId}/egress${family === "ipv4" ? "" : family}`)}`;
}

/** What every new security group lets out: IPv6 too where its VPC has a block of it. */
export function rulesToEverywhere(
  vpc: Vpc,
  idOf: (family: VpcBlock["family"]) => string,
): readonly SecurityGroupRule[] {
  const rule = { isEgress: true, protocol: "-1", tags: [] };
  const ipv4 = { kind: "ipv4", value: "0.0.0.0/0" } as const;
  const rules: SecurityGroupRule[] = [{ id: idOf("ipv4"), ...rule, peer: ipv4 }];
  if (blocksOf(vpc, "ipv6").length > 0) {
    const ipv6 = { kind: "ipv6", value: "::/0" } as const;
    rules.push({ id: idOf("ipv6"), ...rule, peer: ipv6 });
  }
  return rules;
}

/** The internet gateways, with that of the default VPC. */
export function internetGatewaysOf(region: Region): readonly InternetGateway[] {
  const vpcId = defaultVpcId(region.account, region.name);
  const id = defaultGatewayId(vpcId);
  return merged(region, "internetGateway", [{ kind: "internetGateway", id, vpcId, tags: [] }]);
}

function defaultGatewayId(vpcId: string): string {
  return `igw-${stableHex(`${vpcId}/internet-gateway`)}`;
}

/** The route tables, with each VPC's main one; the default VPC's leads to the internet. */
export function routeTablesOf(region: Region): readonly RouteTable[] {
  return merged(region, "routeTable", vpcsOf(region).map(mainTableOf));
}

function mainTableOf({ id: vpcId, isDefault }: Vpc): RouteTable {
  const target = { by: "GatewayId", id: defaultGatewayId(vpcId) };
  const toInternet = { by: "DestinationCidrBlock", destination: "0.0.0.0/0", target } as const;
  return {
    kind: "routeTable",
    id: firstTableIdOf(vpcId),
    vpcId,
    tags: [],
    routes: isDefault ? [toInternet] : [],
    associations: [{ id: `rtbassoc-${stableHex(`${vpcId}/route-table`)}` }],
  };
}

/** The id of the table created with the VPC; another table can become the main one. */
export function firstTableIdOf(vpcId: string): string {
  return `rtb-${stableHex(`${vpcId}/route-table`)}`;
}

/** The network ACLs: one for each VPC, which allows everything. */
export function networkAclsOf(region: Region): readonly NetworkAcl[] {
  const derived = vpcsOf(region).map(({ id: vpcId }): NetworkAcl => {
    const id = `acl-${stableHex(`${vpcId}/network-acl`)}`;
    return { kind: "networkAcl", id, vpcId, tags: [] };
  });
  return merged(region, "networkAcl", derived);
}

/**
 * The change that deletes a record, also a default one, which is derived and not stored. What an
 * image and a security group were is remembered, because launches that name them fail.
 */
export function deletionOf(record: Ec2Record, region: Region): Ec2RecordChange {
  const { id, kind } = record;
  const vpcId = defaultVpcId(region.account, region.name);
  const subnets = defaultSubnets(region.account, region.name).map((subnet) => subnet.id);
  const isOfEveryAccount = [vpcId, defaultGatewayId(vpcId), ...subnets].includes(id);
  const isFirstTable = kind === "routeTable" && id === firstTableIdOf(record.vpcId);
  const isNamedByLaunches = kind === "image" || kind === "securityGroup";
  return isOfEveryAccount || isFirstTable || isNamedByLaunches
    ? { type: "Ec2RecordPut", record: { kind: "deleted", id, tags: [] } }
    : { type: "Ec2RecordDeleted", id };
}

type OfKind<K extends Ec2Record["kind"]> = Extract<Ec2Record, { kind: K }>;

export function storedOf<K extends Ec2Record["kind"]>(
  { ec2Records }: Region,
  kind: K,
): readonly OfKind<K>[] {
  return [...ec2Records.values()].filter((record): record is OfKind<K> => record.kind === kind);
}

/** Merges the records: a caller's version replaces the default one. */
function merged<K extends Ec2Record["kind"]>(
  region: Region,
  kind: K,
  derived: readonly OfKind<K>[],
): readonly OfKind<K>[] {
  const untouched = derived.filter(({ id }) => !region.ec2Records.has(id));
  return [...untouched, ...storedOf(region, kind)];
}
