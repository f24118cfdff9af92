/** VPCs, subnets, internet gateways and route tables through the real SDK. */
import {
  CreateAutoScalingGroupCommand,
  DescribeScalingActivitiesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteInternetGatewayCommand,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeInstancesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  DisassociateRouteTableCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { regionOf } from "../../../src/domain/world.ts";
import { startEmulator } from "../../support/emulator.ts";
import { aTemplate, newName } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { client, ec2 } = emulated;

const aVpc = async (CidrBlock = "10.0.0.0/16") => {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock }));
  return Vpc?.VpcId ?? "";
};
const aSubnet = async (VpcId: string, CidrBlock: string, AvailabilityZone = "us-east-1b") => {
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }),
  );
  return Subnet?.SubnetId ?? "";
};
const aTable = async (VpcId: string) => {
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  return RouteTable?.RouteTableId ?? "";
};
const tablesOf = async (vpcId: string) => {
  const Filters = [{ Name: "vpc-id", Values: [vpcId] }];
  return (await ec2.send(new DescribeRouteTablesCommand({ Filters }))).RouteTables ?? [];
};
const defaultVpc = async () => {
  const Filters = [{ Name: "is-default", Values: ["true"] }];
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters }));
  return Vpcs?.[0]?.VpcId ?? "";
};
const absent = (prefix: string) => `${prefix}-0123456789abcdef0`;

