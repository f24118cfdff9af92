/** LaunchInstances through the real SDK: launches at once, and once for each client token. */
import {
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DescribeScalingActivitiesCommand,
  LaunchInstancesCommand,
  type LaunchInstancesCommandInput,
  SuspendProcessesCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, aTemplate, instancesOf, newName, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

const launch = (name: string, more: Partial<LaunchInstancesCommandInput> = {}) =>
  client.send(
    new LaunchInstancesCommand({
      AutoScalingGroupName: name,
      RequestedCapacity: 2,
      ClientToken: newName("token"),
      ...more,
    }),
  );

const oneZone = { AvailabilityZones: ["us-east-1b"] };

test("launches at once, answers the ids, and raises the desired capacity", async () => {
  const name = await aGroup(emulated, oneZone);
  const answer = await launch(name, { ClientToken: "mine" });
  const instances = await instancesOf(emulated, name);
  expect(answer).toMatchObject({
    AutoScalingGroupName: name,
    ClientToken: "mine",
    Instances: [
      {
        InstanceType: "t3.nano",
        MarketType: "on-demand",
        AvailabilityZone: "us-east-1b",
        AvailabilityZoneId: "use1-az1",
        SubnetId: expect.stringMatching(/^subnet-/),
      },
    ],
    Errors: [],
  });
  const ids = answer.Instances?.[0]?.InstanceIds ?? [];
  expect(ids).toHaveLength(2);
  emulated.advance(120);
  const settled = await instancesOf(emulated, name);
  expect(settled.map(({ InstanceId = "" }) => InstanceId).sort()).toEqual([...ids].sort());
  expect(settled.map(({ LifecycleState }) => LifecycleState)).toEqual(["InService", "InService"]);
  expect((await theGroup(emulated, name)).DesiredCapacity).toBe(2);
  expect(instances.length).toBeLessThanOrEqual(2);
  const activities = await client.send(
    new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name }),
  );
  expect(activities.Activities?.[0]?.Cause).toContain(
    "a user request launched instances changing the desired capacity from 0 to 2.  At ",
  );
});

test("the same token gives the same answer and launches nothing; others mismatch", async () => {
  const name = await aGroup(emulated, oneZone);
  const ClientToken = newName("token");
  const { $metadata: _, ...first } = await launch(name, { ClientToken });
  const { $metadata: __, ...second } = await launch(name, { ClientToken });
  expect(second).toEqual(first);
  expect((await theGroup(emulated, name)).DesiredCapacity).toBe(2);
  expect(await refusalOf(launch(name, { ClientToken, RequestedCapacity: 1 }))).toMatchObject({
    code: "IdempotentParameterMismatch",
    status: 400,
  });
  emulated.advance(86_400);
  await launch(name, { ClientToken });
  expect((await theGroup(emulated, name)).DesiredCapacity).toBe(4);
});

test("a group with several zones needs one, by name, id or subnet of its own", async () => {
  const name = await aGroup(emulated, { MaxSize: 20 });
  expect(await refusalOf(launch(name))).toEqual(
    validationErrorOf(
      "An Availability Zone or subnet must be specified for a group with several of them.",
    ),
  );
  const byName = await launch(name, { AvailabilityZones: ["us-east-1a"] });
  expect(byName.Instances?.[0]?.AvailabilityZone).toBe("us-east-1a");
  const byId = await launch(name, { AvailabilityZoneIds: ["use1-az1"] });
  expect(byId.Instances?.[0]?.AvailabilityZone).toBe("us-east-1b");
  const subnet = byName.Instances?.[0]?.SubnetId ?? "";
  const bySubnet = await launch(name, { SubnetIds: [subnet] });
  expect(bySubnet.Instances?.[0]).toMatchObject({
    AvailabilityZone: "us-east-1a",
    SubnetId: subnet,
  });
  const refused = (place: string) =>
    validationErrorOf(
      `${place} is not among the Availability Zones or subnets of AutoScalingGroup ${name}.`,
    );
  expect(await refusalOf(launch(name, { AvailabilityZones: ["us-east-1f"] }))).toEqual(
    refused("us-east-1f"),
  );
  expect(await refusalOf(launch(name, { AvailabilityZoneIds: ["nowhere"] }))).toEqual(
    refused("nowhere"),
  );
  expect(await refusalOf(launch(name, { SubnetIds: ["subnet-1"] }))).toEqual(refused("subnet-1"));
  const differing = { AvailabilityZones: ["us-east-1b"], SubnetIds: [subnet] };
  expect(await refusalOf(launch(name, differing))).toEqual(refused("us-east-1b"));
  const both = { AvailabilityZones: ["us-east-1a"], AvailabilityZoneIds: ["use1-az6"] };
  expect(await refusalOf(launch(name, both))).toEqual(
    validationErrorOf(
      "AvailabilityZones and AvailabilityZoneIds can't be used together. Specify only one of these " +
        "parameters.",
    ),
  );
});

test("not above the maximum, not while Launch is suspended, not for unknown groups", async () => {
  const name = await aGroup(emulated, oneZone);
  expect(await refusalOf(launch(name, { RequestedCapacity: 5 }))).toEqual(
    validationErrorOf(
      `The requested capacity would take AutoScalingGroup ${name} above its max size 4.`,
    ),
  );
  await client.send(
    new SuspendProcessesCommand({ AutoScalingGroupName: name, ScalingProcesses: ["Launch"] }),
  );
  expect(await refusalOf(launch(name))).toEqual(
    validationErrorOf(
      `Cannot launch instances into AutoScalingGroup ${name} while the Launch process is suspended`,
    ),
  );
  expect(await refusalOf(launch("nobody"))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});

test("a launch configuration, and a policy with both kinds of instances, are refused", async () => {
  const configuration = newName("configuration");
  await client.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName: configuration,
      ImageId: "ami-0123456789abcdef0",
      InstanceType: "t3.nano",
    }),
  );
  const old = newName("group");
  await client.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: old,
      MinSize: 0,
      MaxSize: 4,
      LaunchConfigurationName: configuration,
      ...oneZone,
    }),
  );
  expect(await refusalOf(launch(old))).toEqual(
    validationErrorOf("LaunchInstances is supported for groups that use a launch template only."),
  );
  const { id } = await aTemplate(emulated);
  const mixed = await aGroup(emulated, {
    ...oneZone,
    MixedInstancesPolicy: {
      LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: id, Version: "1" } },
      InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 50 },
    },
  });
  expect(await refusalOf(launch(mixed))).toEqual(
    validationErrorOf(
      "LaunchInstances is not supported for a mixed instances policy with both On-Demand and " +
        "Spot Instances.",
    ),
  );
});

const full = await startEmulator({
  timing: "aws",
  settings: { behaviors: [{ launchRefusal: "There is no room." }] },
});

test("what EC2 refuses is an error; with a retry the desired capacity rises", async () => {
  const name = await aGroup(full, oneZone);
  const launchThere = (ClientToken: string, RetryStrategy?: "retry-with-group-configuration") =>
    full.client.send(
      new LaunchInstancesCommand({
        AutoScalingGroupName: name,
        RequestedCapacity: 1,
        ClientToken,
        RetryStrategy,
      }),
    );
  const answer = await launchThere("once");
  expect(answer.Instances).toEqual([]);
  expect(answer.Errors).toMatchObject([
    { AvailabilityZone: "us-east-1b", ErrorMessage: "There is no room." },
  ]);
  expect((await theGroup(full, name)).DesiredCapacity).toBe(0);
  await launchThere("again", "retry-with-group-configuration");
  expect((await theGroup(full, name)).DesiredCapacity).toBe(1);
});
