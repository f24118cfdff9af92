/**
 * What is put again with the same values is the same: a describe answers byte for byte what it
 * answered before, but for the id of the request. Terraform and Ansible plan by this.
 */
import {
  type AutoScalingGroup,
  CreateLaunchConfigurationCommand,
  CreateOrUpdateTagsCommand,
  PutLifecycleHookCommand,
  PutNotificationConfigurationCommand,
  PutScalingPolicyCommand,
  PutScheduledUpdateGroupActionCommand,
  PutWarmPoolCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeSubnetsCommand } from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { serviceModel, structureOf } from "../../src/model/shapes.ts";
import { startEmulator } from "../support/emulator.ts";
import { aGroup, aTemplate, type GroupMembers, newName, theGroup } from "../support/fleet.ts";
import { predictivePolicy, simplePolicy, stepPolicy, trackingPolicy } from "../support/policies.ts";
import { scope } from "../wire/send.ts";

const emulated = await startEmulator();
const { client, ec2, endpoint, advance } = emulated;

/** The answer as it is on the wire, without the id of its request. */
async function raw(Action: string, members: Record<string, string> = {}): Promise<string> {
  const body = new URLSearchParams({ Action, Version: "2011-01-01", ...members });
  const headers = { authorization: scope("autoscaling", "123456789012", "us-east-1") };
  const reply = await fetch(endpoint, { method: "POST", body, headers });
  const text = await reply.text();
  expect(reply.status, text).toBe(200);
  return text.replace(/<RequestId>[^<]*<\/RequestId>/, "");
}

const rawGroup = (name: string) =>
  raw("DescribeAutoScalingGroups", { "AutoScalingGroupNames.member.1": name });

/** AWS takes a template by id or by name, and shows both. */
const byIdAlone = (_: string, value: unknown) =>
  typeof value === "object" && value !== null && "LaunchTemplateId" in value
    ? { ...value, LaunchTemplateName: undefined }
    : value;

const model = serviceModel("autoscaling");
const updatable = structureOf(model, "UpdateAutoScalingGroupType").members.map(({ name }) => name);

/**
 * Every member of an update that the group shows; AWS shows an empty text for no subnets, and takes
 * its zones by name or by id.
 */
function allOf(group: AutoScalingGroup): Record<string, unknown> {
  const given = Object.entries(JSON.parse(JSON.stringify(group, byIdAlone)) as object);
  return Object.fromEntries(
    given.filter(
      ([name, value]) => updatable.includes(name) && value !== "" && name !== "AvailabilityZoneIds",
    ),
  );
}

async function aConfiguration(): Promise<string> {
  const LaunchConfigurationName = newName("configuration");
  const contents = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.nano" };
  await client.send(new CreateLaunchConfigurationCommand({ LaunchConfigurationName, ...contents }));
  return LaunchConfigurationName;
}

async function mixed(weights: readonly (string | undefined)[]): Promise<GroupMembers> {
  const { id } = await aTemplate(emulated);
  const types = ["t3.nano", "t3.micro"];
  return {
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateId: id, Version: "$Latest" },
        Overrides: types.map((InstanceType, nth) => ({
          InstanceType,
          ...(weights[nth] !== undefined && { WeightedCapacity: weights[nth] }),
        })),
      },
      InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 50, SpotMaxPrice: "" },
    },
  };
}

async function subnets(): Promise<string> {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  return Subnets.slice(0, 2)
    .map(({ SubnetId }) => SubnetId)
    .join(",");
}

const targetGroups = ["b", "a"].map(
  (name) =>
    `arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/${name}/0123456789abcdef`,
);

const kinds: readonly (readonly [string, () => Promise<GroupMembers>])[] = [
  ["plain", async () => ({})],
  [
    "with every setting",
    async () => ({
      DefaultCooldown: 60,
      HealthCheckType: "ELB",
      HealthCheckGracePeriod: 30,
      PlacementGroup: "near",
      TerminationPolicies: ["OldestInstance", "Default"],
      NewInstancesProtectedFromScaleIn: true,
      CapacityRebalance: true,
      Context: "own",
      MaxInstanceLifetime: 86_400,
      DesiredCapacityType: "units",
      DefaultInstanceWarmup: 0,
      InstanceMaintenancePolicy: { MinHealthyPercentage: 90, MaxHealthyPercentage: 120 },
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: "balanced-only" },
      AvailabilityZoneImpairmentPolicy: {
        ZonalShiftEnabled: true,
        ImpairedZoneHealthCheckBehavior: "IgnoreUnhealthy",
      },
      CapacityReservationSpecification: { CapacityReservationPreference: "none" },
      DeletionProtection: "prevent-force-deletion",
    }),
  ],
  ["of a mixed instances policy", () => mixed([])],
  ["with weights", () => mixed(["1", "2"])],
  [
    "in subnets",
    async () => ({ AvailabilityZones: undefined, VPCZoneIdentifier: await subnets() }),
  ],
  [
    "with tags",
    async () => ({
      Tags: ["b", "a"].map((Key) => ({ Key, Value: "", PropagateAtLaunch: true })),
    }),
  ],
  [
    "with target groups and load balancers",
    async () => ({ TargetGroupARNs: targetGroups, LoadBalancerNames: ["z", "y"] }),
  ],
];

