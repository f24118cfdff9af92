/** Rows of EC2's instances, launch templates, images, tags and catalogues. */
import { expect } from "vitest";
import { newName } from "../../../support/fleet.ts";
import { type Refused, type Table, unknownId } from "./rows.ts";
import {
  attachedInterface,
  digits,
  image,
  instance,
  leftInterface,
  openGroup,
  ownImage,
  stopped,
  tag,
  tagged,
  template,
  VpcId,
} from "./scenes.ts";
import type { Stage } from "./stage.ts";

const noInstances = [
  unknownId("InvalidInstanceID.NotFound", { InstanceIds: [`i-${digits}`] }, {}),
  unknownId("InvalidInstanceID.Malformed", { InstanceIds: ["i-web"] }, {}),
];
const noInstance = (more: object = {}) => [
  unknownId("InvalidInstanceID.NotFound", { InstanceId: `i-${digits}` }, more),
  unknownId("InvalidInstanceID.Malformed", { InstanceId: "i-web" }, more),
];
const noTemplate = (more: object = {}) => [
  unknownId("InvalidLaunchTemplateId.NotFound", { LaunchTemplateId: `lt-${digits}` }, more),
  unknownId("InvalidLaunchTemplateId.Malformed", { LaunchTemplateId: "lt-web" }, more),
  unknownId("InvalidLaunchTemplateName.NotFoundException", { LaunchTemplateName: "nowhere" }, more),
];
const ofTemplate = async (stage: Stage) => ({ LaunchTemplateId: await template(stage) });
const contents = { LaunchTemplateData: { ImageId: image, InstanceType: "t3.nano" } };
const launch = { ImageId: image, InstanceType: "t3.nano", MinCount: 1, MaxCount: 1 };
const noFilter = (more: object = {}): Refused => ({
  says: "a filter that is unknown",
  input: () => ({ ...more, Filters: [{ Name: "mood", Values: ["good"] }] }),
  code: "InvalidParameterValue",
  about: "The filter 'mood' is invalid",
});
const nothing = [
  unknownId("InvalidInstanceID.NotFound", { Resources: [`i-${digits}`] }, { Tags: [tag] }),
  unknownId("InvalidID", { Resources: ["web"] }, { Tags: [tag] }),
];
const noImage = (more: object = {}) => [
  unknownId("InvalidAMIID.Malformed", { ImageId: "ami-web" }, more),
];
const leftOver = async (stage: Stage) => {
  const ImageId = await ownImage(stage);
  const answer = await stage.send("ec2", "DescribeImages", { ImageIds: [ImageId] });
  const [found] = answer.Images as readonly { readonly BlockDeviceMappings: Mapping[] }[];
  return { ImageId, SnapshotId: found?.BlockDeviceMappings[0]?.Ebs.SnapshotId };
};
interface Mapping {
  readonly Ebs: { readonly SnapshotId: string };
}

