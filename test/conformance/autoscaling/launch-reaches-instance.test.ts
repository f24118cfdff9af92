/** What a launch says reaches the instance, through the real SDK. */
import { CreateLaunchConfigurationCommand } from "@aws-sdk/client-auto-scaling";
import {
  CreateSecurityGroupCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSubnetCommand,
  DescribeImagesCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  ModifySecurityGroupRulesCommand,
  RunInstancesCommand,
  type RunInstancesCommandInput,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, aTemplate, instanceIds, newName } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client, ec2, elbv2, ssm } = emulated;
const image = "ami-0123456789abcdef0";

const run = async (members: Partial<RunInstancesCommandInput> = {}) => {
  const base = { ImageId: image, InstanceType: "t3.nano", MinCount: 1, MaxCount: 1 } as const;
  const { Instances = [] } = await ec2.send(new RunInstancesCommand({ ...base, ...members }));
  return Instances[0] ?? {};
};
const shown = async (id = "") => {
  const answer = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return answer.Reservations?.[0]?.Instances?.[0] ?? {};
};
const interfaces = async (NetworkInterfaceIds: string[]) =>
  (await ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds }))).NetworkInterfaces;

describe("a launch configuration", () => {
  test("G-288 its members are the instance's", async () => {
    const { GroupId } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: "by-name", Description: "by name" }),
    );
    const LaunchConfigurationName = newName("configuration");
    await client.send(
      new CreateLaunchConfigurationCommand({
        LaunchConfigurationName,
        ImageId: image,
        InstanceType: "t3.nano",
        UserData: "aGk=",
        KeyName: "deploy",
        EbsOptimized: true,
        IamInstanceProfile: "web",
        SecurityGroups: ["by-name"],
        SpotPrice: "0.01",
        InstanceMonitoring: { Enabled: true },
        BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 20 } }],
      }),
    );
    const name = await aGroup(emulated, {
      LaunchTemplate: undefined,
      LaunchConfigurationName,
      DesiredCapacity: 1,
    });
    emulated.advance(60);
    const [InstanceId = ""] = await instanceIds(emulated, name);
    const { UserData } = await ec2.send(
      new DescribeInstanceAttributeCommand({ InstanceId, Attribute: "userData" }),
    );
    expect(UserData?.Value).toBe("aGk=");
    expect(await shown(InstanceId)).toMatchObject({
      KeyName: "deploy",
      EbsOptimized: true,
      IamInstanceProfile: { Arn: "arn:aws:iam::123456789012:instance-profile/web" },
      InstanceLifecycle: "spot",
      Monitoring: { State: "enabled" },
      SecurityGroups: [{ GroupId, GroupName: "by-name" }],
    });
    const Filters = [{ Name: "attachment.instance-id", Values: [InstanceId] }];
    const { Volumes } = await ec2.send(new DescribeVolumesCommand({ Filters }));
    expect(Volumes?.map(({ Size }) => Size)).toEqual([20]);
  });
});

