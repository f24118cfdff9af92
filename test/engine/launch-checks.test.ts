/** What EC2 and Auto Scaling check of a launch's contents, at creation and at each launch. */
import { describe, expect, test } from "vitest";
import { cheapestTypeMeeting } from "../../src/domain/instance-requirements.ts";
import { type InProcess, type Input, inProcess } from "../support/in-process.ts";

const named = { AutoScalingGroupName: "web" };
const sizes = { MinSize: 0, MaxSize: 9, AvailabilityZones: ["us-east-1a"] };
const arm = "ami-0abcdef1234567891";
const specification = { LaunchTemplateName: "web" };

function withTemplate(LaunchTemplateData: Input): InProcess {
  const story = inProcess();
  story.call("ec2", "CreateLaunchTemplate", { ...specification, LaunchTemplateData });
  return story;
}

function policy(overrides: readonly Input[]): Input {
  const LaunchTemplate = { LaunchTemplateSpecification: specification, Overrides: overrides };
  return { MixedInstancesPolicy: { LaunchTemplate } };
}

function create(story: InProcess, source: Input, members: Input = {}): void {
  story.call("autoscaling", "CreateAutoScalingGroup", {
    ...named,
    ...sizes,
    ...source,
    ...members,
  });
}

const lastMessage = (story: InProcess) => {
  const { Activities } = story.call("autoscaling", "DescribeScalingActivities", named);
  return (Activities as { StatusMessage?: string }[])[0]?.StatusMessage;
};

const mismatch =
  "The architecture 'x86_64' of the specified instance type does not match the architecture " +
  "'arm64' of the specified AMI. Specify an instance type and an AMI that have matching " +
  "architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to " +
  "discover the architecture of the instance type or AMI.";

/** Contents that EC2 refuses, and what it says. */
const refusedContents: readonly (readonly [Input, string])[] = [
  [
    { BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeType: "io1" } }] },
    "The parameter iops must be specified for io1 volumes.",
  ],
  [
    { NetworkInterfaces: [{ DeviceIndex: 0 }], SecurityGroupIds: ["sg-00000001"] },
    "Network interfaces and an instance-level security groups may not be specified on the same " +
      "request",
  ],
  [
    { CpuOptions: { CoreCount: 1, ThreadsPerCore: 3 } },
    "A value of 3 for ThreadsPerCore is not a valid value for the t3.nano instance type. Valid " +
      "values are [1, 2].",
  ],
  [
    { EnclaveOptions: { Enabled: true }, HibernationOptions: { Configured: true } },
    "You cannot enable Nitro Enclaves and hibernation on the same instance.",
  ],
];

test.each(refusedContents)("a template with contents that EC2 refuses: %j", (contents, text) => {
  const data = { ImageId: "ami-1", InstanceType: "t3.nano" };
  const story = withTemplate({ ...data, ...contents });
  expect(() => create(story, { LaunchTemplate: specification })).toThrow(
    `You must use a valid fully-formed launch template. ${text}`,
  );
  const other = withTemplate(data);
  create(other, { LaunchTemplate: specification });
  const LaunchTemplateData = { ...data, ...contents };
  other.call("ec2", "CreateLaunchTemplateVersion", { ...specification, LaunchTemplateData });
  other.call("ec2", "ModifyLaunchTemplate", { ...specification, DefaultVersion: "2" });
  other.call("autoscaling", "SetDesiredCapacity", { ...named, DesiredCapacity: 1 });
  other.advance(30);
  expect(lastMessage(other)).toBe(`${text.replace(/\.$/, "")}. Launching EC2 instance failed.`);
});

test("CPU credits of a type that has none are found at the launch only", () => {
  const CreditSpecification = { CpuCredits: "unlimited" };
  const story = withTemplate({ ImageId: "ami-1", InstanceType: "m5.large", CreditSpecification });
  create(story, { LaunchTemplate: specification }, { DesiredCapacity: 1 });
  story.advance(30);
  expect(lastMessage(story)).toBe(
    "The m5.large instance type does not support T2 Unlimited. Launching EC2 instance failed.",
  );
});

