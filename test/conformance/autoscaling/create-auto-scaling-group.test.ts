/** CreateAutoScalingGroup through the real SDK: what it refuses, and what AWS fills in. */
import {
  CreateAutoScalingGroupCommand,
  DeleteAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { describe, expect, test } from "vitest";
import { defaultSubnets } from "../../../src/domain/network.ts";
import { startEmulator } from "../../support/emulator.ts";
import {
  aGroup,
  aTemplate,
  findGroup,
  type GroupMembers,
  groupInput,
  newName,
  theGroup,
} from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
/** Deletions take some seconds of virtual time here. */
const slow = await startEmulator({ timing: "aws" });
const template = await aTemplate(emulated);
const subnets = defaultSubnets("123456789012", "us-east-1");
const [subnetA, subnetB] = subnets.map(({ id }) => id).slice(0, 2) as [string, string];

const create = (members: GroupMembers) =>
  emulated.client.send(new CreateAutoScalingGroupCommand(groupInput(template, members)));
const refusal = (members: GroupMembers) => refusalOf(create(members));

const unfounded = "You must use a valid fully-formed launch template. ";
const policies =
  "[AllocationStrategy, ClosestToNextInstanceHour, Default, Lambda, NewestInstance, " +
  "OldestInstance, OldestLaunchConfiguration, OldestLaunchTemplate]";
const here = "arn:aws:lambda:us-east-1:123456789012:function:choose";
const elsewhere = "arn:aws:lambda:eu-west-1:123456789012:function:choose";
const role =
  "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/" +
  "AWSServiceRoleForAutoScaling";

describe("refuses", () => {
  test.each<[string, GroupMembers, string]>([
    [
      "G-017 a request without a minimum",
      { MinSize: undefined },
      "1 validation error detected: Value null at 'minSize' failed to satisfy constraint: " +
        "Member must not be null",
    ],
    [
      "G-018 a colon in the name",
      { AutoScalingGroupName: "a:b" },
      "Auto Scaling group name a:b must not contain a colon.",
    ],
    [
      "G-020 a maximum below the minimum",
      { MinSize: 2, MaxSize: 1 },
      "Max bound, 1, must be greater than or equal to min bound, 2",
    ],
    [
      "G-021 a desired capacity above the maximum",
      { MinSize: 0, MaxSize: 1, DesiredCapacity: 2 },
      "Desired capacity:2 must be between the specified min size:0 and max size:1",
    ],
    [
      "G-021 a desired capacity below the minimum",
      { MinSize: 2, MaxSize: 3, DesiredCapacity: 1 },
      "Desired capacity:1 must be between the specified min size:2 and max size:3",
    ],
    ["G-007 G-022 a negative minimum", { MinSize: -1 }, "Min bound, -1, must be non-negative"],
    [
      "G-022 a negative maximum",
      { MinSize: 0, MaxSize: -1 },
      "Max bound, -1, must be non-negative",
    ],
    [
      "G-023 wrong bounds before a wrong desired capacity",
      { MinSize: 2, MaxSize: 1, DesiredCapacity: 0 },
      "Max bound, 1, must be greater than or equal to min bound, 2",
    ],
    [
      "G-025 a version that does not exist, in EC2's words alone",
      { LaunchTemplate: { LaunchTemplateId: template.id, Version: "7" } },
      `Could not find the specified version 7 for the launch template with ID ${template.id}.`,
    ],
    [
      "G-231 a version that no template can have",
      { LaunchTemplate: { LaunchTemplateId: template.id, Version: "$latest" } },
      "Invalid launch template version: either '$Default', '$Latest', or a numeric version are " +
        "allowed.",
    ],
    [
      "G-026 a template that does not exist, with the prefix of the launch check",
      { LaunchTemplate: { LaunchTemplateId: "lt-0123456789abcdef0" } },
      `${unfounded}The specified launch template, with template ID lt-0123456789abcdef0, ` +
        "does not exist.",
    ],
    [
      "G-026 a template name that does not exist",
      { LaunchTemplate: { LaunchTemplateName: "nobody" } },
      `${unfounded}The specified launch template, with template name nobody, does not exist.`,
    ],
    [
      "G-027 a template reference by neither id nor name",
      { LaunchTemplate: { Version: "1" } },
      "Valid requests must contain either launchTemplateId or LaunchTemplateName",
    ],
    [
      "G-027 a template reference by both id and name",
      { LaunchTemplate: { LaunchTemplateId: template.id, LaunchTemplateName: template.name } },
      "Valid requests must contain either launchTemplateId or LaunchTemplateName",
    ],
    [
      "G-017 G-028 no launch source",
      { LaunchTemplate: undefined },
      "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId " +
        "or MixedInstancesPolicy parameter.",
    ],
    [
      "G-028 two launch sources",
      { LaunchConfigurationName: "configuration" },
      "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId " +
        "or MixedInstancesPolicy parameter.",
    ],
    [
      "G-029 no zone and no subnet",
      { AvailabilityZones: undefined },
      "You must specify 1 of either AvailabilityZones, AvailabilityZoneIds, or Subnets",
    ],
    [
      "G-037 an unknown subnet",
      { AvailabilityZones: undefined, VPCZoneIdentifier: "subnet-0123456789abcdef0" },
      "The subnet ID 'subnet-0123456789abcdef0' does not exist",
    ],
    [
      "G-037 an unknown zone",
      { AvailabilityZones: ["us-east-1z"] },
      "Invalid availability zone: [us-east-1z]",
    ],
    [
      "G-037 subnets outside the zones",
      { AvailabilityZones: ["us-east-1c"], VPCZoneIdentifier: subnetA },
      "The availability zones of the specified subnets and the Auto Scaling group do not match",
    ],
    [
      "G-047 an unknown termination policy",
      { TerminationPolicies: ["Default", "Youngest"] },
      `[Youngest] is not a valid termination policy. Valid termination policies are: ${policies}.`,
    ],
    [
      "G-048 a Lambda policy that is not first",
      { TerminationPolicies: ["Default", here] },
      " Lambda termination policies need to be first in the list.",
    ],
    [
      "G-048 two Lambda policies",
      { TerminationPolicies: [here, elsewhere] },
      " Only one lambda termination policy is allowed, but multiple were specified.",
    ],
    [
      "G-049 a Lambda function that cannot be called",
      { TerminationPolicies: [here] },
      ` Lambda function ${here} does not have permissions set up to be called by ${role}.`,
    ],
    [
      "G-049 the latest version of a Lambda function",
      { TerminationPolicies: [`${here}:$LATEST`] },
      ` Lambda function ${here}:$LATEST is qualified with unsupported version $LATEST.`,
    ],
    [
      "G-049 a Lambda function of another region",
      { TerminationPolicies: [elsewhere] },
      ` Lambda function ${elsewhere} does not exist.`,
    ],
    [
      "G-053 one percentage of a maintenance policy",
      { InstanceMaintenancePolicy: { MinHealthyPercentage: 90, MaxHealthyPercentage: undefined } },
      "The InstanceMaintenancePolicy must contain both MinHealthyPercentage and " +
        "MaxHealthyPercentage.",
    ],
    [
      "G-053 percentages more than 100 apart",
      { InstanceMaintenancePolicy: { MinHealthyPercentage: 50, MaxHealthyPercentage: 160 } },
      "The difference between MaxHealthyPercentage and MinHealthyPercentage must be less than " +
        "or equal to 100.",
    ],
    [
      "G-053 a maximum healthy percentage below 100",
      { InstanceMaintenancePolicy: { MinHealthyPercentage: 50, MaxHealthyPercentage: 99 } },
      "The InstanceMaintenancePolicy must have a MinHealthyPercentage from 0 to 100 and a " +
        "MaxHealthyPercentage from 100 to 200, or -1 for both.",
    ],
    [
      "G-054 a lifetime of less than a day",
      { MaxInstanceLifetime: 86_399 },
      "maxInstanceLifetime must be between 86400 and 31536000 seconds (inclusive).",
    ],
  ])("%s", async (_rule, members, message) => {
    expect(await refusal(members)).toEqual(validationErrorOf(message));
  });

  test("G-018 a name that is taken, also by an identical request", async () => {
    const input = groupInput(template);
    await create(input);
    expect(await refusal(input)).toEqual({
      code: "AlreadyExists",
      message:
        "AutoScalingGroup by this name already exists - A group with the name " +
        `${input.AutoScalingGroupName} already exists`,
      status: 400,
    });
  });

  test("G-026 contents without an image", async () => {
    const { id } = await aTemplate(emulated, { InstanceType: "t3.nano" });
    expect(await refusal({ LaunchTemplate: { LaunchTemplateId: id } })).toEqual(
      validationErrorOf(`${unfounded}The request must contain the parameter ImageId`),
    );
  });

  test("G-017 an unknown instance as launch source", async () => {
    const members = { LaunchTemplate: undefined, InstanceId: "i-0123456789abcdef0" };
    const refused = await refusal(members);
    expect(refused).toMatchObject({ code: "ValidationError", status: 400 });
    expect(refused.message).toContain("i-0123456789abcdef0");
  });

  test("G-031 G-151 a hook that is none", async () => {
    const hook = { LifecycleHookName: "init", LifecycleTransition: "launching" };
    const refused = await refusal({ LifecycleHookSpecificationList: [hook] });
    expect(refused).toMatchObject({ code: "ValidationError", status: 400 });
    expect(refused.message).toContain("LifecycleTransition");
  });

  test("G-015 without leaving anything behind", async () => {
    const name = newName("refused");
    await refusal({ AutoScalingGroupName: name, MinSize: 3, MaxSize: 2 });
    expect(await findGroup(emulated, name)).toBeUndefined();
  });
});

describe("fills in", () => {
  test("G-032 G-033 G-030 AWS's defaults, and nothing that was never set", async () => {
    const name = await aGroup(emulated, { LaunchTemplate: { LaunchTemplateId: template.id } });
    expect(await theGroup(emulated, name)).toEqual({
      AutoScalingGroupName: name,
      AutoScalingGroupARN: expect.any(String),
      LaunchTemplate: {
        LaunchTemplateId: template.id,
        LaunchTemplateName: template.name,
      },
      MinSize: 0,
      MaxSize: 4,
      DesiredCapacity: 0,
      DefaultCooldown: 300,
      AvailabilityZones: ["us-east-1a", "us-east-1b"],
      AvailabilityZoneIds: ["use1-az6", "use1-az1"],
      LoadBalancerNames: [],
      TargetGroupARNs: [],
      HealthCheckType: "EC2",
      HealthCheckGracePeriod: 0,
      Instances: [],
      CreatedTime: new Date("2026-09-27T12:00:00.250Z"),
      SuspendedProcesses: [],
      VPCZoneIdentifier: "",
      EnabledMetrics: [],
      Tags: [],
      TerminationPolicies: ["Default"],
      NewInstancesProtectedFromScaleIn: false,
      ServiceLinkedRoleARN: role,
      TrafficSources: [],
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: "balanced-best-effort" },
      CapacityReservationSpecification: { CapacityReservationPreference: "default" },
      InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon: "terminate" } },
    });
  });

  test("G-012 milliseconds in CreatedTime", async () => {
    const name = await aGroup(emulated);
    const { CreatedTime } = await theGroup(emulated, name);
    expect(CreatedTime?.getTime()).toBe(Date.parse("2026-09-27T12:00:00.250Z"));
  });

  test("G-024 the minimum as desired capacity", async () => {
    const name = await aGroup(emulated, { MinSize: 2 });
    expect(await theGroup(emulated, name)).toMatchObject({ MinSize: 2, DesiredCapacity: 2 });
  });

  test("G-034 the id beside the name, and the version as sent", async () => {
    const name = await aGroup(emulated, {
      LaunchTemplate: { LaunchTemplateName: template.name, Version: "$Latest" },
    });
    expect((await theGroup(emulated, name)).LaunchTemplate).toEqual({
      LaunchTemplateId: template.id,
      LaunchTemplateName: template.name,
      Version: "$Latest",
    });
  });

  test("G-035 G-229 no version that was left out; launches use the default one", async () => {
    const LaunchTemplate = { LaunchTemplateId: template.id };
    const name = await aGroup(emulated, { LaunchTemplate, DesiredCapacity: 1 });
    emulated.advance(60);
    const group = await theGroup(emulated, name);
    const named = { ...LaunchTemplate, LaunchTemplateName: template.name };
    expect(group.LaunchTemplate).toEqual(named);
    expect(group.Instances?.[0]?.LaunchTemplate).toEqual({ ...named, Version: "1" });
  });

  test("G-036 an ARN with a new UUID for every group", async () => {
    const arns = await Promise.all(
      ["a", "b"].map(async () => {
        const name = await aGroup(emulated);
        const { AutoScalingGroupARN = "" } = await theGroup(emulated, name);
        return AutoScalingGroupARN.replace(name, "{name}");
      }),
    );
    const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    const beginning = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup";
    const form = new RegExp(`^${beginning}:${uuid}:autoScalingGroupName/\\{name\\}$`);
    for (const arn of arns) expect(arn).toMatch(form);
    expect(arns[0]).not.toBe(arns[1]);
  });

  test("G-037 G-038 G-039 zones and zone ids from the subnets, all sorted", async () => {
    const given = [subnetA, subnetB].sort().reverse();
    const name = await aGroup(emulated, {
      AvailabilityZones: undefined,
      VPCZoneIdentifier: given.join(","),
    });
    expect(await theGroup(emulated, name)).toMatchObject({
      VPCZoneIdentifier: [...given].reverse().join(","),
      AvailabilityZones: ["us-east-1a", "us-east-1b"],
      AvailabilityZoneIds: ["use1-az6", "use1-az1"],
    });
  });

  test("G-037 the zones that zone ids stand for", async () => {
    const name = await aGroup(emulated, {
      AvailabilityZones: undefined,
      AvailabilityZoneIds: ["use1-az2", "use1-az6"],
    });
    const { AvailabilityZones } = await theGroup(emulated, name);
    expect(AvailabilityZones).toEqual(["us-east-1a", "us-east-1c"]);
  });

  test("G-040 tags sorted by key, each with its resource", async () => {
    const name = await aGroup(emulated, {
      Tags: [
        { Key: "team", Value: "web", PropagateAtLaunch: true },
        { Key: "Name", Value: "", PropagateAtLaunch: false },
      ],
    });
    const resource = { ResourceId: name, ResourceType: "auto-scaling-group" };
    expect((await theGroup(emulated, name)).Tags).toEqual([
      { ...resource, Key: "Name", Value: "", PropagateAtLaunch: false },
      { ...resource, Key: "team", Value: "web", PropagateAtLaunch: true },
    ]);
  });
});

