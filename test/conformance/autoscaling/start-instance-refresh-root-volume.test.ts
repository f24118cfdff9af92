/** Strategy=ReplaceRootVolume through the SDK: what it needs, what it shows, what it keeps. */
import {
  type AutoScalingGroup,
  CreateAutoScalingGroupCommand,
  DescribeAutoScalingInstancesCommand,
  DescribeInstanceRefreshesCommand,
  DescribeScalingActivitiesCommand,
  type Instance,
  type MixedInstancesPolicy,
  PutWarmPoolCommand,
  StartInstanceRefreshCommand,
  type StartInstanceRefreshCommandInput,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { beforeAll, describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import {
  aGroup,
  aTemplate,
  baseContents,
  type GroupMembers,
  instanceIds,
  newName,
  theGroup,
} from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client, ec2, advance } = emulated;
const template = await aTemplate(emulated, baseContents, baseContents);
const oldImage = "ami-0aaaaaaaaaaaaaaaa";
const newImage = "ami-0bbbbbbbbbbbbbbbb";

type Override = readonly [type: string, image?: string];

function policy(version: string, ...overrides: readonly Override[]): MixedInstancesPolicy {
  return {
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId: template.id, Version: version },
      Overrides: overrides.map(([InstanceType, ImageId]) => ({ InstanceType, ImageId })),
    },
  };
}

const saved = policy("1", ["t3.nano"]);
const desired = policy("1", ["t3.nano", newImage]);

/** A group of a mixed instances policy with one instance in service. */
async function aMixedGroup(members: GroupMembers = {}): Promise<string> {
  const MixedInstancesPolicy = members.MixedInstancesPolicy ?? saved;
  const name = await aGroup(emulated, { DesiredCapacity: 1, MixedInstancesPolicy, ...members });
  advance(120);
  return name;
}

const start = (name: string, members: Partial<StartInstanceRefreshCommandInput> = {}) =>
  client.send(
    new StartInstanceRefreshCommand({
      AutoScalingGroupName: name,
      Strategy: "ReplaceRootVolume",
      DesiredConfiguration: { MixedInstancesPolicy: desired },
      ...members,
    }),
  );

const needs = (wrong: string, remedy: string) =>
  validationErrorOf(
    `The request isn't valid. ${wrong} when using ReplaceRootVolume. ${remedy} and try again.`,
  );

