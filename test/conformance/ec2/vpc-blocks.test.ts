/** More blocks of a VPC, and IPv6 blocks of VPCs and subnets, through the real SDK. */
import {
  AssociateVpcCidrBlockCommand,
  type AssociateVpcCidrBlockRequest,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  type CreateSubnetRequest,
  CreateVpcCommand,
  DeleteSubnetCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  DisassociateVpcCidrBlockCommand,
  ModifySubnetAttributeCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { newName } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const { ec2 } = await startEmulator();

async function aVpc(more: { readonly AmazonProvidedIpv6CidrBlock?: boolean } = {}) {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16", ...more }));
  return Vpc?.VpcId ?? "";
}
async function shown(id: string) {
  return (await ec2.send(new DescribeVpcsCommand({ VpcIds: [id] }))).Vpcs?.[0];
}
async function ipv6BlockOf(id: string): Promise<string> {
  return (await shown(id))?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? "";
}
const associate = (VpcId: string, given: Partial<AssociateVpcCidrBlockRequest>) =>
  ec2.send(new AssociateVpcCidrBlockCommand({ VpcId, ...given }));
const disassociate = (AssociationId = "") =>
  ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId }));
const subnetIn = (VpcId: string, given: Partial<CreateSubnetRequest>) =>
  ec2.send(new CreateSubnetCommand({ VpcId, ...given }));

describe("blocks of a VPC", () => {
  test("four more can be associated, subnets lie in any, and a sixth is refused", async () => {
    const VpcId = await aVpc();
    for (const number of [43, 44, 45, 46]) {
      const CidrBlock = `10.10.${number}.0/24`;
      const answer = await associate(VpcId, { CidrBlock });
      expect(answer.CidrBlockAssociation).toEqual({
        AssociationId: expect.stringMatching(/^vpc-cidr-assoc-[0-9a-f]{17}$/),
        CidrBlock,
        CidrBlockState: { State: "associating" },
      });
    }
    const blocks = (await shown(VpcId))?.CidrBlockAssociationSet ?? [];
    expect(blocks.map(({ CidrBlock }) => CidrBlock)).toEqual([
      "10.0.0.0/16",
      "10.10.43.0/24",
      "10.10.44.0/24",
      "10.10.45.0/24",
      "10.10.46.0/24",
    ]);
    expect(blocks.every((one) => one.CidrBlockState?.State === "associated")).toBe(true);
    await subnetIn(VpcId, { CidrBlock: "10.10.46.0/25" });
    expect(await refusalOf(associate(VpcId, { CidrBlock: "10.10.50.0/22" }))).toEqual({
      code: "CidrLimitExceeded",
      message: `This network ${VpcId} has met its maximum number of allowed CIDRs: 5`,
      status: 400,
    });
  });

  test("a block that is taken, too large, or none is refused", async () => {
    const VpcId = await aVpc();
    const codeOf = async (given: Partial<AssociateVpcCidrBlockRequest>) =>
      (await refusalOf(associate(VpcId, given))).code;
    expect(await codeOf({ CidrBlock: "10.0.8.0/24" })).toBe("InvalidVpc.Range");
    expect(await codeOf({ CidrBlock: "10.8.0.0/8" })).toBe("InvalidVpc.Range");
    expect(await codeOf({ CidrBlock: "ten" })).toBe("InvalidParameterValue");
    expect(await codeOf({})).toBe("MissingParameter");
    expect(await codeOf({ Ipv6Pool: "own" })).toBe("NotImplemented");
  });

  test("one goes when no subnet is in it, the first one never", async () => {
    const VpcId = await aVpc();
    const added = await associate(VpcId, { CidrBlock: "10.10.0.0/24" });
    const { Subnet } = await subnetIn(VpcId, { CidrBlock: "10.10.0.0/25" });
    const id = added.CidrBlockAssociation?.AssociationId;
    expect(await refusalOf(disassociate(id))).toMatchObject({ code: "InvalidCidrBlock.InUse" });
    await ec2.send(new DeleteSubnetCommand({ SubnetId: Subnet?.SubnetId }));
    const answer = await disassociate(id);
    expect(answer.CidrBlockAssociation?.CidrBlockState?.State).toBe("disassociating");
    const blocks = (await shown(VpcId))?.CidrBlockAssociationSet ?? [];
    expect(blocks.map(({ CidrBlock }) => CidrBlock)).toEqual(["10.0.0.0/16"]);
    expect(await refusalOf(disassociate(blocks[0]?.AssociationId))).toMatchObject({
      code: "OperationNotPermitted",
    });
    expect(await refusalOf(disassociate(id))).toMatchObject({
      code: "InvalidVpcCidrBlockAssociationID.NotFound",
    });
  });

  test("its route tables have a local route to each", async () => {
    const VpcId = await aVpc({ AmazonProvidedIpv6CidrBlock: true });
    await associate(VpcId, { CidrBlock: "10.10.0.0/24" });
    const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
    const local = { GatewayId: "local", Origin: "CreateRouteTable", State: "active" };
    expect(RouteTables?.[0]?.Routes).toEqual([
      { DestinationCidrBlock: "10.0.0.0/16", ...local },
      { DestinationCidrBlock: "10.10.0.0/24", ...local },
      { DestinationIpv6CidrBlock: await ipv6BlockOf(VpcId), ...local },
    ]);
  });
});

