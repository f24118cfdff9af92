/** Security groups and their rules through the real SDK. */
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DeleteTagsCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeTagsCommand,
  type IpPermission,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { newName } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { ec2 } = emulated;

const aGroup = async (VpcId?: string, GroupName = newName("group")) => {
  const input = { GroupName, Description: "for a test", VpcId };
  return (await ec2.send(new CreateSecurityGroupCommand(input))).GroupId ?? "";
};
const shown = async (GroupId: string) => {
  const input = { GroupIds: [GroupId] };
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand(input));
  return SecurityGroups?.[0];
};
const rulesOf = async (GroupId: string) => {
  const Filters = [{ Name: "group-id", Values: [GroupId] }];
  const answer = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }));
  return answer.SecurityGroupRules ?? [];
};
const port = (number: number, ...blocks: readonly string[]): IpPermission => ({
  IpProtocol: "tcp",
  FromPort: number,
  ToPort: number,
  IpRanges: blocks.map((CidrIp) => ({ CidrIp })),
});
const allow = (GroupId: string, ...IpPermissions: IpPermission[]) =>
  ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
const revoke = (GroupId: string, ...IpPermissions: IpPermission[]) =>
  ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));

describe("security groups", () => {
  test("are created in a VPC, with one rule that lets everything out", async () => {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    const GroupId = await aGroup(Vpc?.VpcId, "web");
    expect(await shown(GroupId)).toMatchObject({
      GroupId: expect.stringMatching(/^sg-[0-9a-f]{17}$/),
      GroupName: "web",
      Description: "for a test",
      VpcId: Vpc?.VpcId,
      OwnerId: "123456789012",
      SecurityGroupArn: `arn:aws:ec2:us-east-1:123456789012:security-group/${GroupId}`,
      IpPermissions: [],
      IpPermissionsEgress: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
    });
  });

  test("have a name once in a VPC, and not a reserved one", async () => {
    const name = newName("group");
    const VpcId = (await shown(await aGroup(undefined, name)))?.VpcId;
    expect(await refusalOf(aGroup(undefined, name))).toEqual({
      code: "InvalidGroup.Duplicate",
      message: `The security group '${name}' already exists for VPC '${VpcId}'`,
      status: 400,
    });
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    expect(await aGroup(Vpc?.VpcId, name)).toMatch(/^sg-/);
    const reserved = await refusalOf(aGroup(undefined, "default"));
    expect(reserved.code).toBe("InvalidGroup.Reserved");
    const likeAnId = await refusalOf(aGroup(undefined, "sg-web"));
    expect(likeAnId.code).toBe("InvalidParameterValue");
    const elsewhere = await refusalOf(aGroup("vpc-0123456789abcdef0"));
    expect(elsewhere.code).toBe("InvalidVpcID.NotFound");
  });

  test("are found by name, by id, and by what their rules say", async () => {
    const name = newName("group");
    const GroupId = await aGroup(undefined, name);
    await allow(GroupId, port(8443, "10.4.0.0/16"));
    const find = async (input: object) => {
      const answer = await ec2.send(new DescribeSecurityGroupsCommand(input));
      return answer.SecurityGroups?.map((group) => group.GroupId);
    };
    const by = (Name: string, value: string) => ({ Filters: [{ Name, Values: [value] }] });
    expect(await find({ GroupNames: [name] })).toEqual([GroupId]);
    expect(await find(by("ip-permission.cidr", "10.4.*"))).toEqual([GroupId]);
    expect(await find(by("ip-permission.from-port", "8443"))).toEqual([GroupId]);
    expect(await find(by("egress.ip-permission.cidr", "10.4.*"))).toEqual([]);
    const malformed = ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: ["web"] }));
    expect(await refusalOf(malformed)).toEqual({
      code: "InvalidGroupId.Malformed",
      message: 'Invalid id: "web" (expecting "sg-...")',
      status: 400,
    });
  });

  test("are deleted, but for default ones and those that others name", async () => {
    const [one, other] = [await aGroup(), await aGroup()];
    await allow(other, { IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: one }] });
    const deletion = (GroupId: string) => ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
    expect(await refusalOf(deletion(one))).toEqual({
      code: "DependencyViolation",
      message: `resource ${one} has a dependent object`,
      status: 400,
    });
    await deletion(other);
    await deletion(one);
    expect(await refusalOf(deletion(one))).toMatchObject({ code: "InvalidGroup.NotFound" });
    const byName = new DescribeSecurityGroupsCommand({ GroupNames: ["default"] });
    const { SecurityGroups = [] } = await ec2.send(byName);
    const own = SecurityGroups[0]?.GroupId ?? "";
    expect(await refusalOf(deletion(own))).toEqual({
      code: "CannotDelete",
      message: `the specified group: "${own}" name: "default" cannot be deleted by a user`,
      status: 400,
    });
  });

  test("stay while an instance has them, which shows their names", async () => {
    const GroupId = await aGroup(undefined, "of-instances");
    const { Instances } = await ec2.send(
      new RunInstancesCommand({
        ImageId: "ami-00000001",
        MinCount: 1,
        MaxCount: 1,
        SecurityGroupIds: [GroupId],
      }),
    );
    const InstanceIds = [Instances?.[0]?.InstanceId ?? ""];
    const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
    expect(Reservations?.[0]?.Instances?.[0]?.SecurityGroups).toEqual([
      { GroupId, GroupName: "of-instances" },
    ]);
    const deletion = () => ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
    expect(await refusalOf(deletion())).toMatchObject({ code: "DependencyViolation" });
    await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
    emulated.advance(600);
    await deletion();
  });

  test("an instance may still name a group that is not there", async () => {
    const SecurityGroupIds = ["sg-0123456789abcdef0"];
    const input = { ImageId: "ami-00000001", MinCount: 1, MaxCount: 1, SecurityGroupIds };
    const { Instances } = await ec2.send(new RunInstancesCommand(input));
    expect(Instances?.[0]?.SecurityGroups).toEqual([{ GroupId: "sg-0123456789abcdef0" }]);
  });
});