describe("RunInstances", () => {
  test("G-289 gives the address that was asked for, or one inside the subnet", async () => {
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    const [first, second] = Subnets;
    const SubnetId = second?.SubnetId;
    const asked = await run({ SubnetId, PrivateIpAddress: "172.31.16.77" });
    expect(asked.PrivateIpAddress).toBe("172.31.16.77");
    const NetworkInterfaces = [{ DeviceIndex: 0, SubnetId, PrivateIpAddress: "172.31.16.78" }];
    const inInterface = await run({ NetworkInterfaces });
    expect(inInterface).toMatchObject({ SubnetId, PrivateIpAddress: "172.31.16.78" });
    expect((await run({ SubnetId })).PrivateIpAddress).toMatch(/^172\.31\.(1[6-9]|2\d|3[01])\./);
    const own = await run({ SubnetId: first?.SubnetId });
    expect(own.PrivateIpAddress).toMatch(/^172\.31\.(\d|1[0-5])\./);
  });

  test("G-289 refuses an address outside the subnet, or one that is in use", async () => {
    const outside = run({ PrivateIpAddress: "10.0.0.9" });
    expect(await refusalOf(outside)).toEqual({
      code: "InvalidParameterValue",
      message: "Address 10.0.0.9 does not fall within the subnet's address range",
      status: 400,
    });
    await run({ PrivateIpAddress: "172.31.0.99" });
    const taken = run({ PrivateIpAddress: "172.31.0.99" });
    expect(await refusalOf(taken)).toMatchObject({ code: "InvalidIPAddress.InUse" });
  });

  test("G-289 shows monitoring as pending, then enabled, and the EBS flag", async () => {
    const launched = await run({ Monitoring: { Enabled: true }, EbsOptimized: true });
    expect(launched).toMatchObject({ Monitoring: { State: "pending" }, EbsOptimized: true });
    emulated.advance(30);
    expect(await shown(launched.InstanceId)).toMatchObject({ Monitoring: { State: "enabled" } });
  });

  test("G-291 the type decides about threads, the caller about the rest", async () => {
    const arm = await run({ InstanceType: "c7g.xlarge" });
    expect(arm).toMatchObject({ CpuOptions: { CoreCount: 4, ThreadsPerCore: 1 } });
    expect(await run({ InstanceType: "t2.nano" })).toMatchObject({
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 1 },
      CurrentInstanceBootMode: "legacy-bios",
    });
    const told = await run({
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 1 },
      MetadataOptions: { HttpTokens: "required" },
      EnclaveOptions: { Enabled: true },
      ClientToken: "my-token",
    });
    expect(told).toMatchObject({
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 1 },
      MetadataOptions: { HttpTokens: "required", HttpEndpoint: "enabled", State: "pending" },
      EnclaveOptions: { Enabled: true },
      ClientToken: "my-token",
    });
  });

  test("G-291 the image decides about metadata options that were left out", async () => {
    const folder = "/aws/service/ami-amazon-linux-latest";
    const ImageId = `resolve:ssm:${folder}/al2023-ami-kernel-6.1-x86_64`;
    expect(await run({ ImageId })).toMatchObject({
      MetadataOptions: { HttpTokens: "required", HttpPutResponseHopLimit: 2 },
    });
    expect(await run({})).toMatchObject({
      MetadataOptions: { HttpTokens: "optional", HttpPutResponseHopLimit: 1 },
    });
  });

  test("G-296 an image by parameter is looked up by launches, not by DescribeImages", async () => {
    const Name = "/images/run";
    await ssm.send(new PutParameterCommand({ Name, Value: image, Type: "String" }));
    const alias = `resolve:ssm:${Name}`;
    expect((await run({ ImageId: alias })).ImageId).toBe(image);
    const call = ec2.send(new DescribeImagesCommand({ ImageIds: [alias] }));
    expect(await refusalOf(call)).toEqual({
      code: "InvalidAMIID.Malformed",
      message: `Invalid id: "${alias}" (expecting "ami-...")`,
      status: 400,
    });
  });
});

