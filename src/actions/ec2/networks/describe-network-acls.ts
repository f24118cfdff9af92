/** DescribeNetworkAcls: each VPC's default ACL, which allows everything. */
import type { NetworkAcl } from "../../../domain/ec2-record.ts";
import { networkAclsOf, subnetsOf } from "../../../domain/network-records.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedRecords, unknownAcl } from "../existing-network.ts";
import { filtered, tagReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";
import { shownReaders } from "../shown-filters.ts";
import { presentAcl } from "./present-network.ts";

export const describeNetworkAcls = defineAction(
  "ec2",
  "DescribeNetworkAcls",
  (input, { region }) => {
    answerDryRun(input);
    const subnets = subnetsOf(region);
    const selected = selectedRecords(networkAclsOf(region), input.NetworkAclIds, unknownAcl);
    const acls = filtered(selected, input.Filters, {
      ...shownReaders(
        {
          "association.association-id": "Associations.NetworkAclAssociationId",
          "entry.cidr": "Entries.CidrBlock",
          "entry.egress": "Entries.Egress",
          "entry.icmp.code": "Entries.IcmpTypeCode.Code",
          "entry.icmp.type": "Entries.IcmpTypeCode.Type",
          "entry.ipv6-cidr": "Entries.Ipv6CidrBlock",
          "entry.port-range.from": "Entries.PortRange.From",
          "entry.port-range.to": "Entries.PortRange.To",
          "entry.protocol": "Entries.Protocol",
          "entry.rule-action": "Entries.RuleAction",
          "entry.rule-number": "Entries.RuleNumber",
        },
        (acl: NetworkAcl) => presentAcl(acl, subnets, region),
      ),
      "association.network-acl-id": ({ id }) => [id],
      "association.subnet-id": (acl) =>
        subnets.filter(({ vpcId }) => vpcId === acl.vpcId).map(({ id }) => id),
      default: () => ["true"],
      "network-acl-id": ({ id }) => [id],
      "owner-id": () => [region.account],
      "vpc-id": ({ vpcId }) => [vpcId],
      ...tagReaders(input.Filters, ({ tags }: NetworkAcl) => tags),
    });
    const { items, nextToken } = ec2Page(acls, input, {
      region,
      operation: "DescribeNetworkAcls",
      smallest: 5,
      largest: 1000,
      keyOf: ({ id }) => id,
    });
    const NetworkAcls = items.map((acl) => presentAcl(acl, subnets, region));
    return { output: { NetworkAcls, NextToken: nextToken } };
  },
);
