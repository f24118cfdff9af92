/** Volumes and network interfaces, which follow from instances, through the real SDK. */
import {
  CreateTagsCommand,
  DescribeInstanceCreditSpecificationsCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVolumesCommand,
  RegisterImageCommand,
  RunInstancesCommand,
  type RunInstancesCommandInput,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, aTemplate, instanceIds } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { ec2 } = emulated;

async function anInstance(more: Partial<RunInstancesCommandInput> = {}) {
  const input = { ImageId: "ami-00000001", MinCount: 1, MaxCount: 1, ...more };
  const { Instances } = await ec2.send(new RunInstancesCommand(input));
  return Instances?.[0]?.InstanceId ?? "";
}
const of = (id: string) => [{ Name: "attachment.instance-id", Values: [id] }];
const volumesOf = async (id: string) =>
  (await ec2.send(new DescribeVolumesCommand({ Filters: of(id) }))).Volumes ?? [];
const interfacesOf = async (id: string) => {
  const command = new DescribeNetworkInterfacesCommand({ Filters: of(id) });
  return (await ec2.send(command)).NetworkInterfaces ?? [];
};
const described = async (id: string) => {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return Reservations?.[0]?.Instances?.[0];
};

describe("volumes", () => {
  test("an instance has a root volume of EBS's defaults, wherever it is shown", async () => {
    const InstanceId = await anInstance();
    const [volume, ...others] = await volumesOf(InstanceId);
    expect(others).toEqual([]);
    expect(volume).toMatchObject({
      VolumeId: expect.stringMatching(/^vol-[0-9a-f]{17}$/),
      State: "in-use",
      Size: 8,
      VolumeType: "gp3",
      Iops: 3000,
      Throughput: 125,
      Encrypted: false,
      AvailabilityZone: "us-east-1a",
      Attachments: [{ InstanceId, Device: "/dev/xvda", State: "attached" }],
    });
    expect(await described(InstanceId)).toMatchObject({
      RootDeviceName: "/dev/xvda",
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeId: volume?.VolumeId } }],
    });
  });

  test("the image and the launch say what is different, and what is there beside it", async () => {
    const image = { Name: "large", RootDeviceName: "/dev/sda1", Architecture: "x86_64" } as const;
    const Ebs = { SnapshotId: "snap-1", VolumeSize: 30 };
    const BlockDeviceMappings = [{ DeviceName: "/dev/sda1", Ebs }];
    const registered = new RegisterImageCommand({ ...image, BlockDeviceMappings });
    const { ImageId } = await ec2.send(registered);
    const id = await anInstance({
      ImageId,
      BlockDeviceMappings: [
        { DeviceName: "/dev/sdf", Ebs: { VolumeSize: 125, VolumeType: "st1", Encrypted: true } },
        { DeviceName: "/dev/sda1", Ebs: { VolumeType: "gp2" } },
      ],
    });
    const volumes = await volumesOf(id);
    const rows = volumes.map((one) => [
      one.Attachments?.[0]?.Device,
      one.Size,
      one.VolumeType,
      one.Encrypted,
    ]);
    expect(rows.sort()).toEqual([
      ["/dev/sda1", 30, "gp2", false],
      ["/dev/sdf", 125, "st1", true],
    ]);
  });

  test("those of a group come from its launch template, with its tags", async () => {
    const template = await aTemplate(emulated, {
      ImageId: "ami-0123456789abcdef0",
      InstanceType: "t3.nano",
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 50 } }],
      TagSpecifications: [{ ResourceType: "volume", Tags: [{ Key: "team", Value: "web" }] }],
    });
    const LaunchTemplate = { LaunchTemplateId: template.id };
    const group = await aGroup(emulated, { MinSize: 1, LaunchTemplate });
    emulated.advance(10);
    const [id = ""] = await instanceIds(emulated, group);
    expect(await volumesOf(id)).toMatchObject([
      { Size: 50, Tags: [{ Key: "team", Value: "web" }] },
    ]);
  });

  test("their tags cannot be changed, and EC2 does not say that they can", async () => {
    const [volume] = await volumesOf(await anInstance());
    const Resources = [volume?.VolumeId ?? ""];
    const call = ec2.send(new CreateTagsCommand({ Resources, Tags: [{ Key: "a", Value: "1" }] }));
    expect(await refusalOf(call)).toMatchObject({ code: "NotImplemented", status: 501 });
  });

  test("one that does not exist is refused", async () => {
    const call = ec2.send(new DescribeVolumesCommand({ VolumeIds: ["vol-1"] }));
    expect(await refusalOf(call)).toEqual({
      code: "InvalidVolume.NotFound",
      message: "The volume 'vol-1' does not exist.",
      status: 400,
    });
  });

  test("come in pages", async () => {
    await anInstance({ MinCount: 7, MaxCount: 7 });
    const first = await ec2.send(new DescribeVolumesCommand({ MaxResults: 5 }));
    const { NextToken } = first;
    const rest = await ec2.send(new DescribeVolumesCommand({ MaxResults: 1000, NextToken }));
    const ids = [...(first.Volumes ?? []), ...(rest.Volumes ?? [])].map((one) => one.VolumeId);
    expect(first.Volumes).toHaveLength(5);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("network interfaces", () => {
  test("an instance has one, where the instance is", async () => {
    const InstanceId = await anInstance();
    const instance = await described(InstanceId);
    const [card, ...others] = await interfacesOf(InstanceId);
    expect(others).toEqual([]);
    const { SubnetId, VpcId, PrivateIpAddress, SecurityGroups } = instance ?? {};
    expect(card).toMatchObject({
      SubnetId,
      VpcId,
      PrivateIpAddress,
      Groups: SecurityGroups,
      Status: "in-use",
      InterfaceType: "interface",
      AvailabilityZone: "us-east-1a",
      NetworkInterfaceId: expect.stringMatching(/^eni-[0-9a-f]{17}$/),
      MacAddress: expect.stringMatching(/^02(:[0-9a-f]{2}){5}$/),
      Attachment: { InstanceId, DeviceIndex: 0, Status: "attached" },
    });
    expect(instance?.NetworkInterfaces).toMatchObject([
      { NetworkInterfaceId: card?.NetworkInterfaceId, PrivateIpAddress },
    ]);
    const Filters = [{ Name: "subnet-id", Values: [SubnetId ?? ""] }];
    const inSubnet = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
    const ids = inSubnet.NetworkInterfaces?.map((one) => one.NetworkInterfaceId);
    expect(ids).toContain(card?.NetworkInterfaceId);
  });

  test("one that does not exist is refused", async () => {
    const input = { NetworkInterfaceIds: ["eni-1"] };
    const call = ec2.send(new DescribeNetworkInterfacesCommand(input));
    expect(await refusalOf(call)).toMatchObject({ code: "InvalidNetworkInterfaceID.NotFound" });
  });
});

test("G-179 with the instance its volumes and its interface end", async () => {
  const id = await anInstance();
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
  emulated.advance(600);
  expect(await volumesOf(id)).toEqual([]);
  expect(await interfacesOf(id)).toEqual([]);
  expect(await described(id)).toMatchObject({ BlockDeviceMappings: [], NetworkInterfaces: [] });
});

test("burstable instances tell how they pay for credits", async () => {
  const old = await anInstance({ InstanceType: "t2.micro" });
  const newer = await anInstance({ InstanceType: "t3.micro" });
  const other = await anInstance({ InstanceType: "m5.large" });
  const InstanceIds = [old, newer, other];
  const answer = await ec2.send(new DescribeInstanceCreditSpecificationsCommand({ InstanceIds }));
  const rows = answer.InstanceCreditSpecifications?.map((one) => [one.InstanceId, one.CpuCredits]);
  expect(rows?.sort()).toEqual(
    [
      [old, "standard"],
      [newer, "unlimited"],
    ].sort(),
  );
});
