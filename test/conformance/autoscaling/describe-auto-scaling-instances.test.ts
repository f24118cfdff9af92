/** Instances as DescribeAutoScalingInstances and DescribeAutoScalingGroups show them. */
import {
  CreateLaunchConfigurationCommand,
  DescribeAutoScalingInstancesCommand,
  type DescribeAutoScalingInstancesCommandInput,
  SetInstanceHealthCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, aTemplate, instanceIds, instancesOf, newName } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const slow = await startEmulator({ timing: "aws" });

const describeInstances = (
  input: DescribeAutoScalingInstancesCommandInput,
  { client } = emulated,
) => client.send(new DescribeAutoScalingInstancesCommand(input));

test("G-061 G-062 G-063 an instance, in its group and by its id", async () => {
  const template = await aTemplate(emulated);
  const name = await aGroup(emulated, {
    LaunchTemplate: { LaunchTemplateId: template.id, Version: "$Latest" },
    AvailabilityZones: ["us-east-1b"],
    DesiredCapacity: 1,
  });
  const instance = {
    InstanceId: expect.stringMatching(/^i-[0-9a-f]{17}$/),
    InstanceType: "t3.nano",
    AvailabilityZone: "us-east-1b",
    AvailabilityZoneId: "use1-az1",
    LifecycleState: "InService",
    LaunchTemplate: {
      LaunchTemplateId: template.id,
      LaunchTemplateName: template.name,
      Version: "1",
    },
    ProtectedFromScaleIn: false,
  };
  const [listed] = await instancesOf(emulated, name);
  expect(listed).toEqual({ ...instance, HealthStatus: "Healthy" });
  const InstanceIds = [listed?.InstanceId ?? "", "i-0123456789abcdef0"];
  const { AutoScalingInstances } = await describeInstances({ InstanceIds });
  expect(AutoScalingInstances).toEqual([
    { ...instance, AutoScalingGroupName: name, HealthStatus: "HEALTHY" },
  ]);
});

test("G-062 an unhealthy instance, in both spellings", async () => {
  const name = await aGroup(slow, { DesiredCapacity: 1 });
  slow.advance(60);
  const [InstanceId = ""] = await instanceIds(slow, name);
  await slow.client.send(new SetInstanceHealthCommand({ InstanceId, HealthStatus: "Unhealthy" }));
  expect((await instancesOf(slow, name))[0]?.HealthStatus).toBe("Unhealthy");
  const { AutoScalingInstances } = await describeInstances({ InstanceIds: [InstanceId] }, slow);
  expect(AutoScalingInstances?.[0]?.HealthStatus).toBe("UNHEALTHY");
});

test("G-061 the launch configuration instead of a template", async () => {
  const LaunchConfigurationName = newName("configuration");
  await emulated.client.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName,
      ImageId: "ami-0123456789abcdef0",
      InstanceType: "t3.nano",
    }),
  );
  const name = await aGroup(emulated, {
    LaunchTemplate: undefined,
    LaunchConfigurationName,
    DesiredCapacity: 1,
  });
  const [instance] = await instancesOf(emulated, name);
  expect(instance).toMatchObject({ LaunchConfigurationName });
  expect(instance).not.toHaveProperty("LaunchTemplate");
});

test("G-061 the weight, when the group has weights", async () => {
  const { id } = await aTemplate(emulated);
  const name = await aGroup(emulated, {
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateId: id },
        Overrides: [{ InstanceType: "c5.large", WeightedCapacity: "2" }],
      },
    },
    DesiredCapacity: 4,
  });
  const instances = await instancesOf(emulated, name);
  expect(instances.map(({ WeightedCapacity }) => WeightedCapacity)).toEqual(["2", "2"]);
});

test("G-064 G-065 an instance is Pending and healthy from EC2's acceptance on", async () => {
  const name = await aGroup(slow, { DesiredCapacity: 1 });
  expect(await instancesOf(slow, name)).toEqual([]);
  slow.advance(13);
  expect(await instancesOf(slow, name)).toMatchObject([
    { LifecycleState: "Pending", HealthStatus: "Healthy" },
  ]);
  slow.advance(10);
  expect(await instancesOf(slow, name)).toMatchObject([{ LifecycleState: "InService" }]);
});

test("G-066 a terminated instance disappears", async () => {
  const name = await aGroup(slow, { DesiredCapacity: 1 });
  slow.advance(60);
  const [InstanceId = ""] = await instanceIds(slow, name);
  await slow.client.send(
    new TerminateInstanceInAutoScalingGroupCommand({
      InstanceId,
      ShouldDecrementDesiredCapacity: true,
    }),
  );
  expect(await instancesOf(slow, name)).toMatchObject([{ LifecycleState: "Terminating" }]);
  slow.advance(120);
  expect(await instancesOf(slow, name)).toEqual([]);
  expect(
    (await describeInstances({ InstanceIds: [InstanceId] }, slow)).AutoScalingInstances,
  ).toEqual([]);
});

test("G-056 at most 50 on a page", async () => {
  await aGroup(emulated, { MaxSize: 60, DesiredCapacity: 60 });
  const first = await describeInstances({});
  expect(first.AutoScalingInstances).toHaveLength(50);
  const { NextToken } = first;
  const second = await describeInstances({ NextToken });
  const ids = [first, second].flatMap(({ AutoScalingInstances = [] }) =>
    AutoScalingInstances.map(({ InstanceId = "" }) => InstanceId),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(second.NextToken).toBeUndefined();
  expect(await refusalOf(describeInstances({ MaxRecords: 51 }))).toEqual(
    validationErrorOf(
      "1 validation error detected: Value '51' at 'maxRecords' failed to satisfy constraint: " +
        "Member must have value less than or equal to 50",
    ),
  );
});