export const instanceTable: Table = {
  RunInstances: {
    accepted: [
      {
        says: "with tags, a token and a network",
        input: (stage) => ({
          ...launch,
          ...tagged("instance"),
          SubnetId: stage.subnets[0],
          ClientToken: newName("token"),
        }),
        answer: ({ Instances }) =>
          expect(Instances).toMatchObject([{ State: { Name: "pending" }, VpcId, Tags: [tag] }]),
      },
      {
        says: "of a launch template",
        input: async (stage) => ({
          LaunchTemplate: { ...(await ofTemplate(stage)), Version: "$Latest" },
          MinCount: 1,
          MaxCount: 2,
        }),
        answer: ({ Instances }) => expect(Instances).toHaveLength(2),
      },
    ],
    refused: [
      unknownId("InvalidSubnetID.NotFound", { SubnetId: `subnet-${digits}` }, launch),
      {
        says: "an unknown launch template",
        input: () => ({
          LaunchTemplate: { LaunchTemplateId: `lt-${digits}` },
          MinCount: 1,
          MaxCount: 1,
        }),
        code: "InvalidLaunchTemplateId.NotFound",
        about: `lt-${digits}`,
      },
      {
        says: "no image",
        input: () => ({ ...launch, ImageId: undefined }),
        code: "MissingParameter",
        about: "",
      },
      {
        says: "fewer at most than at least",
        input: () => ({ ...launch, MinCount: 2 }),
        code: "InvalidParameterValue",
        about: "must not be below the minimum count",
      },
    ],
  },
  DescribeInstances: {
    accepted: [
      {
        says: "by id",
        input: async (stage) => ({ InstanceIds: [await instance(stage)] }),
        answer: ({ Reservations }) =>
          expect(Reservations).toMatchObject([{ Instances: [{ State: { Name: "running" } }] }]),
      },
    ],
    refused: [...noInstances, noFilter()],
  },
  DescribeInstanceStatus: {
    accepted: [
      {
        says: "by id",
        input: async (stage) => ({ InstanceIds: [await instance(stage)] }),
        answer: ({ InstanceStatuses }) => expect(InstanceStatuses).toHaveLength(1),
      },
    ],
    refused: noInstances,
  },
  DescribeInstanceAttribute: {
    accepted: [
      {
        says: "its type",
        input: async (stage) => ({ InstanceId: await instance(stage), Attribute: "instanceType" }),
        answer: ({ InstanceType }) => expect(InstanceType).toEqual({ Value: "t3.nano" }),
      },
      {
        says: "its root device",
        input: async (stage) => ({
          InstanceId: await instance(stage),
          Attribute: "blockDeviceMapping",
        }),
      },
    ],
    refused: [
      ...noInstance({ Attribute: "instanceType" }),
      {
        says: "an attribute that is not emulated",
        input: async (stage) => ({ InstanceId: await instance(stage), Attribute: "kernel" }),
        code: "NotImplemented",
        about: "kernel",
        status: 501,
      },
    ],
  },
  DescribeInstanceCreditSpecifications: {
    accepted: [
      {
        says: "by id",
        input: async (stage) => ({ InstanceIds: [await instance(stage)] }),
        answer: ({ InstanceCreditSpecifications }) =>
          expect(InstanceCreditSpecifications).toHaveLength(1),
      },
    ],
    refused: noInstances,
  },
  StopInstances: {
    accepted: [
      {
        says: "a running one",
        input: async (stage) => ({ InstanceIds: [await instance(stage)] }),
        answer: ({ StoppingInstances }) =>
          expect(StoppingInstances).toMatchObject([{ CurrentState: { Name: "stopping" } }]),
      },
    ],
    refused: noInstances,
  },
  StartInstances: {
    accepted: [
      {
        says: "a stopped one",
        input: async (stage) => ({ InstanceIds: [await stopped(stage)] }),
        answer: ({ StartingInstances }) =>
          expect(StartingInstances).toMatchObject([{ PreviousState: { Name: "stopped" } }]),
      },
    ],
    refused: [
      ...noInstances,
      {
        says: "a terminated one",
        input: async (stage) => {
          const given = { InstanceIds: [await instance(stage)] };
          await stage.send("ec2", "TerminateInstances", given);
          stage.advance(120);
          return given;
        },
        code: "IncorrectInstanceState",
        about: "terminated",
      },
    ],
  },
  TerminateInstances: {
    accepted: [
      {
        says: "a running one",
        input: async (stage) => ({ InstanceIds: [await instance(stage)] }),
        answer: ({ TerminatingInstances }) =>
          expect(TerminatingInstances).toMatchObject([{ PreviousState: { Name: "running" } }]),
      },
    ],
    refused: [
      ...noInstances,
      {
        says: "one that is protected",
        input: async (stage) => {
          const input = { ...launch, DisableApiTermination: true };
          const answer = await stage.send("ec2", "RunInstances", input);
          const [run] = answer.Instances as readonly { readonly InstanceId: string }[];
          return { InstanceIds: [run?.InstanceId] };
        },
        code: "OperationNotPermitted",
        about: "may not be terminated",
      },
    ],
  },
  DescribeNetworkInterfaces: {
    accepted: [
      {
        says: "of an instance",
        input: async (stage) => ({
          Filters: [{ Name: "attachment.instance-id", Values: [await instance(stage)] }],
        }),
        answer: ({ NetworkInterfaces }) => expect(NetworkInterfaces).toHaveLength(1),
      },
    ],
    refused: [
      unknownId("InvalidNetworkInterfaceId.Malformed", { NetworkInterfaceIds: ["web"] }, {}),
      unknownId(
        "InvalidNetworkInterfaceID.NotFound",
        { NetworkInterfaceIds: [`eni-${digits}`] },
        {},
      ),
    ],
  },
  DeleteNetworkInterface: {
    accepted: [
      {
        says: "one that its instance left behind",
        input: async (stage) => ({ NetworkInterfaceId: await leftInterface(stage) }),
      },
    ],
    refused: [
      {
        says: "the one of an instance",
        input: async (stage) => ({ NetworkInterfaceId: await attachedInterface(stage) }),
        code: "InvalidParameterValue",
        about: "is currently in use",
      },
      unknownId("InvalidNetworkInterfaceID.NotFound", { NetworkInterfaceId: `eni-${digits}` }, {}),
    ],
  },
  DescribeVolumes: {
    accepted: [
      {
        says: "of an instance",
        input: async (stage) => ({
          Filters: [{ Name: "attachment.instance-id", Values: [await instance(stage)] }],
        }),
        answer: ({ Volumes }) => expect(Volumes).toMatchObject([{ State: "in-use" }]),
      },
    ],
    refused: [
      unknownId("InvalidVolume.NotFound", { VolumeIds: [`vol-${digits}`] }, {}),
      unknownId("InvalidVolumeID.Malformed", { VolumeIds: ["web"] }, {}),
    ],
  },
  CreateTags: {
    accepted: [
      {
        says: "of an instance and a security group",
        input: async (stage) => ({
          Resources: [await instance(stage), (await openGroup(stage)).GroupId],
          Tags: [tag],
        }),
      },
    ],
    refused: [
      ...nothing,
      {
        says: "a key that is reserved",
        input: async (stage) => ({
          Resources: [await instance(stage)],
          Tags: [{ Key: "aws:team", Value: "" }],
        }),
        code: "InvalidParameterValue",
        about: "aws:team",
      },
    ],
  },
  DeleteTags: {
    accepted: [
      {
        says: "of an instance",
        input: async (stage) => ({ Resources: [await instance(stage)], Tags: [{ Key: tag.Key }] }),
      },
    ],
    refused: nothing,
  },
  DescribeTags: {
    accepted: [
      {
        says: "of a launch template",
        input: async (stage) => ({
          Filters: [{ Name: "resource-id", Values: [await template(stage)] }],
        }),
        answer: ({ Tags }) => expect(Tags).toMatchObject([tag]),
      },
    ],
    refused: [noFilter()],
  },
};