test("G-218 an override of another architecture fails each launch", () => {
  const story = withTemplate({ ImageId: arm, InstanceType: "t4g.nano" });
  create(story, policy([{ InstanceType: "t3.nano" }]), { DesiredCapacity: 1 });
  story.advance(30);
  expect(lastMessage(story)).toBe(
    `Could not launch On-Demand Instances. InvalidParameterValue - ${mismatch} ` +
      "Launching EC2 instance failed.",
  );
});

test("G-218 a template used as it stands is refused; an unstated image fits any type", () => {
  const story = withTemplate({ ImageId: arm, InstanceType: "t3.nano" });
  expect(() => create(story, { LaunchTemplate: specification })).toThrow(
    `You must use a valid fully-formed launch template. ${mismatch}`,
  );
  const other = withTemplate({ ImageId: "ami-1", InstanceType: "t4g.nano" });
  create(other, { LaunchTemplate: specification }, { DesiredCapacity: 1 });
  other.advance(60);
  expect(other.instances()[0]?.lifecycleState).toBe("InService");
});

test("G-219 tags that metadata cannot show fail each launch, the group's included", () => {
  const MetadataOptions = { InstanceMetadataTags: "enabled" };
  const story = withTemplate({ ImageId: "ami-1", InstanceType: "t3.nano", MetadataOptions });
  const Tags = [{ Key: "kubernetes.io/cluster/web", Value: "", PropagateAtLaunch: true }];
  create(story, { LaunchTemplate: specification }, { DesiredCapacity: 1, Tags });
  story.advance(30);
  expect(lastMessage(story)).toBe(
    "'kubernetes.io/cluster/web' is not a valid tag key. Tag keys must match pattern " +
      "([0-9a-zA-Z\\\\-_+=,.@:]{1,255}), and must not be a reserved name ('.', '..', '_index'). " +
      "Launching EC2 instance failed.",
  );
});

test("G-220 an empty security group id is refused when a group is created", () => {
  const story = withTemplate({ ImageId: "ami-1", SecurityGroupIds: [""] });
  expect(() => create(story, { LaunchTemplate: specification })).toThrow(
    "You must use a valid fully-formed launch template. Value () for parameter groupId is " +
      "invalid. The value cannot be empty",
  );
});

const InstanceRequirements = { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 1024 } };

test("G-221 attributes and an image named by a parameter do not go together", () => {
  const story = withTemplate({ ImageId: "resolve:ssm:web" });
  expect(() => create(story, policy([{ InstanceRequirements }]))).toThrow(
    'Invalid id: "resolve:ssm:web" expecting ami-....',
  );
});

test.each([
  ["own", {}],
  ["an override's", { LaunchTemplateSpecification: { LaunchTemplateName: "spot" } }],
])("G-222 a policy refuses a template that requests Spot: its %s", (which, override) => {
  const InstanceMarketOptions = { MarketType: "spot" };
  const data = { ImageId: "ami-1", InstanceType: "t3.nano" };
  const story = withTemplate(which === "own" ? { ...data, InstanceMarketOptions } : data);
  const LaunchTemplateData = { ...data, InstanceMarketOptions };
  story.call("ec2", "CreateLaunchTemplate", { LaunchTemplateName: "spot", LaunchTemplateData });
  expect(() => create(story, policy([{ InstanceType: "t3.nano", ...override }]))).toThrow(
    expect.objectContaining({
      code: "InvalidQueryParameter",
      status: 400,
      message: expect.stringMatching(/^Incompatible launch template: You cannot use a launch/),
    }),
  );
});

test("G-223 in a plain group it launches Spot Instances", () => {
  const InstanceMarketOptions = { MarketType: "spot" };
  const story = withTemplate({ ImageId: "ami-1", InstanceType: "t3.nano", InstanceMarketOptions });
  create(story, { LaunchTemplate: specification }, { DesiredCapacity: 1 });
  story.advance(60);
  const answer = story.call("ec2", "DescribeInstances", {});
  const [one] = answer.Reservations as { Instances: { InstanceLifecycle?: string }[] }[];
  expect(one?.Instances[0]?.InstanceLifecycle).toBe("spot");
});