describe("VPCs", () => {
  test("are created with tags, described, and deleted", async () => {
    const TagSpecifications = [
      { ResourceType: "vpc" as const, Tags: [{ Key: "Name", Value: "main" }] },
    ];
    const created = await ec2.send(
      new CreateVpcCommand({ CidrBlock: "10.1.2.3/16", TagSpecifications }),
    );
    const { VpcId = "" } = created.Vpc ?? {};
    expect(created.Vpc).toMatchObject({
      VpcId: expect.stringMatching(/^vpc-[0-9a-f]{17}$/),
      CidrBlock: "10.1.0.0/16",
      IsDefault: false,
      State: "pending",
      InstanceTenancy: "default",
      OwnerId: "123456789012",
      Tags: [{ Key: "Name", Value: "main" }],
    });
    const Filters = [{ Name: "tag:Name", Values: ["main"] }];
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters }));
    expect(Vpcs?.map((vpc) => vpc.VpcId)).toEqual([VpcId]);
    await ec2.send(new DeleteVpcCommand({ VpcId }));
    const gone = ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }));
    expect(await refusalOf(gone)).toEqual({
      code: "InvalidVpcID.NotFound",
      message: `The vpc ID '${VpcId}' does not exist`,
      status: 400,
    });
  });

  test.each([
    ["10.0.0.0/8", "InvalidVpc.Range", "The CIDR '10.0.0.0/8' is invalid."],
    ["10.0.0.0/29", "InvalidVpc.Range", "The CIDR '10.0.0.0/29' is invalid."],
    [
      "10.0.0.256/16",
      "InvalidParameterValue",
      "Value (10.0.0.256/16) for parameter cidrBlock is invalid. This is not a valid CIDR block.",
    ],
    [undefined, "MissingParameter", "The request must contain the parameter cidrBlock"],
  ])("with the block %s are refused", async (CidrBlock, code, message) => {
    const call = ec2.send(new CreateVpcCommand({ CidrBlock }));
    expect(await refusalOf(call)).toEqual({ code, message, status: 400 });
  });

  test("a member that is not emulated is refused by name", async () => {
    const input = { CidrBlock: "10.0.0.0/16", Ipv6Pool: "own" };
    expect(await refusalOf(ec2.send(new CreateVpcCommand(input)))).toEqual({
      code: "NotImplemented",
      message: "asg-local does not emulate the member Ipv6Pool.",
      status: 501,
    });
  });

  test("a dry run says so and creates nothing", async () => {
    const count = async () => (await ec2.send(new DescribeVpcsCommand({}))).Vpcs?.length;
    const before = await count();
    const call = ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16", DryRun: true }));
    expect(await refusalOf(call)).toMatchObject({ code: "DryRunOperation", status: 412 });
    expect(await count()).toBe(before);
  });

  test("have three switches, changed one at a time", async () => {
    const VpcId = await aVpc();
    const read = async (Attribute: "enableDnsSupport" | "enableDnsHostnames") => {
      const answer = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }));
      return [answer.EnableDnsSupport?.Value, answer.EnableDnsHostnames?.Value];
    };
    expect(await read("enableDnsSupport")).toEqual([true, undefined]);
    expect(await read("enableDnsHostnames")).toEqual([undefined, false]);
    expect(await refusalOf(read("toString" as never))).toEqual({
      code: "InvalidParameterValue",
      message: "Value (toString) for parameter attribute is invalid.",
      status: 400,
    });
    const on = { Value: true };
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: on }));
    expect(await read("enableDnsHostnames")).toEqual([undefined, true]);
    const both = { VpcId, EnableDnsHostnames: on, EnableDnsSupport: on };
    expect(await refusalOf(ec2.send(new ModifyVpcAttributeCommand(both)))).toMatchObject({
      code: "InvalidParameterCombination",
    });
  });

  test("have a main route table, an ACL and a default group of their own", async () => {
    const VpcId = await aVpc("10.7.0.0/16");
    const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
    const main = [...Filters, { Name: "association.main", Values: ["true"] }];
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters: main }));
    expect(RouteTables?.[0]?.Routes).toEqual([
      {
        DestinationCidrBlock: "10.7.0.0/16",
        GatewayId: "local",
        Origin: "CreateRouteTable",
        State: "active",
      },
    ]);
    const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
    expect(NetworkAcls).toMatchObject([{ VpcId, IsDefault: true, Associations: [] }]);
    expect(NetworkAcls?.[0]?.Entries).toHaveLength(4);
    const groups = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    expect(groups.SecurityGroups?.map(({ GroupName }) => GroupName)).toEqual(["default"]);
  });

  test("are not deleted while something is in them, and take what is their own along", async () => {
    const VpcId = await aVpc();
    const message = `The vpc '${VpcId}' has dependencies and cannot be deleted.`;
    const refused = { code: "DependencyViolation", message, status: 400 };
    const deletion = () => ec2.send(new DeleteVpcCommand({ VpcId }));
    const SubnetId = await aSubnet(VpcId, "10.0.0.0/24");
    expect(await refusalOf(deletion())).toEqual(refused);
    await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    const RouteTableId = await aTable(VpcId);
    expect(await refusalOf(deletion())).toEqual(refused);
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId }));
    const main = (await tablesOf(VpcId))[0]?.RouteTableId ?? "";
    await ec2.send(new CreateTagsCommand({ Resources: [main], Tags: [{ Key: "a", Value: "1" }] }));
    await deletion();
    expect(await tablesOf(VpcId)).toEqual([]);
  });

  test("the default one can be emptied and deleted", async () => {
    const other = await startEmulator({ region: "eu-west-1" });
    const { Vpcs = [] } = await other.ec2.send(new DescribeVpcsCommand({}));
    const { VpcId = "" } = Vpcs[0] ?? {};
    const { InternetGateways = [] } = await other.ec2.send(new DescribeInternetGatewaysCommand({}));
    const InternetGatewayId = InternetGateways[0]?.InternetGatewayId ?? "";
    await other.ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }));
    await other.ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }));
    const { Subnets = [] } = await other.ec2.send(new DescribeSubnetsCommand({}));
    for (const { SubnetId } of Subnets) await other.ec2.send(new DeleteSubnetCommand({ SubnetId }));
    await other.ec2.send(new DeleteVpcCommand({ VpcId }));
    expect((await other.ec2.send(new DescribeVpcsCommand({}))).Vpcs).toEqual([]);
    expect((await other.ec2.send(new DescribeSubnetsCommand({}))).Subnets).toEqual([]);
    const group = new CreateSecurityGroupCommand({ GroupName: "web", Description: "web" });
    expect(await refusalOf(other.ec2.send(group))).toMatchObject({ code: "VPCIdNotSpecified" });
    await other.close();
  });
});

