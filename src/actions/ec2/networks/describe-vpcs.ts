/** DescribeVpcs: the default VPC, created ones, and those named by a world file. */
import type { Vpc } from "../../../domain/ec2-record.ts";
import { blocksOf } from "../../../domain/network-blocks.ts";
import { vpcsOf } from "../../../domain/network-records.ts";
import type { Region } from "../../../domain/world.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedRecords, unknownVpc } from "../existing-network.ts";
import { type FilterReaders, filtered, tagReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";
import { shownReaders } from "../shown-filters.ts";
import { dhcpOptionsId, presentVpc } from "./present-network.ts";

export const describeVpcs = defineAction("ec2", "DescribeVpcs", (input, { region }) => {
  answerDryRun(input);
  const selected = selectedRecords(vpcsOf(region), input.VpcIds, unknownVpc);
  const vpcs = filtered(selected, input.Filters, {
    ...readersIn(region),
    ...tagReaders(input.Filters, ({ tags }: Vpc) => tags),
  });
  const { items, nextToken } = ec2Page(vpcs, input, {
    region,
    operation: "DescribeVpcs",
    smallest: 5,
    largest: 1000,
    keyOf: ({ id }) => id,
  });
  return { output: { Vpcs: items.map((vpc) => presentVpc(vpc, region)), NextToken: nextToken } };
});

function readersIn(region: Region): FilterReaders<Vpc> {
  const { account } = region;
  const cidr = ({ cidrBlock }: Vpc) => [cidrBlock];
  const cidrs = (vpc: Vpc) => blocksOf(vpc, "ipv4").map(({ block }) => block);
  return {
    ...shownReaders(
      {
        "cidr-block-association.association-id": "CidrBlockAssociationSet.AssociationId",
        "ipv6-cidr-block-association.association-id": "Ipv6CidrBlockAssociationSet.AssociationId",
        "ipv6-cidr-block-association.ipv6-cidr-block": "Ipv6CidrBlockAssociationSet.Ipv6CidrBlock",
        "ipv6-cidr-block-association.ipv6-pool": "Ipv6CidrBlockAssociationSet.Ipv6Pool",
        "ipv6-cidr-block-association.state": "Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State",
      },
      (vpc: Vpc) => presentVpc(vpc, region),
    ),
    cidr,
    "cidr-block": cidr,
    "cidr-block-association.cidr-block": cidrs,
    "cidr-block-association.state": () => ["associated"],
    "dhcp-options-id": () => [dhcpOptionsId(account)],
    "is-default": ({ isDefault }) => [String(isDefault)],
    isDefault: ({ isDefault }) => [String(isDefault)],
    "owner-id": () => [account],
    state: () => ["available"],
    "vpc-id": ({ id }) => [id],
  };
}