describe("rules", () => {
  test("have ids, and stand together in permissions by protocol and ports", async () => {
    const GroupId = await aGroup();
    const { Return, SecurityGroupRules = [] } = await allow(
      GroupId,
      port(80, "0.0.0.0/0", "10.1.2.3/8"),
      { IpProtocol: "6", FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId }] },
      { IpProtocol: "icmp", FromPort: 8, ToPort: -1, Ipv6Ranges: [{ CidrIpv6: "::/0" }] },
    );
    expect(Return).toBe(true);
    expect(SecurityGroupRules).toHaveLength(4);
    expect(SecurityGroupRules[1]).toMatchObject({
      SecurityGroupRuleId: expect.stringMatching(/^sgr-[0-9a-f]{17}$/),
      GroupId,
      GroupOwnerId: "123456789012",
      IsEgress: false,
      IpProtocol: "tcp",
      FromPort: 80,
      ToPort: 80,
      CidrIpv4: "10.0.0.0/8",
    });
    expect((await shown(GroupId))?.IpPermissions).toEqual([
      {
        IpProtocol: "tcp",
        FromPort: 80,
        ToPort: 80,
        IpRanges: [{ CidrIp: "0.0.0.0/0" }, { CidrIp: "10.0.0.0/8" }],
        UserIdGroupPairs: [{ GroupId, UserId: "123456789012" }],
        Ipv6Ranges: [],
        PrefixListIds: [],
      },
      {
        IpProtocol: "icmp",
        FromPort: 8,
        ToPort: -1,
        Ipv6Ranges: [{ CidrIpv6: "::/0" }],
        IpRanges: [],
        UserIdGroupPairs: [],
        PrefixListIds: [],
      },
    ]);
    expect(await rulesOf(GroupId)).toHaveLength(5);
  });

  test.each([
    ["2001:DB8::5/32", "2001:db8::/32"],
    ["2001:db8:0:0:0:0:0:1/128", "2001:db8::1/128"],
    ["::ffff:1.2.3.4/128", "::ffff:102:304/128"],
  ])("the IPv6 block %s is stored as %s", async (CidrIpv6, stored) => {
    const GroupId = await aGroup();
    const added = await allow(GroupId, { IpProtocol: "-1", Ipv6Ranges: [{ CidrIpv6 }] });
    expect(added.SecurityGroupRules?.[0]?.CidrIpv6).toBe(stored);
  });

  test.each(["1::2::3/64", ":::::::/0", "1:2:3/64", "::/129", "fe80::1%eth0/64", "::1"])(
    "the IPv6 block %s is refused",
    async (CidrIpv6) => {
      const permission = { IpProtocol: "-1", Ipv6Ranges: [{ CidrIpv6 }] };
      const { code } = await refusalOf(allow(await aGroup(), permission));
      expect(code).toBe("InvalidParameterValue");
    },
  );

  test("one that is there already is refused, and with it the whole call", async () => {
    const GroupId = await aGroup();
    await allow(GroupId, port(22, "0.0.0.0/0"));
    expect(await refusalOf(allow(GroupId, port(443, "0.0.0.0/0"), port(22, "0.0.0.0/0")))).toEqual({
      code: "InvalidPermission.Duplicate",
      message:
        'the specified rule "peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW" ' +
        "already exists",
      status: 400,
    });
    expect(await rulesOf(GroupId)).toHaveLength(2);
    const everything: IpPermission = { IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] };
    const egress = new AuthorizeSecurityGroupEgressCommand({
      GroupId,
      IpPermissions: [everything],
    });
    expect(await refusalOf(ec2.send(egress))).toMatchObject({
      message: 'the specified rule "peer: 0.0.0.0/0, ALL, ALLOW" already exists',
    });
  });

  test.each<[string, IpPermission, string]>([
    ["without a peer", port(80), "MissingParameter"],
    ["twice in one call", port(80, "10.0.0.0/8", "10.0.0.0/8"), "InvalidParameterValue"],
    ["with a broken block", port(80, "10.0.0.0"), "InvalidParameterValue"],
    [
      "of TCP without ports",
      { IpProtocol: "tcp", IpRanges: [{ CidrIp: "10.0.0.0/8" }] },
      "InvalidParameterValue",
    ],
    ["with ports backwards", { ...port(80, "10.0.0.0/8"), ToPort: 79 }, "InvalidParameterValue"],
    [
      "of an unknown protocol",
      { ...port(80, "10.0.0.0/8"), IpProtocol: "tpc" },
      "InvalidParameterValue",
    ],
    [
      "for an unknown group",
      { IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: "sg-0123456789abcdef0" }] },
      "InvalidGroup.NotFound",
    ],
  ])("%s are refused", async (_, permission, code) => {
    const GroupId = await aGroup();
    expect(await refusalOf(allow(GroupId, permission))).toMatchObject({ code, status: 400 });
    expect(await rulesOf(GroupId)).toHaveLength(1);
  });

  test("are revoked by what they say, whatever their description", async () => {
    const GroupId = await aGroup();
    const IpRanges = [{ CidrIp: "0.0.0.0/0", Description: "all" }];
    await allow(GroupId, { ...port(80), IpRanges }, port(81, "0.0.0.0/0"));
    const { RevokedSecurityGroupRules } = await revoke(GroupId, port(80, "0.0.0.0/0"));
    expect(RevokedSecurityGroupRules).toMatchObject([
      { GroupId, CidrIpv4: "0.0.0.0/0", FromPort: 80, Description: "all" },
    ]);
    expect(await refusalOf(revoke(GroupId, port(81, "0.0.0.0/0"), port(80, "0.0.0.0/0")))).toEqual({
      code: "InvalidPermission.NotFound",
      message: "The specified rule does not exist in this security group.",
      status: 400,
    });
    expect(await rulesOf(GroupId)).toHaveLength(2);
  });

  test("are revoked by id, in their own direction", async () => {
    const GroupId = await aGroup();
    const [out] = await rulesOf(GroupId);
    const SecurityGroupRuleIds = [out?.SecurityGroupRuleId ?? ""];
    const wrong = new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds });
    expect(await refusalOf(ec2.send(wrong))).toMatchObject({
      code: "InvalidSecurityGroupRuleId.NotFound",
    });
    await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, SecurityGroupRuleIds }));
    expect(await rulesOf(GroupId)).toEqual([]);
  });

  test("of a group outside EC2's lists of permissions can be named flat", async () => {
    const GroupName = newName("group");
    const GroupId = await aGroup(undefined, GroupName);
    const flat = { IpProtocol: "udp", FromPort: 53, ToPort: 53, CidrIp: "10.0.0.0/8" };
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupName, ...flat }));
    expect((await shown(GroupId))?.IpPermissions).toMatchObject([
      { IpProtocol: "udp", IpRanges: [{ CidrIp: "10.0.0.0/8" }] },
    ]);
    const nothing = new AuthorizeSecurityGroupIngressCommand({ GroupName });
    expect(await refusalOf(ec2.send(nothing))).toMatchObject({ code: "MissingParameter" });
  });

  test("are modified under their ids", async () => {
    const GroupId = await aGroup();
    const { SecurityGroupRules = [] } = await allow(GroupId, port(80, "0.0.0.0/0"));
    const SecurityGroupRuleId = SecurityGroupRules[0]?.SecurityGroupRuleId;
    const modify = (id: string | undefined, to: number) =>
      ec2.send(
        new ModifySecurityGroupRulesCommand({
          GroupId,
          SecurityGroupRules: [
            {
              SecurityGroupRuleId: id,
              SecurityGroupRule: {
                IpProtocol: "tcp",
                FromPort: to,
                ToPort: to,
                CidrIpv4: "10.0.0.0/8",
                Description: "inside",
              },
            },
          ],
        }),
      );
    await modify(SecurityGroupRuleId, 8080);
    const rules = await rulesOf(GroupId);
    expect(rules.find((rule) => rule.SecurityGroupRuleId === SecurityGroupRuleId)).toMatchObject({
      FromPort: 8080,
      CidrIpv4: "10.0.0.0/8",
      Description: "inside",
    });
    const { SecurityGroupRules: more = [] } = await allow(GroupId, port(80, "0.0.0.0/0"));
    const clash = modify(more[0]?.SecurityGroupRuleId, 8080);
    expect(await refusalOf(clash)).toMatchObject({ code: "InvalidPermission.Duplicate" });
    const unknown = modify("sgr-0123456789abcdef0", 1);
    expect(await refusalOf(unknown)).toMatchObject({ code: "InvalidSecurityGroupRuleId.NotFound" });
  });

  test("a dry run of each says so and changes nothing", async () => {
    const GroupId = await aGroup();
    const input = { GroupId, IpPermissions: [port(80, "0.0.0.0/0")], DryRun: true };
    const call = ec2.send(new AuthorizeSecurityGroupIngressCommand(input));
    expect(await refusalOf(call)).toMatchObject({ code: "DryRunOperation", status: 412 });
    expect(await rulesOf(GroupId)).toHaveLength(1);
  });
});