describe("a network interface that is not to be deleted", () => {
  const end = async (InstanceIds: string[]) => {
    await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
    emulated.advance(120);
  };

  test("G-290 says so, outlives its instance and can be deleted then", async () => {
    const { InstanceId = "", NetworkInterfaces: [one] = [] } = await run({
      NetworkInterfaces: [{ DeviceIndex: 0, DeleteOnTermination: false, Description: "kept" }],
    });
    const id = one?.NetworkInterfaceId ?? "";
    const NetworkInterfaceId = id;
    expect(one?.Attachment?.DeleteOnTermination).toBe(false);
    const remove = () => ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
    expect(await refusalOf(remove())).toMatchObject({ code: "InvalidParameterValue" });
    await end([InstanceId]);
    const [left] = (await interfaces([id])) ?? [];
    expect(left).toMatchObject({ Status: "available", Description: "kept" });
    expect(left).toMatchObject({ PrivateIpAddress: one?.PrivateIpAddress, VpcId: one?.VpcId });
    expect(left?.Attachment).toBeUndefined();
    const SubnetId = left?.SubnetId;
    const subnet = ec2.send(new DeleteSubnetCommand({ SubnetId }));
    expect(await refusalOf(subnet)).toMatchObject({ code: "DependencyViolation" });
    emulated.advance(7200);
    await run();
    expect(await interfaces([id])).toHaveLength(1);
    await remove();
    const gone = interfaces([id]);
    expect(await refusalOf(gone)).toMatchObject({ code: "InvalidNetworkInterfaceID.NotFound" });
  });

  test("G-290 of a group's instance, too", async () => {
    const NetworkInterfaces = [{ DeviceIndex: 0, DeleteOnTermination: false }];
    const contents = { ImageId: image, InstanceType: "t3.nano", NetworkInterfaces } as const;
    const template = await aTemplate(emulated, contents);
    const LaunchTemplate = { LaunchTemplateId: template.id };
    const name = await aGroup(emulated, { LaunchTemplate, DesiredCapacity: 1 });
    emulated.advance(60);
    const [id = ""] = await instanceIds(emulated, name);
    const [one] = (await shown(id)).NetworkInterfaces ?? [];
    await end([id]);
    const [left] = (await interfaces([one?.NetworkInterfaceId ?? ""])) ?? [];
    expect(left?.Status).toBe("available");
  });

  test("G-290 any other ends with its instance", async () => {
    const { InstanceId = "", NetworkInterfaces: [one] = [] } = await run();
    await end([InstanceId]);
    const call = interfaces([one?.NetworkInterfaceId ?? ""]);
    expect(await refusalOf(call)).toMatchObject({ code: "InvalidNetworkInterfaceID.NotFound" });
  });
});

describe("neighbours", () => {
  test("G-292 a target that is not registered is echoed with the group's port", async () => {
    const { TargetGroups } = await elbv2.send(
      new CreateTargetGroupCommand({
        Name: "echo",
        Protocol: "HTTP",
        Port: 80,
        VpcId: await vpc(),
      }),
    );
    const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn;
    const { InstanceId: Id } = await run();
    const { TargetHealthDescriptions } = await elbv2.send(
      new DescribeTargetHealthCommand({ TargetGroupArn, Targets: [{ Id }] }),
    );
    expect(TargetHealthDescriptions).toMatchObject([
      { Target: { Id, Port: 80 }, HealthCheckPort: "80", TargetHealth: { State: "unused" } },
    ]);
  });

  test("G-293 DescribeSecurityGroupRules refuses what is no group's id", async () => {
    const Filters = [{ Name: "group-id", Values: ["foobar"] }];
    const call = ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }));
    expect(await refusalOf(call)).toEqual({
      code: "InvalidGroupId.Malformed",
      message: "The security group ID 'foobar' is malformed",
      status: 400,
    });
  });

  test("G-293 ModifySecurityGroupRules needs a protocol", async () => {
    const { SecurityGroupRules: [rule] = [] } = await ec2.send(
      new DescribeSecurityGroupRulesCommand({}),
    );
    const call = ec2.send(
      new ModifySecurityGroupRulesCommand({
        GroupId: rule?.GroupId,
        SecurityGroupRules: [
          {
            SecurityGroupRuleId: rule?.SecurityGroupRuleId,
            SecurityGroupRule: { CidrIpv4: "10.0.0.0/8" },
          },
        ],
      }),
    );
    expect(await refusalOf(call)).toEqual({
      code: "InvalidParameterValue",
      message:
        "Invalid value 'null' for protocol. VPC security group rules must specify protocols " +
        "explicitly.",
      status: 400,
    });
  });

  const vpc = async () => (await run()).VpcId;
});

test.each([
  ["", { method: "POST", body: "Action=None" }],
  ["/_asg-local/clock", {}],
])("G-297 the Date header of %j shows virtual time", async (path, request) => {
  const response = await fetch(`${emulated.endpoint}${path}`, request);
  const seen = new Date(response.headers.get("date") ?? "").toISOString();
  expect(seen).toBe(new Date(emulated.now()).toISOString());
});
