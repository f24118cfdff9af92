/** What EC2 has from the start, through the real SDK: network, zones, regions, images, types. */
import {
  DescribeAccountAttributesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeImagesCommand,
  DescribeInstanceTypesCommand,
  DescribeRegionsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { instanceTypes } from "../../../src/domain/instance-types.ts";
import { serviceModel, shapeOf } from "../../../src/model/shapes.ts";
import { startEmulator } from "../../support/emulator.ts";
import { refusalOf } from "../../support/refusal.ts";

const { ec2 } = await startEmulator();
const ireland = await startEmulator({ region: "eu-west-1" });

describe("zones and regions", () => {
  test("G-039 us-east-1 has six zones with the ids of the recorded account", async () => {
    const { AvailabilityZones } = await ec2.send(new DescribeAvailabilityZonesCommand({}));
    expect(AvailabilityZones?.map(({ ZoneName, ZoneId }) => [ZoneName, ZoneId])).toEqual([
      ["us-east-1a", "use1-az6"],
      ["us-east-1b", "use1-az1"],
      ["us-east-1c", "use1-az2"],
      ["us-east-1d", "use1-az4"],
      ["us-east-1e", "use1-az3"],
      ["us-east-1f", "use1-az5"],
    ]);
    expect(AvailabilityZones?.every(({ State }) => State === "available")).toBe(true);
  });

  test("other regions have three", async () => {
    const answer = await ireland.ec2.send(new DescribeAvailabilityZonesCommand({}));
    expect(answer.AvailabilityZones?.map(({ ZoneId }) => ZoneId)).toEqual([
      "euw1-az1",
      "euw1-az2",
      "euw1-az3",
    ]);
  });

  test("zones can be named and filtered; an unknown one is refused", async () => {
    const named = new DescribeAvailabilityZonesCommand({ ZoneNames: ["us-east-1b"] });
    expect((await ec2.send(named)).AvailabilityZones).toHaveLength(1);
    const Filters = [{ Name: "zone-id", Values: ["use1-az2"] }];
    const filtered = await ec2.send(new DescribeAvailabilityZonesCommand({ Filters }));
    expect(filtered.AvailabilityZones?.[0]?.ZoneName).toBe("us-east-1c");
    const unknown = new DescribeAvailabilityZonesCommand({ ZoneNames: ["us-east-1z"] });
    expect(await refusalOf(ec2.send(unknown))).toEqual({
      code: "InvalidParameterValue",
      message: "Invalid availability zone: [us-east-1z]",
      status: 400,
    });
  });

  test("regions are listed with their endpoints", async () => {
    const { Regions } = await ec2.send(new DescribeRegionsCommand({ RegionNames: ["us-east-1"] }));
    expect(Regions).toEqual([
      {
        RegionName: "us-east-1",
        Endpoint: "ec2.us-east-1.amazonaws.com",
        OptInStatus: "opt-in-not-required",
      },
    ]);
    const unknown = new DescribeRegionsCommand({ RegionNames: ["mars-1"] });
    expect((await refusalOf(ec2.send(unknown))).code).toBe("InvalidParameterValue");
  });
});

describe("the default network", () => {
  const subnets = async () => (await ec2.send(new DescribeSubnetsCommand({}))).Subnets ?? [];
  const vpc = async () => (await ec2.send(new DescribeVpcsCommand({}))).Vpcs?.[0];

  test("has one VPC and one subnet in each zone", async () => {
    const { VpcId, IsDefault, CidrBlock } = (await vpc()) ?? {};
    expect([IsDefault, CidrBlock]).toEqual([true, "172.31.0.0/16"]);
    const all = await subnets();
    expect(all.map(({ AvailabilityZone }) => AvailabilityZone?.at(-1))).toEqual([..."abcdef"]);
    expect(all[0]).toMatchObject({
      VpcId,
      State: "available",
      CidrBlock: "172.31.0.0/20",
      AvailableIpAddressCount: 4091,
      AvailabilityZoneId: "use1-az6",
      DefaultForAz: true,
    });
  });

  test("subnets can be filtered by VPC and zone", async () => {
    const { VpcId = "" } = (await vpc()) ?? {};
    const Filters = [
      { Name: "vpc-id", Values: [VpcId] },
      { Name: "availability-zone", Values: ["us-east-1a", "us-east-1c"] },
    ];
    const answer = await ec2.send(new DescribeSubnetsCommand({ Filters }));
    expect(answer.Subnets).toHaveLength(2);
  });

  test("an unknown subnet, VPC or security group is refused", async () => {
    const SubnetIds = ["subnet-0123456789abcdef0"];
    expect(await refusalOf(ec2.send(new DescribeSubnetsCommand({ SubnetIds })))).toMatchObject({
      code: "InvalidSubnetID.NotFound",
      message: "The subnet ID 'subnet-0123456789abcdef0' does not exist",
    });
    const VpcIds = ["vpc-0123456789abcdef0"];
    expect(await refusalOf(ec2.send(new DescribeVpcsCommand({ VpcIds })))).toMatchObject({
      code: "InvalidVpcID.NotFound",
      message: "The vpc ID 'vpc-0123456789abcdef0' does not exist",
    });
    const GroupIds = ["sg-0123456789abcdef0"];
    expect(
      await refusalOf(ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }))),
    ).toMatchObject({
      code: "InvalidGroup.NotFound",
      message: "The security group 'sg-0123456789abcdef0' does not exist",
    });
  });

  test("has the default security group", async () => {
    const Filters = [{ Name: "group-name", Values: ["default"] }];
    const answer = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    expect(answer.SecurityGroups).toEqual([
      expect.objectContaining({
        GroupId: expect.stringMatching(/^sg-[0-9a-f]{17}$/),
        GroupName: "default",
        VpcId: (await vpc())?.VpcId,
      }),
    ]);
  });

  test("the account says which VPC is the default", async () => {
    const AttributeNames = ["default-vpc" as const];
    const answer = await ec2.send(new DescribeAccountAttributesCommand({ AttributeNames }));
    expect(answer.AccountAttributes).toEqual([
      {
        AttributeName: "default-vpc",
        AttributeValues: [{ AttributeValue: (await vpc())?.VpcId }],
      },
    ]);
  });
});