describe("tags", () => {
  test("of a group and of its rules are set in one call and taken away again", async () => {
    const GroupId = await aGroup();
    const { SecurityGroupRules = [] } = await allow(GroupId, port(80, "0.0.0.0/0", "10.0.0.0/8"));
    const ids = SecurityGroupRules.map(({ SecurityGroupRuleId = "" }) => SecurityGroupRuleId);
    const Resources = [GroupId, ...ids];
    await ec2.send(new CreateTagsCommand({ Resources, Tags: [{ Key: "team", Value: "web" }] }));
    const tagged = async () => {
      const Filters = [{ Name: "key", Values: ["team"] }];
      const { Tags = [] } = await ec2.send(new DescribeTagsCommand({ Filters }));
      return Tags.map(({ ResourceId, ResourceType }) => [ResourceId, ResourceType]);
    };
    const rows = [...ids.map((id) => [id, "security-group-rule"]), [GroupId, "security-group"]];
    expect(await tagged()).toEqual(rows.sort());
    await ec2.send(new DeleteTagsCommand({ Resources, Tags: [{ Key: "team" }] }));
    expect(await tagged()).toEqual([]);
  });

  test.each([
    ["vpc", "InvalidVpcID.NotFound"],
    ["subnet", "InvalidSubnetID.NotFound"],
    ["sg", "InvalidGroup.NotFound"],
    ["sgr", "InvalidSecurityGroupRuleId.NotFound"],
    ["igw", "InvalidInternetGatewayID.NotFound"],
    ["rtb", "InvalidRouteTableID.NotFound"],
    ["acl", "InvalidNetworkAclID.NotFound"],
    ["ami", "InvalidAMIID.NotFound"],
  ])("of an unknown %s are refused", async (prefix, code) => {
    const Resources = [`${prefix}-0123456789abcdef0`];
    const call = ec2.send(new CreateTagsCommand({ Resources, Tags: [{ Key: "a", Value: "1" }] }));
    expect(await refusalOf(call)).toMatchObject({ code, status: 400 });
  });
});