describe("what it needs", () => {
  test("R-046 a desired configuration", async () => {
    const call = start(await aMixedGroup(), { DesiredConfiguration: undefined });
    expect(await refusalOf(call)).toEqual(
      needs(
        "The DesiredConfiguration parameter must be specified",
        "Add the DesiredConfiguration parameter",
      ),
    );
  });

  test.each([
    ["user data", { UserData: "ZWNobwo=" }],
    ["another type", { InstanceType: "t3.micro" }],
  ] as const)("R-328 a template version without %s of its own", async (_, own) => {
    const other = await aTemplate(emulated, baseContents, { ...baseContents, ...own });
    const policyOf = (version: string, image?: string): MixedInstancesPolicy => ({
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateId: other.id, Version: version },
        Overrides: [{ InstanceType: "t3.nano", ImageId: image }],
      },
    });
    const name = await aMixedGroup({ MixedInstancesPolicy: policyOf("1") });
    const DesiredConfiguration = { MixedInstancesPolicy: policyOf("2", newImage) };
    expect(await refusalOf(start(name, { DesiredConfiguration }))).toEqual(
      needs(
        "The launch template versions of both policies can differ in their ImageId only",
        "Specify a launch template version with the same contents",
      ),
    );
  });

  test("R-328 a template version may have another image", async () => {
    const other = await aTemplate(emulated, baseContents, { ...baseContents, ImageId: newImage });
    const policyOf = (version: string): MixedInstancesPolicy => ({
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateId: other.id, Version: version },
        Overrides: [{ InstanceType: "t3.nano", ImageId: newImage }],
      },
    });
    const name = await aMixedGroup({ MixedInstancesPolicy: policyOf("1") });
    const DesiredConfiguration = { MixedInstancesPolicy: policyOf("2") };
    await start(name, { DesiredConfiguration });
  });

  test("R-264 R-265 a mixed instances policy on the group", async () => {
    const name = await aGroup(emulated, { LaunchTemplate: { LaunchTemplateId: template.id } });
    expect(await refusalOf(start(name))).toEqual(
      needs(
        "The Auto Scaling group must have a mixed instances policy",
        "Add a mixed instances policy to the Auto Scaling group",
      ),
    );
  });

  test.each<[string, StartInstanceRefreshCommandInput["DesiredConfiguration"], string, string]>([
    [
      "R-264 a mixed instances policy in the desired configuration",
      { LaunchTemplate: { LaunchTemplateId: template.id, Version: "1" } },
      "The DesiredConfiguration parameter must contain a MixedInstancesPolicy",
      "Add the MixedInstancesPolicy",
    ],
    [
      "R-264 an image in every override",
      { MixedInstancesPolicy: policy("1", ["t3.nano", newImage], ["t3.micro"]) },
      "All overrides of the MixedInstancesPolicy must specify an ImageId",
      "Add an ImageId to each override",
    ],
    [
      "R-264 an override at all",
      { MixedInstancesPolicy: policy("1") },
      "All overrides of the MixedInstancesPolicy must specify an ImageId",
      "Add an ImageId to each override",
    ],
    [
      "R-266 a numbered version, not $Latest",
      { MixedInstancesPolicy: policy("$Latest", ["t3.nano", newImage]) },
      "The DesiredConfiguration parameter cannot use the $Latest or $Default launch template version",
      "Specify a numbered version",
    ],
    [
      "R-266 a numbered version, not $Default",
      { MixedInstancesPolicy: policy("$Default", ["t3.nano", newImage]) },
      "The DesiredConfiguration parameter cannot use the $Latest or $Default launch template version",
      "Specify a numbered version",
    ],
  ])("%s", async (_rule, configuration, wrong, remedy) => {
    const call = start(await aMixedGroup(), { DesiredConfiguration: configuration });
    expect(await refusalOf(call)).toEqual(needs(wrong, remedy));
  });

  test("R-266 a numbered version of the group, in its overrides too", async () => {
    const moving = policy("1", ["t3.nano"], ["t3.micro"]);
    const specification = { LaunchTemplateId: template.id, Version: "$Latest" };
    const [first, second] = moving.LaunchTemplate?.Overrides ?? [];
    const Overrides = [{ ...first }, { ...second, LaunchTemplateSpecification: specification }];
    const groups = [
      await aMixedGroup({ MixedInstancesPolicy: policy("$Default", ["t3.nano"]) }),
      await aMixedGroup({
        MixedInstancesPolicy: { LaunchTemplate: { ...moving.LaunchTemplate, Overrides } },
      }),
    ];
    for (const name of groups) {
      expect(await refusalOf(start(name))).toEqual(
        needs(
          "The Auto Scaling group cannot use the $Latest or $Default launch template version",
          "Specify a numbered version for the Auto Scaling group",
        ),
      );
    }
  });

  test("R-264 instances of the group's launch template", async () => {
    const name = await aMixedGroup();
    const update = { AutoScalingGroupName: name, MixedInstancesPolicy: policy("2", ["t3.nano"]) };
    await client.send(new UpdateAutoScalingGroupCommand(update));
    const [id] = await instanceIds(emulated, name);
    expect(await refusalOf(start(name))).toEqual(
      needs(
        `Instance ${id} must match the launch template of the Auto Scaling group`,
        "Replace the instance",
      ),
    );
  });

  test("R-267 every instance's type in the policy", async () => {
    const name = await aMixedGroup();
    const [id] = await instanceIds(emulated, name);
    const configuration = { MixedInstancesPolicy: policy("1", ["t3.micro", newImage]) };
    expect(await refusalOf(start(name, { DesiredConfiguration: configuration }))).toEqual(
      needs(
        `Instance type t3.nano of instance ${id} must be in the MixedInstancesPolicy`,
        "Add the instance type",
      ),
    );
  });

  test.each<[string, GroupMembers]>([
    ["load balancer", { LoadBalancerNames: ["classic"] }],
    [
      "target group",
      { TargetGroupARNs: ["arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/web/1"] },
    ],
    ["traffic source", { TrafficSources: [{ Identifier: "classic", Type: "elb" }] }],
  ])("R-269 no %s", async (_kind, members) => {
    expect(await refusalOf(start(await aMixedGroup(members)))).toEqual(
      needs(
        "The Auto Scaling group cannot have load balancers, target groups or traffic sources",
        "Detach them",
      ),
    );
  });

  test("R-024 R-038 these checks come before the one for another refresh", async () => {
    const name = await aMixedGroup();
    await start(name);
    expect((await refusalOf(start(name))).code).toBe("InstanceRefreshInProgress");
    expect((await refusalOf(start(name, { DesiredConfiguration: undefined }))).code).toBe(
      "ValidationError",
    );
  });
});

