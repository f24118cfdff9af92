/** DescribeSubnets: the default VPC's, one per zone, those created, and those of a world file. */
import type { Subnet } from "../../../domain/ec2-record.ts";
import { zoneIdOf } from "../../../domain/network.ts";
import { subnetsOf } from "../../../domain/network-records.ts";
import type { Region } from "../../../domain/world.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedRecords, unknownSubnet } from "../existing-network.ts";
import { type FilterReaders, filtered, tagReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";
import { shownReaders } from "../shown-filters.ts";
import { addressesInUse, presentSubnet } from "./present-network.ts";

export const describeSubnets = defineAction("ec2", "DescribeSubnets", (input, { region }) => {
  answerDryRun(input);
  const selected = selectedRecords(subnetsOf(region), input.SubnetIds, unknownSubnet);
  const subnets = filtered(selected, input.Filters, {
    ...readersIn(region),
    ...tagReaders(input.Filters, ({ tags }: Subnet) => tags),
  });
  const { items, nextToken } = ec2Page(subnets, input, {
    region,
    operation: "DescribeSubnets",
    smallest: 5,
    largest: 1000,
    keyOf: ({ availabilityZone, id }) => `${availabilityZone}/${id}`,
  });
  const used = addressesInUse(region);
  const Subnets = items.map((subnet) => presentSubnet(subnet, region, used));
  return { output: { Subnets, NextToken: nextToken } };
});

function readersIn(region: Region): FilterReaders<Subnet> {
  const { account, name } = region;
  let counted: ReturnType<typeof addressesInUse> | undefined;
  const used = () => {
    counted ??= addressesInUse(region);
    return counted;
  };
  const zone = ({ availabilityZone }: Subnet) => [availabilityZone];
  const zoneId = ({ availabilityZone }: Subnet) => [zoneIdOf(name, availabilityZone) ?? ""];
  const cidr = ({ cidrBlock }: Subnet) => [cidrBlock];
  const isDefault = (subnet: Subnet) => [String(subnet.isDefault)];
  return {
    ...shownReaders(
      {
        "customer-owned-ipv4-pool": "CustomerOwnedIpv4Pool",
        "enable-dns64": "EnableDns64",
        "enable-lni-at-device-index": "EnableLniAtDeviceIndex",
        "ipv6-cidr-block-association.association-id": "Ipv6CidrBlockAssociationSet.AssociationId",
        "ipv6-cidr-block-association.ipv6-cidr-block": "Ipv6CidrBlockAssociationSet.Ipv6CidrBlock",
        "ipv6-cidr-block-association.state": "Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State",
        "ipv6-native": "Ipv6Native",
        "map-customer-owned-ip-on-launch": "MapCustomerOwnedIpOnLaunch",
        "outpost-arn": "OutpostArn",
        "private-dns-name-options-on-launch.enable-resource-name-dns-a-record":
          "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord",
        "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record":
          "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsAAAARecord",
        "private-dns-name-options-on-launch.hostname-type":
          "PrivateDnsNameOptionsOnLaunch.HostnameType",
      },
      (subnet: Subnet) => presentSubnet(subnet, region, new Map()),
    ),
    "available-ip-address-count": (subnet) => {
      const { AvailableIpAddressCount: free } = presentSubnet(subnet, region, used());
      return [String(free)];
    },
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
    "map-public-ip-on-launch": ({ mapPublicIpOnLaunch }) => [String(mapPublicIpOnLaunch)],
    "subnet-arn": ({ id }) => [`arn:aws:ec2:${name}:${account}:subnet/${id}`],
    "subnet-id": ({ id }) => [id],
    "vpc-id": ({ vpcId }) => [vpcId],
  };
}