describe("subnets", () => {
  test("lie in their VPC and zone, with AWS's defaults", async () => {
    const VpcId = await aVpc();
    const SubnetId = await aSubnet(VpcId, "10.0.3.7/24", "us-east-1c");
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }));
    expect(Subnets).toEqual([
      expect.objectContaining({
        SubnetId,
        VpcId,
        CidrBlock: "10.0.3.0/24",
        AvailabilityZone: "us-east-1c",
        AvailabilityZoneId: "use1-az2",
        AvailableIpAddressCount: 251,
        DefaultForAz: false,
        MapPublicIpOnLaunch: false,
        SubnetArn: `arn:aws:ec2:us-east-1:123456789012:subnet/${SubnetId}`,
      }),
    ]);
  });

  test.each([
    ["10.9.0.0/24", "InvalidSubnet.Range", "The CIDR '10.9.0.0/24' is invalid."],
    ["10.0.0.0/29", "InvalidSubnet.Range", "The CIDR '10.0.0.0/29' is invalid."],
    [
      "10.0.0.128/25",
      "InvalidSubnet.Conflict",
      "The CIDR '10.0.0.128/25' conflicts with another subnet",
    ],
  ])("with the block %s are refused", async (block, code, message) => {
    const vpcId = await aVpc();
    await aSubnet(vpcId, "10.0.0.0/24");
    expect(await refusalOf(aSubnet(vpcId, block))).toEqual({ code, message, status: 400 });
  });

  test("of an unknown VPC or zone are refused", async () => {
    const unknown = aSubnet(absent("vpc"), "10.0.0.0/24");
    expect(await refusalOf(unknown)).toMatchObject({ code: "InvalidVpcID.NotFound" });
    const zone = aSubnet(await aVpc(), "10.0.0.0/24", "mars-1a");
    expect(await refusalOf(zone)).toMatchObject({ code: "InvalidParameterValue" });
  });

  test("can give their instances public addresses, also default ones", async () => {
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ MaxResults: 5 }));
    const SubnetId = Subnets[0]?.SubnetId ?? "";
    const set = (Value: boolean) =>
      ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value } }));
    const read = async () => {
      const answer = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }));
      return answer.Subnets?.map((one) => [one.MapPublicIpOnLaunch, one.DefaultForAz]);
    };
    await set(false);
    expect(await read()).toEqual([[false, true]]);
    await set(true);
    expect(await read()).toEqual([[true, true]]);
  });

  test("groups launch in the zones of created subnets, with addresses from them", async () => {
    const VpcId = await aVpc("10.20.0.0/16");
    const one = await aSubnet(VpcId, "10.20.1.0/24", "us-east-1d");
    const two = await aSubnet(VpcId, "10.20.2.0/24", "us-east-1e");
    const { id: LaunchTemplateId } = await aTemplate(emulated);
    const AutoScalingGroupName = newName("group");
    await client.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName,
        MinSize: 2,
        MaxSize: 2,
        LaunchTemplate: { LaunchTemplateId },
        VPCZoneIdentifier: `${one},${two}`,
      }),
    );
    emulated.advance(10);
    const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
    const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
    const places = instances.map(({ Placement, SubnetId, PrivateIpAddress = "" }) => [
      Placement?.AvailabilityZone,
      SubnetId,
      PrivateIpAddress.split(".").slice(0, 3).join("."),
    ]);
    expect(places.sort()).toEqual([
      ["us-east-1d", one, "10.20.1"],
      ["us-east-1e", two, "10.20.2"],
    ]);
    const groups = instances.flatMap(({ SecurityGroups = [] }) => SecurityGroups);
    const Filter = [...Filters, { Name: "group-name", Values: ["default"] }];
    const own = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: Filter }));
    const [{ GroupId } = {}] = own.SecurityGroups ?? [];
    expect(groups).toEqual([
      { GroupId, GroupName: "default" },
      { GroupId, GroupName: "default" },
    ]);
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [one] }));
    expect(Subnets?.[0]?.AvailableIpAddressCount).toBe(250);
    const inUse = ec2.send(new DeleteSubnetCommand({ SubnetId: one }));
    expect(await refusalOf(inUse)).toEqual({
      code: "DependencyViolation",
      message: `The subnet '${one}' has dependencies and cannot be deleted.`,
      status: 400,
    });
  });

  test("a group whose subnet was deleted cannot launch, and says why", async () => {
    const SubnetId = await aSubnet(await aVpc(), "10.0.0.0/24");
    const { id: LaunchTemplateId } = await aTemplate(emulated);
    const AutoScalingGroupName = newName("group");
    await client.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName,
        MinSize: 0,
        MaxSize: 1,
        LaunchTemplate: { LaunchTemplateId },
        VPCZoneIdentifier: SubnetId,
      }),
    );
    await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    await client.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MinSize: 1 }));
    emulated.advance(10);
    const activities = await client.send(
      new DescribeScalingActivitiesCommand({ AutoScalingGroupName }),
    );
    expect(activities.Activities?.at(-1)).toMatchObject({
      StatusCode: "Failed",
      StatusMessage: `The subnet ID '${SubnetId}' does not exist. Launching EC2 instance failed.`,
    });
    const again = client.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, VPCZoneIdentifier: SubnetId }),
    );
    expect(await refusalOf(again)).toMatchObject({
      code: "ValidationError",
      message: `The subnet ID '${SubnetId}' does not exist`,
    });
  });

  test("R-261 a group of zones launches nothing where the default subnet is gone", async () => {
    const AvailabilityZone = "us-east-1f";
    const Filters = [
      { Name: "availability-zone", Values: [AvailabilityZone] },
      { Name: "default-for-az", Values: ["true"] },
    ];
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
    await ec2.send(new DeleteSubnetCommand({ SubnetId: Subnets?.[0]?.SubnetId }));
    const { id: LaunchTemplateId } = await aTemplate(emulated);
    const AutoScalingGroupName = newName("group");
    await client.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName,
        MinSize: 1,
        MaxSize: 1,
        LaunchTemplate: { LaunchTemplateId },
        AvailabilityZones: [AvailabilityZone],
      }),
    );
    emulated.advance(10);
    const { Activities } = await client.send(
      new DescribeScalingActivitiesCommand({ AutoScalingGroupName }),
    );
    expect(Activities?.at(-1)).toMatchObject({
      StatusCode: "Failed",
      StatusMessage:
        `No default subnet for availability zone: '${AvailabilityZone}'. ` +
        "Launching EC2 instance failed.",
    });
  });

  test("RunInstances refuses a deleted subnet", async () => {
    const SubnetId = await aSubnet(await aVpc(), "10.0.0.0/24");
    await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    const input = { ImageId: "ami-00000001", MinCount: 1, MaxCount: 1, SubnetId };
    expect(await refusalOf(ec2.send(new RunInstancesCommand(input)))).toMatchObject({
      code: "InvalidSubnetID.NotFound",
    });
  });

  test("come in pages, in the order of their zones", async () => {
    const vpcId = await aVpc();
    const ids = [];
    for (const n of [1, 2, 3, 4, 5, 6]) ids.push(await aSubnet(vpcId, `10.0.${n}.0/24`));
    const Filters = [{ Name: "vpc-id", Values: [vpcId] }];
    const first = await ec2.send(new DescribeSubnetsCommand({ Filters, MaxResults: 5 }));
    const { NextToken } = first;
    const rest = await ec2.send(new DescribeSubnetsCommand({ Filters, MaxResults: 5, NextToken }));
    const found = [...(first.Subnets ?? []), ...(rest.Subnets ?? [])];
    expect(found.map(({ SubnetId }) => SubnetId)).toEqual(ids.sort());
    expect(rest.NextToken).toBeUndefined();
  });
});