test.each<[string, Input, string | undefined, string | undefined]>([
  ["no T type by default", {}, undefined, "c5.large"],
  [
    "burstable ones where they are included",
    { BurstablePerformance: "included" },
    undefined,
    "t3.micro",
  ],
  ["only burstable ones", { BurstablePerformance: "required" }, "arm64", "t4g.micro"],
  ["the image's architecture", {}, "arm64", "c6g.large"],
  ["a manufacturer", { CpuManufacturers: ["amd"] }, undefined, "c5a.large"],
  ["patterns of types", { AllowedInstanceTypes: ["m6*"] }, undefined, "m6i.large"],
  ["types left out", { ExcludedInstanceTypes: ["c5*"] }, undefined, "c6i.large"],
  ["a generation", { InstanceGenerations: ["previous"] }, undefined, "c4.large"],
  ["memory for each vCPU", { MemoryGiBPerVCpu: { Min: 8 } }, undefined, "r5.large"],
  ["no bare metal in the catalogue", { BareMetal: "required" }, undefined, undefined],
  ["no accelerators", { AcceleratorCount: { Min: 1 } }, undefined, undefined],
  ["no local disks", { LocalStorage: "required" }, undefined, undefined],
])("G-224 selection by attributes: %s", (_, members, architecture, expected) => {
  expect(cheapestTypeMeeting({ ...InstanceRequirements, ...members }, architecture)).toBe(expected);
});

describe("a security group or key pair that a template names", () => {
  const data = { ImageId: "ami-1", InstanceType: "t3.nano" };
  const group = (story: InProcess) =>
    story.call("ec2", "CreateSecurityGroup", { GroupName: "web", Description: "web" })
      .GroupId as string;
  const one = { LaunchTemplate: specification };
  const launches = (story: InProcess) => {
    story.call("autoscaling", "SetDesiredCapacity", { ...named, DesiredCapacity: 1 });
    story.advance(20);
    return lastMessage(story);
  };

  test("fails each launch once it is deleted here, and the creation of groups", () => {
    const story = inProcess();
    const id = group(story);
    story.call("ec2", "CreateKeyPair", { KeyName: "deploy" });
    for (const [name, more] of [
      ["web", { SecurityGroupIds: [id] }],
      ["keyed", { KeyName: "deploy" }],
    ] as const) {
      const LaunchTemplateData = { ...data, ...more };
      story.call("ec2", "CreateLaunchTemplate", { LaunchTemplateName: name, LaunchTemplateData });
    }
    create(story, one);
    story.call("ec2", "DeleteSecurityGroup", { GroupId: id });
    story.call("ec2", "DeleteKeyPair", { KeyName: "deploy" });
    const noGroup = `The security group '${id}' does not exist`;
    expect(launches(story)).toBe(`${noGroup}. Launching EC2 instance failed.`);
    const noKey = "The key pair 'deploy' does not exist";
    const keyed = { LaunchTemplate: { LaunchTemplateName: "keyed" }, AutoScalingGroupName: "b" };
    const complaint = "You must use a valid fully-formed launch template. ";
    expect(() => create(story, keyed)).toThrow(complaint + noKey);
    expect(() => create(story, { ...one, AutoScalingGroupName: "c" })).toThrow(complaint + noGroup);
    const run = { MinCount: 1, MaxCount: 1, LaunchTemplate: { LaunchTemplateName: "keyed" } };
    expect(() => story.call("ec2", "RunInstances", run)).toThrow(noKey);
    story.call("ec2", "CreateKeyPair", { KeyName: "deploy" });
    story.call("ec2", "RunInstances", run);
  });

  test("is taken as given when it was never here", () => {
    const more = { SecurityGroupIds: ["sg-0123456789abcdef0"], KeyName: "theirs" };
    const story = withTemplate({ ...data, ...more });
    create(story, one);
    expect(launches(story)).toBeUndefined();
  });
});
