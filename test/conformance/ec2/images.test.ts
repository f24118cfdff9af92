/** Images through the real SDK: registered, copied, made of instances, and told apart. */
import {
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DescribeScalingActivitiesCommand,
  StartInstanceRefreshCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CopyImageCommand,
  CreateImageCommand,
  CreateTagsCommand,
  DeleteSnapshotCommand,
  DeregisterImageCommand,
  DescribeImagesCommand,
  RegisterImageCommand,
  type RegisterImageRequest,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { type Emulated, startEmulator } from "../../support/emulator.ts";
import { aTemplate, newName } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const loose = await startEmulator();
const strict = await startEmulator({ settings: { strictImages: true } });

const unknownId = "ami-0123456789abcdef0";
const unknownText = `The image id '[${unknownId}]' does not exist`;

async function anImage({ ec2 }: Emulated, members: Partial<RegisterImageRequest> = {}) {
  const input = { Name: newName("image"), Architecture: "arm64" as const, ...members };
  return (await ec2.send(new RegisterImageCommand(input))).ImageId ?? "";
}

describe("images of the caller", () => {
  const { ec2 } = loose;
  const described = async (input: object) =>
    (await ec2.send(new DescribeImagesCommand(input))).Images ?? [];

  test("are registered, found among the caller's own, and deregistered", async () => {
    const TagSpecifications = [
      { ResourceType: "image" as const, Tags: [{ Key: "release", Value: "7" }] },
    ];
    const BlockDeviceMappings = [
      { DeviceName: "/dev/sda1", Ebs: { SnapshotId: "snap-1", VolumeSize: 20 } },
    ];
    const ImageId = await anImage(loose, {
      Name: "shop-7",
      Description: "The shop",
      EnaSupport: true,
      TagSpecifications,
      RootDeviceName: "/dev/sda1",
      BlockDeviceMappings,
      VirtualizationType: "hvm",
    });
    const Filters = [{ Name: "tag:release", Values: ["7"] }];
    expect(await described({ Owners: ["self"], Filters })).toMatchObject([
      {
        ImageId,
        Name: "shop-7",
        Description: "The shop",
        Architecture: "arm64",
        State: "available",
        OwnerId: "123456789012",
        Public: false,
        RootDeviceName: "/dev/sda1",
        BlockDeviceMappings,
        CreationDate: "2026-09-27T12:00:00.250Z",
        Tags: [{ Key: "release", Value: "7" }],
      },
    ]);
    await ec2.send(new DeregisterImageCommand({ ImageId }));
    expect(await described({ Owners: ["self"], Filters })).toEqual([]);
    expect(await refusalOf(described({ ImageIds: [ImageId] }))).toMatchObject({
      code: "InvalidAMIID.NotFound",
      message: `The image id '[${ImageId}]' does not exist`,
    });
    const launch = new RunInstancesCommand({ ImageId, MinCount: 1, MaxCount: 1 });
    expect(await refusalOf(ec2.send(launch))).toMatchObject({ code: "InvalidAMIID.NotFound" });
  });

  test("RunInstances says the same of one in a launch template", async () => {
    const ImageId = await anImage(loose);
    const { name } = await aTemplate(loose, { ImageId });
    await ec2.send(new DeregisterImageCommand({ ImageId }));
    const LaunchTemplate = { LaunchTemplateName: name };
    const launch = new RunInstancesCommand({ LaunchTemplate, MinCount: 1, MaxCount: 1 });
    expect(await refusalOf(ec2.send(launch))).toEqual({
      code: "InvalidAMIID.NotFound",
      message: `The image id '[${ImageId}]' does not exist`,
      status: 400,
    });
  });

  test("have a well-formed name of their own", async () => {
    const ImageId = await anImage(loose, { Name: "shop-8" });
    expect(await refusalOf(anImage(loose, { Name: "shop-8" }))).toEqual({
      code: "InvalidAMIName.Duplicate",
      message: `AMI name shop-8 is already in use by AMI ${ImageId}`,
      status: 400,
    });
    const malformed = await refusalOf(anImage(loose, { Name: "shop*8" }));
    expect(malformed.code).toBe("InvalidAMIName.Malformed");
  });

  test("are made of an instance, with its architecture", async () => {
    const run = { ImageId: unknownId, InstanceType: "t4g.nano", MinCount: 1, MaxCount: 1 } as const;
    const { Instances } = await ec2.send(new RunInstancesCommand(run));
    const input = { InstanceId: Instances?.[0]?.InstanceId ?? "", Name: newName("image") };
    const { ImageId = "" } = await ec2.send(new CreateImageCommand(input));
    expect(await described({ ImageIds: [ImageId] })).toMatchObject([
      { Name: input.Name, Architecture: "arm64" },
    ]);
    const unknown = new CreateImageCommand({ ...input, InstanceId: "i-0123456789abcdef0" });
    expect(await refusalOf(ec2.send(unknown))).toMatchObject({
      code: "InvalidInstanceID.NotFound",
    });
  });

  test("are copied, with their tags when asked", async () => {
    const source = await anImage(loose, { Description: "to copy" });
    const Tags = [{ Key: "a", Value: "1" }];
    await ec2.send(new CreateTagsCommand({ Resources: [source], Tags }));
    const copy = async (more: object) => {
      const Name = newName("copy");
      const input = { SourceImageId: source, SourceRegion: "us-east-1", Name, ...more };
      const { ImageId = "" } = await ec2.send(new CopyImageCommand(input));
      return (await described({ ImageIds: [ImageId] }))[0];
    };
    const plain = await copy({});
    expect(plain).toMatchObject({ Description: "to copy", Architecture: "arm64" });
    expect(plain?.Tags ?? []).toEqual([]);
    expect((await copy({ CopyImageTags: true }))?.Tags).toEqual(Tags);
    const own = [{ ResourceType: "image", Tags: [{ Key: "a", Value: "2" }] }];
    const both = await copy({ CopyImageTags: true, TagSpecifications: own });
    expect(both?.Tags, "a key once").toEqual([{ Key: "a", Value: "2" }]);
  });

  test("those of others cannot be deregistered, and a dry run changes nothing", async () => {
    const deregister = (ImageId: string, DryRun = false) =>
      ec2.send(new DeregisterImageCommand({ ImageId, DryRun }));
    expect(await refusalOf(deregister("ami-0abcdef1234567890"))).toMatchObject({
      code: "AuthFailure",
    });
    const ImageId = await anImage(loose);
    expect(await refusalOf(deregister(ImageId, true))).toMatchObject({ code: "DryRunOperation" });
    expect(await described({ ImageIds: [ImageId] })).toHaveLength(1);
  });

  test("leave a snapshot behind, which can be deleted once they are deregistered", async () => {
    const ImageId = await anImage(loose);
    const [image] = await described({ ImageIds: [ImageId] });
    const SnapshotId = image?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId;
    const deletion = () => ec2.send(new DeleteSnapshotCommand({ SnapshotId }));
    expect(await refusalOf(deletion())).toMatchObject({ code: "InvalidSnapshot.InUse" });
    await ec2.send(new DeregisterImageCommand({ ImageId }));
    await deletion();
    expect(await refusalOf(deletion())).toEqual({
      code: "InvalidSnapshot.NotFound",
      message: `The snapshot '${SnapshotId}' does not exist.`,
      status: 400,
    });
  });

  test("come in pages with the catalogue", async () => {
    await anImage(loose);
    const all = (await described({})).length;
    const first = await ec2.send(new DescribeImagesCommand({ MaxResults: 2 }));
    const { NextToken } = first;
    const rest = await ec2.send(new DescribeImagesCommand({ MaxResults: 1000, NextToken }));
    expect([first.Images?.length, rest.Images?.length]).toEqual([2, all - 2]);
  });
});

describe("where images are strict", () => {
  const { client, ec2 } = strict;
  const zones = { AvailabilityZones: ["us-east-1a"], MinSize: 0, MaxSize: 2 };
  const templateOf = async (...images: string[]) => {
    const versions = images.map((ImageId) => ({ ImageId, InstanceType: "t4g.nano" as const }));
    return { LaunchTemplateId: (await aTemplate(strict, ...versions)).id };
  };

  test("DescribeImages and RunInstances know registered ones and the catalogue only", async () => {
    const own = await anImage(strict);
    const ImageIds = [own, "ami-0abcdef1234567890"];
    const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds }));
    expect(Images).toHaveLength(2);
    const one = { InstanceType: "t4g.nano", MinCount: 1, MaxCount: 1 } as const;
    const run = (ImageId: string) => ec2.send(new RunInstancesCommand({ ImageId, ...one }));
    expect((await run(own)).Instances?.[0]?.ImageId).toBe(own);
    const refused = { code: "InvalidAMIID.NotFound", message: unknownText, status: 400 };
    expect(await refusalOf(run(unknownId))).toEqual(refused);
    const describing = ec2.send(new DescribeImagesCommand({ ImageIds: [unknownId] }));
    expect(await refusalOf(describing)).toEqual(refused);
    const ids = [unknownId, own, "ami-0123456789abcdef1"];
    expect(await refusalOf(ec2.send(new DescribeImagesCommand({ ImageIds: ids })))).toMatchObject({
      message: `The image ids '[${unknownId}, ami-0123456789abcdef1]' do not exist`,
    });
    expect(await refusalOf(run("ami-web"))).toMatchObject({ code: "InvalidAMIID.Malformed" });
  });

  test("CreateLaunchConfiguration refuses an unknown one", async () => {
    const input = { LaunchConfigurationName: newName("lc"), InstanceType: "t3.nano" };
    const call = client.send(
      new CreateLaunchConfigurationCommand({ ...input, ImageId: unknownId }),
    );
    expect(await refusalOf(call)).toEqual({
      code: "ValidationError",
      message: `AMI ${unknownId} is invalid: ${unknownText}`,
      status: 400,
    });
    const ImageId = await anImage(strict);
    await client.send(new CreateLaunchConfigurationCommand({ ...input, ImageId }));
  });

  test("G-026 R-051 groups and refreshes refuse a template with an unknown one", async () => {
    const message = `You must use a valid fully-formed launch template. ${unknownText}`;
    const AutoScalingGroupName = newName("group");
    const create = (LaunchTemplate: object) =>
      client.send(
        new CreateAutoScalingGroupCommand({ AutoScalingGroupName, ...zones, LaunchTemplate }),
      );
    expect(await refusalOf(create(await templateOf(unknownId)))).toEqual({
      code: "ValidationError",
      message,
      status: 400,
    });
    const LaunchTemplate = await templateOf(await anImage(strict), unknownId);
    await create({ ...LaunchTemplate, Version: "1" });
    const DesiredConfiguration = { LaunchTemplate: { ...LaunchTemplate, Version: "2" } };
    const refresh = new StartInstanceRefreshCommand({ AutoScalingGroupName, DesiredConfiguration });
    expect(await refusalOf(client.send(refresh))).toMatchObject({ message });
  });

  test("R-261 a launch from an image that was deregistered fails with EC2's text", async () => {
    const ImageId = await anImage(strict);
    const AutoScalingGroupName = newName("group");
    const LaunchTemplate = await templateOf(ImageId);
    await client.send(
      new CreateAutoScalingGroupCommand({ AutoScalingGroupName, ...zones, LaunchTemplate }),
    );
    await ec2.send(new DeregisterImageCommand({ ImageId }));
    await client.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MinSize: 1 }));
    strict.advance(10);
    const { Activities } = await client.send(
      new DescribeScalingActivitiesCommand({ AutoScalingGroupName }),
    );
    expect(Activities?.at(-1)).toMatchObject({
      StatusCode: "Failed",
      StatusMessage: `The image id '[${ImageId}]' does not exist. Launching EC2 instance failed.`,
    });
  });
});