export const templateTable: Table = {
  CreateLaunchTemplate: {
    accepted: [
      {
        says: "with tags",
        input: () => ({
          LaunchTemplateName: newName("made"),
          ...contents,
          VersionDescription: "first",
          ...tagged("launch-template"),
        }),
        answer: ({ LaunchTemplate }) =>
          expect(LaunchTemplate).toMatchObject({ LatestVersionNumber: 1, Tags: [tag] }),
      },
    ],
    refused: [
      {
        says: "a name that is taken",
        input: async (stage) => {
          const given = { LaunchTemplateName: newName("made"), ...contents };
          await stage.send("ec2", "CreateLaunchTemplate", given);
          return given;
        },
        code: "InvalidLaunchTemplateName.AlreadyExistsException",
        about: "already in use",
      },
      {
        says: "user data that is no base64",
        input: () => ({
          LaunchTemplateName: newName("made"),
          LaunchTemplateData: { UserData: "#!/bin/sh" },
        }),
        code: "InvalidUserData.Malformed",
        about: "Invalid BASE64 encoding of user data",
      },
    ],
  },
  CreateLaunchTemplateVersion: {
    accepted: [
      {
        says: "from another one",
        input: async (stage) => ({
          ...(await ofTemplate(stage)),
          SourceVersion: "1",
          LaunchTemplateData: { InstanceType: "t3.micro" },
        }),
        answer: ({ LaunchTemplateVersion }) =>
          expect(LaunchTemplateVersion).toMatchObject({
            VersionNumber: 3,
            DefaultVersion: false,
            LaunchTemplateData: { ImageId: image, InstanceType: "t3.micro" },
          }),
      },
    ],
    refused: [
      ...noTemplate(contents),
      {
        says: "an unknown source version",
        input: async (stage) => ({ ...(await ofTemplate(stage)), ...contents, SourceVersion: "9" }),
        code: "InvalidLaunchTemplateId.VersionNotFound",
        about: "9",
      },
    ],
  },
  DescribeLaunchTemplates: {
    accepted: [
      {
        says: "by id",
        input: async (stage) => ({ LaunchTemplateIds: [await template(stage)] }),
        answer: ({ LaunchTemplates }) => expect(LaunchTemplates).toHaveLength(1),
      },
    ],
    refused: [
      {
        says: "an unknown id",
        input: () => ({ LaunchTemplateIds: [`lt-${digits}`] }),
        code: "InvalidLaunchTemplateId.NotFound",
        about: "At least one of the launch templates",
      },
      unknownId("InvalidLaunchTemplateId.Malformed", { LaunchTemplateIds: ["lt-web"] }, {}),
      {
        says: "an unknown name",
        input: () => ({ LaunchTemplateNames: ["nowhere"] }),
        code: "InvalidLaunchTemplateName.NotFoundException",
        about: "",
      },
    ],
  },
  DescribeLaunchTemplateVersions: {
    accepted: [
      {
        says: "by number and by alias",
        input: async (stage) => ({ ...(await ofTemplate(stage)), Versions: ["1", "$Latest"] }),
        answer: ({ LaunchTemplateVersions }) => expect(LaunchTemplateVersions).toHaveLength(2),
      },
    ],
    refused: noTemplate({ Versions: ["1"] }),
  },
  ModifyLaunchTemplate: {
    accepted: [
      {
        says: "another default",
        input: async (stage) => ({ ...(await ofTemplate(stage)), DefaultVersion: "2" }),
        answer: ({ LaunchTemplate }) =>
          expect(LaunchTemplate).toMatchObject({ DefaultVersionNumber: 2 }),
      },
    ],
    refused: [
      ...noTemplate({ DefaultVersion: "2" }),
      {
        says: "an unknown version",
        input: async (stage) => ({ ...(await ofTemplate(stage)), DefaultVersion: "9" }),
        code: "InvalidLaunchTemplateId.VersionNotFound",
        about: "9",
      },
    ],
  },
  DeleteLaunchTemplateVersions: {
    accepted: [
      {
        says: "one that is there, and tells of one that is not",
        input: async (stage) => ({ ...(await ofTemplate(stage)), Versions: ["2", "9"] }),
        answer: (answer) =>
          expect(answer).toMatchObject({
            SuccessfullyDeletedLaunchTemplateVersions: [{ VersionNumber: 2 }],
            UnsuccessfullyDeletedLaunchTemplateVersions: [
              { ResponseError: { Code: "launchTemplateVersionDoesNotExist" } },
            ],
          }),
      },
    ],
    refused: [
      ...noTemplate({ Versions: ["2"] }),
      {
        says: "the default",
        input: async (stage) => ({ ...(await ofTemplate(stage)), Versions: ["1"] }),
        code: "InvalidParameterValue",
        about: "The default version cannot be deleted",
      },
    ],
  },
  DeleteLaunchTemplate: {
    accepted: [{ says: "by id", input: ofTemplate }],
    refused: noTemplate(),
  },
  GetLaunchTemplateData: {
    accepted: [
      {
        says: "of an instance",
        input: async (stage) => ({ InstanceId: await instance(stage) }),
        answer: ({ LaunchTemplateData }) =>
          expect(LaunchTemplateData).toMatchObject({ ImageId: image }),
      },
    ],
    refused: noInstance(),
  },
};