describe("images", () => {
  test("any well-formed id is an available image", async () => {
    const ImageIds = ["ami-0123456789abcdef0"];
    const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds }));
    expect(Images).toEqual([
      expect.objectContaining({
        ImageId: "ami-0123456789abcdef0",
        State: "available",
        Architecture: "x86_64",
        RootDeviceType: "ebs",
        CreationDate: "2026-01-01T00:00:00.000Z",
      }),
    ]);
  });

  test("a malformed id is refused", async () => {
    const call = ec2.send(new DescribeImagesCommand({ ImageIds: ["ami-web"] }));
    expect(await refusalOf(call)).toEqual({
      code: "InvalidAMIID.Malformed",
      message: 'Invalid id: "ami-web"',
      status: 400,
    });
  });

  test("the catalogue is found by owner and name, as scripts look for Amazon Linux", async () => {
    const Filters = [
      { Name: "name", Values: ["al2023-ami-2023.*-kernel-6.1-x86_64"] },
      { Name: "state", Values: ["available"] },
    ];
    const answer = await ec2.send(new DescribeImagesCommand({ Owners: ["amazon"], Filters }));
    expect(answer.Images?.map(({ Architecture }) => Architecture)).toEqual(["x86_64"]);
    const own = await ec2.send(new DescribeImagesCommand({ Owners: ["self"] }));
    expect(own.Images).toEqual([]);
  });
});

describe("instance types", () => {
  test.each([
    ["t3.nano", 2, 512, "x86_64"],
    ["c5.large", 2, 4096, "x86_64"],
    ["m5.xlarge", 4, 16384, "x86_64"],
    ["r6g.2xlarge", 8, 65536, "arm64"],
  ] as const)("%s has %i vCPUs and %i MiB on %s", async (type, vcpus, mib, architecture) => {
    const command = new DescribeInstanceTypesCommand({ InstanceTypes: [type] });
    const { InstanceTypes } = await ec2.send(command);
    expect(InstanceTypes).toEqual([
      expect.objectContaining({
        InstanceType: type,
        VCpuInfo: { DefaultVCpus: vcpus },
        MemoryInfo: { SizeInMiB: mib },
        ProcessorInfo: { SupportedArchitectures: [architecture] },
      }),
    ]);
  });

  test.each([
    ["t3.nano", true, "nitro", "default", ["partition", "spread"]],
    ["m5.large", true, "nitro", "default", ["cluster", "partition", "spread"]],
    ["t2.micro", true, "xen", "unsupported", ["partition", "spread"]],
    ["m1.small", false, "xen", "unsupported", ["partition", "spread"]],
  ] as const)("%s has what follows from its family", async (...row) => {
    const [type, isCurrent, hypervisor, ebsOptimized, strategies] = row;
    const command = new DescribeInstanceTypesCommand({ InstanceTypes: [type] });
    const { InstanceTypes } = await ec2.send(command);
    expect(InstanceTypes?.[0]).toMatchObject({
      CurrentGeneration: isCurrent,
      Hypervisor: hypervisor,
      EbsInfo: { EbsOptimizedSupport: ebsOptimized },
      NetworkInfo: { MaximumNetworkCards: 1 },
      PlacementGroupInfo: { SupportedStrategies: strategies },
    });
  });

  test("all are AWS's", () => {
    const shape = shapeOf(serviceModel("ec2"), "InstanceType");
    const known: readonly string[] = shape.type === "string" ? (shape.enum ?? []) : [];
    expect([...instanceTypes.keys()].filter((name) => !known.includes(name))).toEqual([]);
  });

  test("a type that does not exist is refused", async () => {
    const InstanceTypes = ["t3.nano" as const, "x9.nano" as "t3.nano"];
    const call = ec2.send(new DescribeInstanceTypesCommand({ InstanceTypes }));
    expect(await refusalOf(call)).toEqual({
      code: "InvalidInstanceType",
      message: "The following supplied instance types do not exist: [x9.nano]",
      status: 400,
    });
  });

  test("types can be filtered, and come in pages", async () => {
    const Filters = [{ Name: "instance-type", Values: ["t3.*"] }];
    const first = await ec2.send(new DescribeInstanceTypesCommand({ Filters, MaxResults: 5 }));
    const { NextToken } = first;
    const next = { Filters, MaxResults: 5, NextToken };
    const second = await ec2.send(new DescribeInstanceTypesCommand(next));
    expect([first.InstanceTypes?.length, second.InstanceTypes?.length]).toEqual([5, 2]);
  });
});