describe("internet gateways", () => {
  const aGateway = async () => {
    const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
    return InternetGateway?.InternetGatewayId ?? "";
  };
  const attach = (InternetGatewayId: string, VpcId: string) =>
    ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));

  test("are attached to one VPC, detached and deleted", async () => {
    const [VpcId, InternetGatewayId] = [await aVpc(), await aGateway()];
    await attach(InternetGatewayId, VpcId);
    const Filters = [{ Name: "attachment.vpc-id", Values: [VpcId] }];
    const { InternetGateways } = await ec2.send(new DescribeInternetGatewaysCommand({ Filters }));
    expect(InternetGateways).toMatchObject([
      { InternetGatewayId, Attachments: [{ VpcId, State: "available" }] },
    ]);
    const deletion = () => ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }));
    expect(await refusalOf(deletion())).toMatchObject({ code: "DependencyViolation" });
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }));
    await deletion();
    expect(await refusalOf(deletion())).toMatchObject({
      code: "InvalidInternetGatewayID.NotFound",
    });
  });

  test("a second attachment of either side is refused", async () => {
    const [one, other, gateway] = [await aVpc(), await aVpc(), await aGateway()];
    await attach(gateway, one);
    expect(await refusalOf(attach(gateway, other))).toMatchObject({
      code: "Resource.AlreadyAssociated",
      message: `resource ${gateway} is already attached to network ${one}`,
    });
    expect(await refusalOf(attach(await aGateway(), one))).toMatchObject({
      code: "InvalidParameterValue",
      message: `Network ${one} already has an internet gateway attached`,
    });
    const input = { InternetGatewayId: gateway, VpcId: other };
    expect(await refusalOf(ec2.send(new DetachInternetGatewayCommand(input)))).toMatchObject({
      code: "Gateway.NotAttached",
    });
  });

  test("a route to one leads nowhere once it is detached", async () => {
    const [VpcId, InternetGatewayId] = [await aVpc(), await aGateway()];
    const RouteTableId = await aTable(VpcId);
    const route = {
      RouteTableId,
      DestinationCidrBlock: "0.0.0.0/0",
      GatewayId: InternetGatewayId,
    };
    expect(await refusalOf(ec2.send(new CreateRouteCommand(route)))).toMatchObject({
      code: "InvalidParameterValue",
    });
    await attach(InternetGatewayId, VpcId);
    await ec2.send(new CreateRouteCommand(route));
    const states = async () =>
      (await tablesOf(VpcId)).find((table) => table.RouteTableId === RouteTableId)?.Routes;
    expect((await states())?.map(({ State }) => State)).toEqual(["active", "active"]);
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }));
    expect((await states())?.map(({ State }) => State)).toEqual(["active", "blackhole"]);
  });
});