export const catalogueTable: Table = {
  RegisterImage: {
    accepted: [
      {
        says: "with tags",
        input: () => ({ Name: newName("image"), Architecture: "arm64", ...tagged("image") }),
      },
    ],
    refused: [
      {
        says: "a name that is too short",
        input: () => ({ Name: "ab" }),
        code: "InvalidAMIName.Malformed",
        about: "between 3 and 128",
      },
    ],
  },
  CreateImage: {
    accepted: [
      {
        says: "of an instance",
        input: async (stage) => ({ InstanceId: await instance(stage), Name: newName("image") }),
      },
    ],
    refused: noInstance({ Name: "copy" }),
  },
  CopyImage: {
    accepted: [
      {
        says: "of one's own",
        input: async (stage) => ({
          SourceImageId: await ownImage(stage),
          SourceRegion: "us-east-1",
          Name: newName("copy"),
        }),
      },
    ],
    refused: [
      unknownId(
        "InvalidAMIID.Malformed",
        { SourceImageId: "ami-web" },
        { SourceRegion: "us-east-1", Name: "copy" },
      ),
      {
        says: "a name that is taken",
        input: async (stage) => {
          const Name = newName("image");
          const SourceImageId = await ownImage(stage, { Name });
          return { SourceImageId, SourceRegion: "us-east-1", Name };
        },
        code: "InvalidAMIName.Duplicate",
        about: "is already in use by AMI",
      },
    ],
  },
  DescribeImages: {
    accepted: [
      {
        says: "by id",
        input: async (stage) => ({ ImageIds: [await ownImage(stage)] }),
        answer: ({ Images }) => expect(Images).toMatchObject([{ State: "available" }]),
      },
    ],
    refused: [unknownId("InvalidAMIID.Malformed", { ImageIds: ["ami-web"] }, {}), noFilter()],
  },
  DeregisterImage: {
    accepted: [{ says: "one's own", input: async (stage) => ({ ImageId: await ownImage(stage) }) }],
    refused: [
      ...noImage(),
      {
        says: "an image of AWS",
        input: async (stage) => {
          const answer = await stage.send("ec2", "DescribeImages", { Owners: ["amazon"] });
          const [found] = answer.Images as readonly { readonly ImageId: string }[];
          return { ImageId: found?.ImageId };
        },
        code: "AuthFailure",
        about: "You do not have permission",
        status: 403,
      },
    ],
  },
  DeleteSnapshot: {
    accepted: [
      {
        says: "of an image that is deregistered",
        input: async (stage) => {
          const { ImageId, SnapshotId } = await leftOver(stage);
          await stage.send("ec2", "DeregisterImage", { ImageId });
          return { SnapshotId };
        },
      },
    ],
    refused: [
      unknownId("InvalidSnapshotID.Malformed", { SnapshotId: "web" }, {}),
      unknownId("InvalidSnapshot.NotFound", { SnapshotId: `snap-${digits}` }, {}),
      {
        says: "of an image",
        input: async (stage) => ({ SnapshotId: (await leftOver(stage)).SnapshotId }),
        code: "InvalidSnapshot.InUse",
        about: "is currently in use by ami-",
      },
    ],
  },
  DescribeAccountAttributes: {
    accepted: [
      {
        says: "by name",
        input: () => ({ AttributeNames: ["default-vpc"] }),
        answer: ({ AccountAttributes }) => expect(AccountAttributes).toHaveLength(1),
      },
    ],
    refused: [unknownId("InvalidParameterValue", { AttributeNames: ["mood"] }, {})],
  },
  DescribeAvailabilityZones: {
    accepted: [
      {
        says: "by name",
        input: () => ({ ZoneNames: ["us-east-1a"] }),
        answer: ({ AvailabilityZones }) =>
          expect(AvailabilityZones).toMatchObject([{ ZoneName: "us-east-1a" }]),
      },
    ],
    refused: [unknownId("InvalidParameterValue", { ZoneNames: ["us-east-9z"] }, {})],
  },
  DescribeRegions: {
    accepted: [
      {
        says: "by name",
        input: () => ({ RegionNames: ["us-east-1"] }),
        answer: ({ Regions }) => expect(Regions).toHaveLength(1),
      },
    ],
    refused: [unknownId("InvalidParameterValue", { RegionNames: ["us-east-9"] }, {})],
  },
  DescribeInstanceTypes: {
    accepted: [
      {
        says: "by name",
        input: () => ({ InstanceTypes: ["t3.nano"] }),
        answer: ({ InstanceTypes }) =>
          expect(InstanceTypes).toMatchObject([{ InstanceType: "t3.nano" }]),
      },
    ],
    refused: [unknownId("InvalidInstanceType", { InstanceTypes: ["t3.giant"] }, {})],
  },
  DescribeInstanceTypeOfferings: {
    accepted: [
      {
        says: "in a zone",
        input: () => ({
          LocationType: "availability-zone",
          Filters: [
            { Name: "instance-type", Values: ["t3.nano"] },
            { Name: "location", Values: ["us-east-1a"] },
          ],
        }),
        answer: ({ InstanceTypeOfferings }) => expect(InstanceTypeOfferings).toHaveLength(1),
      },
    ],
    refused: [noFilter()],
  },
};
