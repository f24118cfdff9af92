/** What Ansible asks EC2 about VPCs, through the real SDK. */
import {
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeVpcClassicLinkCommand,
  DescribeVpcClassicLinkDnsSupportCommand,
  DescribeVpcsCommand,
} from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { refusalOf } from "../../support/refusal.ts";

const { ec2 } = await startEmulator();

test("ClassicLink is not available here, for VPCs and for their DNS", async () => {
  const refused = {
    code: "UnsupportedOperation",
    status: 400,
    message: "The functionality you requested is not available in this region.",
  };
  const link = ec2.send(new DescribeVpcClassicLinkCommand({}));
  expect(await refusalOf(link)).toEqual(refused);
  const dns = ec2.send(new DescribeVpcClassicLinkDnsSupportCommand({}));
  expect(await refusalOf(dns)).toEqual(refused);
});

test("what belongs to a VPC shows an empty list of tags, where the VPC shows none", async () => {
  const { InternetGateways } = await ec2.send(new DescribeInternetGatewaysCommand({}));
  expect(InternetGateways?.map(({ Tags }) => Tags)).toEqual([[]]);
  const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({}));
  expect(NetworkAcls?.map(({ Tags }) => Tags)).toEqual([[]]);
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({}));
  expect(RouteTables?.map(({ Tags }) => Tags)).toEqual([[]]);
  const { SecurityGroupRules } = await ec2.send(new DescribeSecurityGroupRulesCommand({}));
  expect(SecurityGroupRules?.map(({ Tags }) => Tags)).toEqual([[], []]);
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
  expect(Vpcs?.map(({ Tags }) => Tags)).toEqual([undefined]);
});

test.each(["cidr", "cidr-block"])(
  "a VPC is found by its block with the filter %s",
  async (Name) => {
    const found = async (block: string) => {
      const input = { Filters: [{ Name, Values: [block] }] };
      return (await ec2.send(new DescribeVpcsCommand(input))).Vpcs?.map(
        ({ IsDefault }) => IsDefault,
      );
    };
    expect(await found("172.31.0.0/16")).toEqual([true]);
    expect((await found("10.20.0.0/16")) ?? []).toEqual([]);
  },
);