async function updateUnchanged(AutoScalingGroupName: string): Promise<void> {
  const before = await rawGroup(AutoScalingGroupName);
  expect(before).toContain(AutoScalingGroupName);
  const present = allOf(await theGroup(emulated, AutoScalingGroupName));
  expect(Object.keys(present).length).toBeGreaterThan(10);
  await client.send(new UpdateAutoScalingGroupCommand({ ...present, AutoScalingGroupName }));
  expect(await rawGroup(AutoScalingGroupName)).toBe(before);
  advance(600);
  expect(await rawGroup(AutoScalingGroupName)).toBe(before);
}

describe("an update with all present values changes nothing, in a group", () => {
  test.each(kinds)("G-041 %s", async (_, members) => {
    const name = await aGroup(emulated, { DesiredCapacity: 2, ...(await members()) });
    advance(600);
    await updateUnchanged(name);
  });

  test("G-041 of a launch configuration", async () => {
    const LaunchConfigurationName = await aConfiguration();
    const name = await aGroup(emulated, { DesiredCapacity: 1 });
    const AutoScalingGroupName = name;
    await client.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, LaunchConfigurationName }),
    );
    advance(600);
    await updateUnchanged(name);
  });

  test("G-041 with a warm pool", async () => {
    const AutoScalingGroupName = await aGroup(emulated, { DesiredCapacity: 1 });
    await client.send(new PutWarmPoolCommand({ AutoScalingGroupName, MinSize: 1 }));
    advance(600);
    await updateUnchanged(AutoScalingGroupName);
  });
});

const topic = "arn:aws:sns:us-east-1:123456789012:alerts";
const inADay = new Date("2026-09-28T12:00:00Z");

interface Repeated {
  readonly put: (AutoScalingGroupName: string) => Promise<unknown>;
  readonly described: string;
  /** How the describe names the group, where it is not by its name. */
  readonly members?: (name: string) => Record<string, string>;
}

const puts: Readonly<Record<string, Repeated>> = {
  "a lifecycle hook": {
    put: (AutoScalingGroupName) =>
      client.send(
        new PutLifecycleHookCommand({
          AutoScalingGroupName,
          LifecycleHookName: "in",
          HeartbeatTimeout: 60,
          LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
        }),
      ),
    described: "DescribeLifecycleHooks",
  },
  ...Object.fromEntries(
    Object.entries({ simplePolicy, stepPolicy, trackingPolicy, predictivePolicy }).map(
      ([name, policy]): [string, Repeated] => [
        `a scaling policy (${name})`,
        {
          put: (AutoScalingGroupName) => {
            const members = JSON.parse(JSON.stringify(policy)) as object;
            return client.send(
              new PutScalingPolicyCommand({
                AutoScalingGroupName,
                PolicyName: "p",
                ...members,
              }),
            );
          },
          described: "DescribePolicies",
        },
      ],
    ),
  ),
  "a scheduled action": {
    put: (AutoScalingGroupName) =>
      client.send(
        new PutScheduledUpdateGroupActionCommand({
          AutoScalingGroupName,
          ScheduledActionName: "once",
          MinSize: 1,
          StartTime: inADay,
        }),
      ),
    described: "DescribeScheduledActions",
  },
  "a recurring scheduled action": {
    put: (AutoScalingGroupName) =>
      client.send(
        new PutScheduledUpdateGroupActionCommand({
          AutoScalingGroupName,
          ScheduledActionName: "daily",
          MinSize: 1,
          Recurrence: "0 9 * * *",
          TimeZone: "Europe/Berlin",
        }),
      ),
    described: "DescribeScheduledActions",
  },
  "a warm pool": {
    put: (AutoScalingGroupName) =>
      client.send(
        new PutWarmPoolCommand({
          AutoScalingGroupName,
          MinSize: 1,
          PoolState: "Running",
          InstanceReusePolicy: { ReuseOnScaleIn: true },
        }),
      ),
    described: "DescribeWarmPool",
  },
  notifications: {
    put: (AutoScalingGroupName) =>
      client.send(
        new PutNotificationConfigurationCommand({
          AutoScalingGroupName,
          TopicARN: topic,
          NotificationTypes: [
            "autoscaling:EC2_INSTANCE_TERMINATE",
            "autoscaling:EC2_INSTANCE_LAUNCH",
          ],
        }),
      ),
    described: "DescribeNotificationConfigurations",
    members: (name) => ({ "AutoScalingGroupNames.member.1": name }),
  },
  tags: {
    put: (ResourceId) =>
      client.send(
        new CreateOrUpdateTagsCommand({
          Tags: ["b", "a"].map((Key) => ({
            ResourceId,
            ResourceType: "auto-scaling-group",
            Key,
            Value: "v",
            PropagateAtLaunch: true,
          })),
        }),
      ),
    described: "DescribeTags",
    members: (name) => ({
      "Filters.member.1.Name": "auto-scaling-group",
      "Filters.member.1.Values.member.1": name,
    }),
  },
};

describe("put twice with the same values is shown as put once", () => {
  test.each(Object.entries(puts))("%s", async (_, { put, described, members }) => {
    const name = await aGroup(emulated, { DesiredCapacity: 1 });
    advance(600);
    const named = members?.(name) ?? { AutoScalingGroupName: name };
    const empty = await raw(described, named);
    await put(name);
    advance(600);
    const once = await raw(described, named);
    expect(once).not.toBe(empty);
    const group = await rawGroup(name);
    await put(name);
    expect(await raw(described, named)).toBe(once);
    advance(600);
    expect(await raw(described, named)).toBe(once);
    expect(await rawGroup(name)).toBe(group);
  });
});