test("G-033 echoes members that have no effect here", async () => {
  const members = {
    PlacementGroup: "cluster",
    CapacityRebalance: true,
    MaxInstanceLifetime: 604_800,
    Context: "context",
    DesiredCapacityType: "units",
    DeletionProtection: "prevent-force-deletion",
    ServiceLinkedRoleARN: `${role}_suffix`,
    LoadBalancerNames: ["classic"],
    TargetGroupARNs: ["arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1"],
    TrafficSources: [{ Identifier: "source", Type: "vpc-lattice" }],
    AvailabilityZoneDistribution: { CapacityDistributionStrategy: "balanced-only" },
    AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: false },
    CapacityReservationSpecification: { CapacityReservationPreference: "none" },
    InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon: "retain" } },
    DefaultInstanceWarmup: 0,
    DefaultCooldown: 7,
    HealthCheckType: "ELB",
    HealthCheckGracePeriod: 2,
    NewInstancesProtectedFromScaleIn: true,
    TerminationPolicies: ["OldestInstance", "Default"],
    InstanceMaintenancePolicy: { MinHealthyPercentage: 90, MaxHealthyPercentage: 120 },
  } satisfies GroupMembers;
  const name = await aGroup(emulated, members);
  // AWS shows classic load balancers and target groups as traffic sources too.
  const TrafficSources = [
    { Identifier: "classic", Type: "elb" },
    { Identifier: members.TargetGroupARNs[0], Type: "elbv2" },
    ...members.TrafficSources,
  ];
  expect(await theGroup(emulated, name)).toMatchObject({ ...members, TrafficSources });
});

