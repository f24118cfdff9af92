/** DescribeSubnets: one a zone in the default VPC, those created, and those of a world file. */
import type { Subnet } from "../../../domain/ec2-record.ts";
import { zoneIdOf } from "../../../domain/network.ts";
import { subnetsOf } from "../../../domain/network-records.ts";
import type { Region } from "../../../domain/world.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedRecords, unknownSubnet } from "../existing-network.ts";
import { type FilterReaders, filtered, tagReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";
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
    "map-public-ip-on-launch": ({ mapPublicIpOnLaunch }) => [String(mapPublicIpOnLaunch)],
    "subnet-arn": ({ id }) => [`arn:aws:ec2:${name}:${account}:subnet/${id}`],
    "subnet-id": ({ id }) => [id],
    "vpc-id": ({ vpcId }) => [vpcId],
  };
}
