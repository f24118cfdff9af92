/** DescribeInternetGateways: the default VPC's and created ones. */
import type { InternetGateway } from "../../../domain/ec2-record.ts";
import { internetGatewaysOf } from "../../../domain/network-records.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedRecords, unknownGateway } from "../existing-network.ts";
import { filtered, tagReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";
import { presentGateway } from "./present-network.ts";

export const describeInternetGateways = defineAction(
  "ec2",
  "DescribeInternetGateways",
  (input, { region }) => {
    answerDryRun(input);
    const all = internetGatewaysOf(region);
    const selected = selectedRecords(all, input.InternetGatewayIds, unknownGateway);
    const gateways = filtered(selected, input.Filters, {
      "attachment.state": ({ vpcId }) => (vpcId === undefined ? [] : ["available"]),
      "attachment.vpc-id": ({ vpcId }) => (vpcId === undefined ? [] : [vpcId]),
      "internet-gateway-id": ({ id }) => [id],
      "owner-id": () => [region.account],
      ...tagReaders(input.Filters, ({ tags }: InternetGateway) => tags),
    });
    const { items, nextToken } = ec2Page(gateways, input, {
      region,
      operation: "DescribeInternetGateways",
      smallest: 5,
      largest: 1000,
      keyOf: ({ id }) => id,
    });
    const InternetGateways = items.map((gateway) => presentGateway(gateway, region));
    return { output: { InternetGateways, NextToken: nextToken } };
  },
);