test("G-032 G-230 completes a mixed instances policy with AWS's defaults", async () => {
  const other = await aTemplate(emulated);
  const name = await aGroup(emulated, {
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateName: template.name, Version: "1" },
        Overrides: [
          { InstanceType: "c5.large", WeightedCapacity: "2" },
          {
            InstanceType: "c6g.large",
            WeightedCapacity: "1",
            ImageId: "ami-0aaaaaaaaaaaaaaaa",
            LaunchTemplateSpecification: { LaunchTemplateId: other.id },
          },
        ],
      },
      InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 25 },
    },
  });
  const { MixedInstancesPolicy, LaunchTemplate } = await theGroup(emulated, name);
  expect(LaunchTemplate).toBeUndefined();
  expect(MixedInstancesPolicy).toEqual({
    LaunchTemplate: {
      LaunchTemplateSpecification: {
        LaunchTemplateId: template.id,
        LaunchTemplateName: template.name,
        Version: "1",
      },
      Overrides: [
        { InstanceType: "c5.large", WeightedCapacity: "2" },
        {
          InstanceType: "c6g.large",
          WeightedCapacity: "1",
          ImageId: "ami-0aaaaaaaaaaaaaaaa",
          LaunchTemplateSpecification: {
            LaunchTemplateId: other.id,
            LaunchTemplateName: other.name,
          },
        },
      ],
    },
    InstancesDistribution: {
      OnDemandAllocationStrategy: "prioritized",
      OnDemandBaseCapacity: 0,
      OnDemandPercentageAboveBaseCapacity: 25,
      SpotAllocationStrategy: "lowest-price",
      SpotInstancePools: 2,
    },
  });
});