describe("IPv6", () => {
  test("a VPC gets a /56 of Amazon's when it is made, or later", async () => {
    const made = await aVpc({ AmazonProvidedIpv6CidrBlock: true });
    const later = await aVpc();
    expect((await shown(later))?.Ipv6CidrBlockAssociationSet).toBeUndefined();
    const { Ipv6CidrBlockAssociation: added } = await associate(later, {
      AmazonProvidedIpv6CidrBlock: true,
    });
    expect(added?.Ipv6CidrBlockState).toEqual({ State: "associating" });
    for (const id of [made, later]) {
      expect((await shown(id))?.Ipv6CidrBlockAssociationSet).toEqual([
        {
          AssociationId: expect.stringMatching(/^vpc-cidr-assoc-[0-9a-f]{17}$/),
          Ipv6CidrBlock: expect.stringMatching(
            /^2600:1f18:[0-9a-f]{1,4}:(0|[0-9a-f]{1,2}00)::\/56$/,
          ),
          Ipv6CidrBlockState: { State: "associated" },
          NetworkBorderGroup: "us-east-1",
          Ipv6Pool: "Amazon",
          Ipv6AddressAttribute: "public",
          IpSource: "amazon",
        },
      ]);
    }
    expect(await ipv6BlockOf(made)).not.toBe(await ipv6BlockOf(later));
  });

  test("security groups of such a VPC let IPv6 out, too", async () => {
    const VpcId = await aVpc({ AmazonProvidedIpv6CidrBlock: true });
    const input = { GroupName: newName("group"), Description: "for a test", VpcId };
    await ec2.send(new CreateSecurityGroupCommand(input));
    const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    expect(SecurityGroups).toHaveLength(2);
    for (const { IpPermissionsEgress } of SecurityGroups ?? []) {
      expect(IpPermissionsEgress).toMatchObject([
        { IpRanges: [{ CidrIp: "0.0.0.0/0" }], Ipv6Ranges: [{ CidrIpv6: "::/0" }] },
      ]);
    }
  });

  test("a subnet has a part of its VPC's block that no other has", async () => {
    const VpcId = await aVpc({ AmazonProvidedIpv6CidrBlock: true });
    const whole = await ipv6BlockOf(VpcId);
    const Ipv6CidrBlock = whole.replace("/56", "/64");
    const { Subnet } = await subnetIn(VpcId, { CidrBlock: "10.0.1.0/24", Ipv6CidrBlock });
    expect(Subnet?.Ipv6CidrBlockAssociationSet).toEqual([
      {
        AssociationId: expect.stringMatching(/^subnet-cidr-assoc-[0-9a-f]{17}$/),
        Ipv6CidrBlock,
        Ipv6CidrBlockState: { State: "associated" },
        Ipv6AddressAttribute: "public",
        IpSource: "amazon",
      },
    ]);
    const dns64 = { SubnetId: Subnet?.SubnetId, EnableDns64: { Value: true } };
    const modified = await refusalOf(ec2.send(new ModifySubnetAttributeCommand(dns64)));
    expect(modified.code).toBe("NotImplemented");
    const refused = async (block: string) => {
      const given = { CidrBlock: "10.0.2.0/24", Ipv6CidrBlock: block };
      const { code, message } = await refusalOf(subnetIn(VpcId, given));
      return `${code}: ${message}`;
    };
    expect(await refused(Ipv6CidrBlock)).toBe(
      `InvalidSubnet.Conflict: The IPv6 CIDR '${Ipv6CidrBlock}' conflicts with another subnet`,
    );
    expect(await refused("2001:db8::/64")).toBe(
      "InvalidSubnet.Range: The IPv6 CIDR '2001:db8::/64' is invalid.",
    );
    expect(await refused("2001:db8::/63")).toBe(
      "InvalidParameterValue: invalid value for parameter ipv6-cidr-block: 2001:db8::/63",
    );
    const [association] = (await shown(VpcId))?.Ipv6CidrBlockAssociationSet ?? [];
    expect(await refusalOf(disassociate(association?.AssociationId))).toMatchObject({
      code: "InvalidCidrBlock.InUse",
    });
  });

  test("a subnet of IPv6 alone is checked as EC2 does, and not emulated", async () => {
    const VpcId = await aVpc({ AmazonProvidedIpv6CidrBlock: true });
    const Ipv6CidrBlock = await ipv6BlockOf(VpcId);
    const refused = (given: Partial<CreateSubnetRequest>) =>
      refusalOf(subnetIn(VpcId, { Ipv6Native: true, ...given }));
    const missing = {
      code: "MissingParameter",
      message: "Either 'ipv6CidrBlock' or 'ipv6IpamPoolId' should be provided.",
      status: 400,
    };
    expect(await refused({})).toEqual(missing);
    expect(await refused({ CidrBlock: "10.0.0.0/24" })).toEqual(missing);
    expect(await refused({ CidrBlock: "10.0.0.0/24", Ipv6CidrBlock })).toEqual({
      code: "InvalidParameterCombination",
      message:
        "When specifying ipv4 parameters, cidrBlock or ipv4IpamPoolId, you cannot set " +
        "ipv6Native to true.",
      status: 400,
    });
    expect(await refused({ Ipv6CidrBlock })).toMatchObject({
      code: "NotImplemented",
      message: "asg-local does not emulate the member Ipv6Native.",
    });
  });
});
