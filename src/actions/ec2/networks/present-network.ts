/** VPCs, subnets, internet gateways and network ACLs as EC2 shows them. */
import { parseCidr } from "../../../domain/cidr.ts";
import type {
  InternetGateway,
  NetworkAcl,
  Subnet,
  Vpc,
  VpcBlock,
} from "../../../domain/ec2-record.ts";
import { zoneIdOf } from "../../../domain/network.ts";
import { blocksOf } from "../../../domain/network-blocks.ts";
import { storedOf } from "../../../domain/network-records.ts";
import { stableHex } from "../../../domain/stable-hash.ts";
import type { Region } from "../../../domain/world.ts";
import type { Output } from "../../../model/operations.ts";
import { presentAllTags, presentTags } from "../tags.ts";

type SubnetAnswer = NonNullable<Output<"ec2", "DescribeSubnets">["Subnets"]>[number];
type AclAnswer = NonNullable<Output<"ec2", "DescribeNetworkAcls">["NetworkAcls"]>[number];

export function presentVpc(vpc: Vpc, region: Region) {
  const { account } = region;
  return {
    OwnerId: account,
    InstanceTenancy: vpc.instanceTenancy,
    CidrBlockAssociationSet: blocksOf(vpc, "ipv4").map((one) => presentBlock(one, "associated")),
    Ipv6CidrBlockAssociationSet: presentIpv6Blocks(vpc, region),
    IsDefault: vpc.isDefault,
    Tags: presentTags(vpc.tags),
    VpcId: vpc.id,
    State: "available" as const,
    CidrBlock: vpc.cidrBlock,
    DhcpOptionsId: dhcpOptionsId(account),
  };
}

type BlockState = "associating" | "associated" | "disassociating";

export function presentBlock({ associationId, block }: VpcBlock, State: BlockState) {
  return { AssociationId: associationId, CidrBlock: block, CidrBlockState: { State } };
}

/** A block that Amazon gave. */
export function presentIpv6Block(one: VpcBlock, State: BlockState, region: Region) {
  return {
    AssociationId: one.associationId,
    Ipv6CidrBlock: one.block,
    Ipv6CidrBlockState: { State },
    NetworkBorderGroup: region.name,
    Ipv6Pool: "Amazon",
    Ipv6AddressAttribute: "public" as const,
    IpSource: "amazon" as const,
  };
}

/** EC2 leaves the list out where there is none. */
function presentIpv6Blocks(vpc: Vpc, region: Region) {
  const blocks = blocksOf(vpc, "ipv6");
  if (blocks.length === 0) return undefined;
  return blocks.map((one) => presentIpv6Block(one, "associated", region));
}

export function dhcpOptionsId(account: string): string {
  return `dopt-${stableHex(`${account}/dhcp-options`)}`;
}

/**
 * The number of used addresses in each subnet, by id: of instances, and of interfaces left behind.
 */
export function addressesInUse(region: Region): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const living = [...region.instances.values()].filter((one) => one.ec2State !== "terminated");
  for (const { subnetId } of [...living, ...storedOf(region, "networkInterface")]) {
    if (subnetId !== undefined) counts.set(subnetId, (counts.get(subnetId) ?? 0) + 1);
  }
  return counts;
}

export function presentSubnet(
  subnet: Subnet,
  { account, name }: Region,
  used: ReadonlyMap<string, number>,
): SubnetAnswer {
  return {
    AvailabilityZoneId: zoneIdOf(name, subnet.availabilityZone),
    MapCustomerOwnedIpOnLaunch: false,
    OwnerId: account,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: presentSubnetBlock(subnet),
    Tags: presentTags(subnet.tags),
    SubnetArn: `arn:aws:ec2:${name}:${account}:subnet/${subnet.id}`,
    EnableDns64: false,
    Ipv6Native: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: subnet.hostnameType ?? "ip-name",
      EnableResourceNameDnsARecord: subnet.hasNameRecord ?? false,
      EnableResourceNameDnsAAAARecord: false,
    },
    SubnetId: subnet.id,
    State: "available",
    VpcId: subnet.vpcId,
    CidrBlock: subnet.cidrBlock,
    AvailableIpAddressCount: addressesIn(subnet.cidrBlock) - (used.get(subnet.id) ?? 0),
    AvailabilityZone: subnet.availabilityZone,
    DefaultForAz: subnet.isDefault,
    MapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
  };
}

function presentSubnetBlock({ id, ipv6CidrBlock }: Subnet) {
  if (ipv6CidrBlock === undefined) return [];
  return [
    {
      AssociationId: `subnet-cidr-assoc-${stableHex(id)}`,
      Ipv6CidrBlock: ipv6CidrBlock,
      Ipv6CidrBlockState: { State: "associated" as const },
      Ipv6AddressAttribute: "public" as const,
      IpSource: "amazon" as const,
    },
  ];
}

/** AWS reserves five addresses of each subnet: a /20 has 4096 - 5 = 4091. */
function addressesIn(cidrBlock: string): number {
  const { prefixLength = 32 } = parseCidr(cidrBlock) ?? {};
  return Math.max(0, 2 ** (32 - prefixLength) - 5);
}

export function presentGateway({ id, vpcId, tags }: InternetGateway, { account }: Region) {
  const attached = vpcId === undefined ? [] : [{ VpcId: vpcId, State: "available" as never }];
  return {
    Attachments: attached,
    InternetGatewayId: id,
    OwnerId: account,
    Tags: presentAllTags(tags),
  };
}

/** A VPC's only ACL, to which all its subnets belong. */
export function presentAcl(
  { id, vpcId, tags }: NetworkAcl,
  subnets: readonly Subnet[],
  { account }: Region,
): AclAnswer {
  const own = subnets.filter((subnet) => subnet.vpcId === vpcId);
  return {
    Associations: own.map((subnet) => ({
      NetworkAclAssociationId: `aclassoc-${stableHex(`${subnet.id}/network-acl`)}`,
      NetworkAclId: id,
      SubnetId: subnet.id,
    })),
    Entries: [true, false].flatMap((Egress) => [
      { ...everything, Egress, RuleAction: "allow" as const, RuleNumber: 100 },
      { ...everything, Egress, RuleAction: "deny" as const, RuleNumber: 32_767 },
    ]),
    IsDefault: true,
    NetworkAclId: id,
    Tags: presentAllTags(tags),
    VpcId: vpcId,
    OwnerId: account,
  };
}

const everything = { CidrBlock: "0.0.0.0/0", Protocol: "-1" } as const;
