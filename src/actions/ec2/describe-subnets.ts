/** DescribeSubnets: the default VPC's, one a zone, and those that a world file brought. */
import { defaultSubnets, type Subnet, zoneIdOf } from "../../domain/network.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { type FilterReaders, filtered, tagReaders } from "../ec2-filters.ts";
import { ec2Page } from "../ec2-page.ts";

export const describeSubnets = defineAction("ec2", "DescribeSubnets", (input, { region }) => {
  answerDryRun(input);
  const subnets = filtered(selectedSubnets(input.SubnetIds, region), input.Filters, {
    ...readersIn(region),
    ...tagReaders(input.Filters, () => []),
  });
  const { items, nextToken } = ec2Page(subnets, input, {
    operation: "DescribeSubnets",
    smallest: 5,
    largest: 1000,
    keyOf: ({ availabilityZone, id }) => `${availabilityZone}/${id}`,
  });
  return {
    output: { Subnets: items.map((subnet) => presentSubnet(subnet, region)), NextToken: nextToken },
  };
});

function selectedSubnets(ids: readonly string[] | undefined, region: Region): readonly Subnet[] {
  const all = [...defaultSubnets(region.account, region.name), ...region.subnets.values()];
  if (ids === undefined || ids.length === 0) return all;
  const missing = ids.find((id) => !all.some((subnet) => subnet.id === id));
  if (missing !== undefined) {
    throw ec2Error("InvalidSubnetID.NotFound", `The subnet ID '${missing}' does not exist`);
  }
  return all.filter(({ id }) => ids.includes(id));
}

function presentSubnet(subnet: Subnet, { account, name }: Region) {
  return {
    AvailabilityZoneId: zoneIdOf(name, subnet.availabilityZone),
    OwnerId: account,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    SubnetArn: `arn:aws:ec2:${name}:${account}:subnet/${subnet.id}`,
    EnableDns64: false,
    Ipv6Native: false,
    SubnetId: subnet.id,
    State: "available" as const,
    VpcId: subnet.vpcId,
    CidrBlock: subnet.cidrBlock,
    AvailableIpAddressCount: addressesIn(subnet.cidrBlock),
    AvailabilityZone: subnet.availabilityZone,
    DefaultForAz: subnet.isDefault,
    MapPublicIpOnLaunch: subnet.isDefault,
  };
}

/** AWS keeps five addresses of each subnet to itself: a /20 has 4096 - 5 = 4091. */
function addressesIn(cidrBlock: string): number {
  const prefixLength = Number(cidrBlock.split("/")[1]);
  return 2 ** (32 - prefixLength) - 5;
}

function readersIn({ account, name }: Region): FilterReaders<Subnet> {
  const zone = ({ availabilityZone }: Subnet) => [availabilityZone];
  const zoneId = ({ availabilityZone }: Subnet) => [zoneIdOf(name, availabilityZone) ?? ""];
  const cidr = ({ cidrBlock }: Subnet) => [cidrBlock];
  const isDefault = (subnet: Subnet) => [String(subnet.isDefault)];
  return {
    "availability-zone": zone,
    availabilityZone: zone,
    "availability-zone-id": zoneId,
    availabilityZoneId: zoneId,
    cidr,
    "cidr-block": cidr,
    cidrBlock: cidr,
    "default-for-az": isDefault,
    defaultForAz: isDefault,
    "owner-id": () => [account],
    state: () => ["available"],
    "subnet-id": ({ id }) => [id],
    "vpc-id": ({ vpcId }) => [vpcId],
  };
}