test.each<[string, string | undefined, string]>([
  ["G-032 a weight of 1000", "1000", "Invalid WeightedCapacity: 1000. It must be a whole number"],
  [
    "G-032 a weight for one type only",
    undefined,
    "Not all instance types have a defined WeightedCapacity",
  ],
])("refuses %s in a mixed instances policy", async (_rule, weight, beginning) => {
  const refused = await refusal({
    LaunchTemplate: undefined,
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateId: template.id },
        Overrides: [
          { InstanceType: "c5.large", WeightedCapacity: "2" },
          { InstanceType: "c5.xlarge", ...(weight && { WeightedCapacity: weight }) },
        ],
      },
    },
  });
  expect(refused.code).toBe("ValidationError");
  expect(refused.message.startsWith(beginning)).toBe(true);
});

test("G-019 a group in deletion still owns its name", async () => {
  const input = groupInput(await aTemplate(slow));
  const { AutoScalingGroupName } = input;
  await slow.client.send(new CreateAutoScalingGroupCommand(input));
  await slow.client.send(new DeleteAutoScalingGroupCommand({ AutoScalingGroupName }));
  const again = slow.client.send(new CreateAutoScalingGroupCommand(input));
  expect(await refusalOf(again)).toMatchObject({ code: "AlreadyExists" });
});