describe("a refresh to its end", () => {
  let running: Awaited<ReturnType<typeof watched>>;
  beforeAll(async () => {
    running = await watched();
  });

  async function watched() {
    const name = await aMixedGroup({ DesiredCapacity: 2 });
    const before = await lookAt(name);
    await start(name, { Preferences: { MinHealthyPercentage: 50, MaxHealthyPercentage: 150 } });
    const states: string[] = [];
    for (let second = 0; second < 400; second++) {
      advance(1);
      for (const { LifecycleState = "" } of (await theGroup(emulated, name)).Instances ?? []) {
        if (states.at(-1) !== LifecycleState && LifecycleState !== "InService") {
          states.push(LifecycleState);
        }
      }
    }
    return { name, before, after: await lookAt(name), states };
  }

  test("R-270 goes through its states in order, one instance after the other", async () => {
    const { states } = running;
    const once = ["ReplacingRootVolume", "RootVolumeReplaced", "Pending"];
    expect(states).toEqual([...once, ...once]);
  });

  test("R-263 keeps id, addresses, launch time and zone of the instances", async () => {
    const { before, after } = running;
    const kept = ({ ec2: instances }: Look) =>
      instances.map((one) => [
        one.InstanceId,
        one.PrivateIpAddress,
        one.LaunchTime,
        one.Placement,
        one.Tags,
        one.State,
      ]);
    expect(kept(after)).toEqual(kept(before));
  });

  test("R-274 shows the image afterwards, in EC2 too, and none before", async () => {
    const { before, after } = running;
    const images = ({ group, details, ec2: instances }: Look) => ({
      group: group.Instances?.map(({ ImageId }) => ImageId),
      details: details.map(({ ImageId }) => ImageId),
      ec2: instances.map(({ ImageId }) => ImageId),
    });
    const twice = <T>(one: T) => [one, one];
    expect(images(before)).toEqual({
      group: twice(undefined),
      details: twice(undefined),
      ec2: twice(baseContents.ImageId),
    });
    expect(images(after)).toEqual({
      group: twice(newImage),
      details: twice(newImage),
      ec2: twice(newImage),
    });
  });

  test("R-234 echoes the strategy, and saves the policy on success", async () => {
    const { name, after } = running;
    const { InstanceRefreshes = [] } = await client.send(
      new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: name }),
    );
    expect(InstanceRefreshes[0]).toMatchObject({
      Strategy: "ReplaceRootVolume",
      Status: "Successful",
      PercentageComplete: 100,
      InstancesToUpdate: 0,
    });
    const overrides = after.group.MixedInstancesPolicy?.LaunchTemplate?.Overrides;
    expect(overrides).toEqual([{ InstanceType: "t3.nano", ImageId: newImage }]);
  });

  test("R-273 leaves one activity an instance, with the texts of the strategy", async () => {
    const { name } = running;
    const { Activities = [] } = await client.send(
      new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name }),
    );
    const ids = await instanceIds(emulated, name);
    const ours = Activities.slice(0, 2).reverse();
    expect(ours.map(({ Description, StatusCode }) => [Description, StatusCode])).toEqual(
      ids.map((id) => [`Replacing root volume of EC2 instance: ${id}`, "Successful"]),
    );
    const cause = "the root volume of an instance was replaced in response to an instance refresh.";
    for (const { Cause = "", StartTime } of ours) {
      expect(Cause).toBe(`At ${StartTime?.toISOString().slice(0, 19)}Z ${cause}`);
    }
  });

  test("R-264 R-275 can be followed by another one, and skips what has the image", async () => {
    const { name } = running;
    const next = policy("1", ["t3.nano", oldImage], ["t3.micro", newImage]);
    await start(name, {
      DesiredConfiguration: { MixedInstancesPolicy: next },
      Preferences: { SkipMatching: true },
    });
    advance(10);
    const { InstanceRefreshes = [] } = await client.send(
      new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: name }),
    );
    expect(InstanceRefreshes[0]).toMatchObject({ Status: "Successful", InstancesToUpdate: 0 });
  });
});

interface Look {
  readonly group: AutoScalingGroup;
  readonly details: readonly { ImageId?: string | undefined }[];
  readonly ec2: readonly Record<string, unknown>[];
}

/** The group and its instances as three operations show them, in the group's order. */
async function lookAt(name: string): Promise<Look> {
  const group = await theGroup(emulated, name);
  const ids = (group.Instances ?? []).map(({ InstanceId = "" }: Instance) => InstanceId);
  const { AutoScalingInstances = [] } = await client.send(
    new DescribeAutoScalingInstancesCommand({ InstanceIds: ids }),
  );
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: ids }));
  const found = Reservations.flatMap(({ Instances = [] }) => Instances);
  const instances = ids.map((id) => ({ ...found.find((one) => one.InstanceId === id) }));
  return { group, details: AutoScalingInstances, ec2: instances };
}

test("R-274 an instance launched from an override with an image shows it", async () => {
  const name = newName("group");
  await client.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: name,
      MinSize: 0,
      MaxSize: 1,
      DesiredCapacity: 1,
      AvailabilityZones: ["us-east-1a"],
      MixedInstancesPolicy: policy("1", ["t3.nano", oldImage]),
    }),
  );
  advance(60);
  expect((await theGroup(emulated, name)).Instances?.map(({ ImageId }) => ImageId)).toEqual([
    oldImage,
  ]);
});

test("R-268 no warm pool, neither before nor while it runs", async () => {
  const MaxSize = 1;
  const pooled = await aMixedGroup({ MaxSize });
  const putWarmPool = (AutoScalingGroupName: string) =>
    client.send(new PutWarmPoolCommand({ AutoScalingGroupName, MinSize: 0 }));
  await putWarmPool(pooled);
  expect(await refusalOf(start(pooled))).toEqual(
    needs("The Auto Scaling group cannot have a warm pool", "Delete the warm pool"),
  );
  const name = await aMixedGroup({ MaxSize });
  await start(name);
  expect((await refusalOf(putWarmPool(name))).code).toBe("InstanceRefreshInProgress");
});