describe("route tables", () => {
  test("are associated with subnets, one each, and replaced", async () => {
    const VpcId = await aVpc();
    const SubnetId = await aSubnet(VpcId, "10.0.0.0/24");
    const [one, other] = [await aTable(VpcId), await aTable(VpcId)];
    const associate = async (RouteTableId: string) =>
      (await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }))).AssociationId;
    const AssociationId = await associate(one);
    expect(await associate(one)).toBe(AssociationId);
    expect(await refusalOf(associate(other))).toMatchObject({ code: "Resource.AlreadyAssociated" });
    const inUse = ec2.send(new DeleteRouteTableCommand({ RouteTableId: one }));
    expect(await refusalOf(inUse)).toMatchObject({ code: "DependencyViolation" });
    const { NewAssociationId } = await ec2.send(
      new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId: other }),
    );
    const Filters = [{ Name: "association.subnet-id", Values: [SubnetId] }];
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
    expect(RouteTables).toMatchObject([
      {
        RouteTableId: other,
        Associations: [{ Main: false, SubnetId, RouteTableAssociationId: NewAssociationId }],
      },
    ]);
    await ec2.send(new DisassociateRouteTableCommand({ AssociationId: NewAssociationId }));
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId: other }));
    const gone = ec2.send(new DisassociateRouteTableCommand({ AssociationId: NewAssociationId }));
    expect(await refusalOf(gone)).toMatchObject({ code: "InvalidAssociationID.NotFound" });
  });

  test("the main association cannot be taken away, and can move", async () => {
    const VpcId = await aVpc();
    const RouteTableId = await aTable(VpcId);
    const main = (await tablesOf(VpcId)).find((table) => table.Associations?.[0]?.Main);
    const AssociationId = main?.Associations?.[0]?.RouteTableAssociationId;
    const call = ec2.send(new DisassociateRouteTableCommand({ AssociationId }));
    expect(await refusalOf(call)).toMatchObject({ code: "InvalidParameterValue" });
    await ec2.send(new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId }));
    const after = (await tablesOf(VpcId)).find((table) => table.Associations?.[0]?.Main);
    expect(after?.RouteTableId).toBe(RouteTableId);
  });

  test("the first main table, deleted after another took its place, stays gone", async () => {
    const VpcId = await aVpc();
    const RouteTableId = await aTable(VpcId);
    const first = (await tablesOf(VpcId)).find((table) => table.Associations?.[0]?.Main);
    const AssociationId = first?.Associations?.[0]?.RouteTableAssociationId;
    await ec2.send(new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId }));
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId: first?.RouteTableId }));
    expect((await tablesOf(VpcId)).map((table) => table.RouteTableId)).toEqual([RouteTableId]);
    await ec2.send(new DeleteVpcCommand({ VpcId }));
    const records = [...regionOf(emulated.emulator.world, "123456789012", "us-east-1").ec2Records];
    const own = records.filter(([id]) => [VpcId, first?.RouteTableId, RouteTableId].includes(id));
    expect(own, "nothing of the VPC is kept").toEqual([]);
  });

  test("routes are created once, replaced and deleted", async () => {
    const RouteTableId = await aTable(await aVpc());
    const DestinationCidrBlock = "10.9.0.0/16";
    const route = { RouteTableId, DestinationCidrBlock };
    const create = () => ec2.send(new CreateRouteCommand({ ...route, NatGatewayId: "nat-1" }));
    await create();
    expect(await refusalOf(create())).toMatchObject({
      code: "RouteAlreadyExists",
      message: "The route identified by 10.9.0.0/16 already exists.",
    });
    await ec2.send(new ReplaceRouteCommand({ ...route, TransitGatewayId: "tgw-1" }));
    const read = async () => {
      const input = { RouteTableIds: [RouteTableId] };
      const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand(input));
      return RouteTables?.[0]?.Routes?.slice(1);
    };
    const shown = { DestinationCidrBlock, Origin: "CreateRoute", State: "active" };
    expect(await read()).toEqual([{ ...shown, TransitGatewayId: "tgw-1" }]);
    await ec2.send(new DeleteRouteCommand(route));
    expect(await read()).toEqual([]);
    expect(await refusalOf(ec2.send(new DeleteRouteCommand(route)))).toEqual({
      code: "InvalidRoute.NotFound",
      message: `no route with destination-cidr-block 10.9.0.0/16 in route table ${RouteTableId}`,
      status: 400,
    });
  });

  test("an unknown gateway, a missing target and an unknown table are refused", async () => {
    const RouteTableId = await aTable(await aVpc());
    const route = { RouteTableId, DestinationCidrBlock: "0.0.0.0/0" };
    const create = (more: object) =>
      refusalOf(ec2.send(new CreateRouteCommand({ ...route, ...more })));
    expect(await create({ GatewayId: absent("igw") })).toMatchObject({
      code: "InvalidGatewayID.NotFound",
    });
    expect(await create({})).toMatchObject({ code: "InvalidParameterCombination" });
    expect(await create({ RouteTableId: absent("rtb"), NatGatewayId: "nat-1" })).toMatchObject({
      code: "InvalidRouteTableID.NotFound",
    });
  });

  test("that of the default VPC leads to the internet", async () => {
    const [main] = await tablesOf(await defaultVpc());
    expect(
      main?.Routes?.map(({ DestinationCidrBlock, State }) => [DestinationCidrBlock, State]),
    ).toEqual([
      ["172.31.0.0/16", "active"],
      ["0.0.0.0/0", "active"],
    ]);
  });
});
