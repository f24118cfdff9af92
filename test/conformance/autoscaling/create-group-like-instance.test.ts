/** CreateAutoScalingGroup with InstanceId through the real SDK. */
import {
  CreateAutoScalingGroupCommand,
  DescribeLaunchConfigurationsCommand,
} from "@aws-sdk/client-auto-scaling";
import { RunInstancesCommand } from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aTemplate, newName, theGroup } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { client, ec2 } = emulated;

async function anInstance() {
  const { Instances: [instance] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: "ami-0123456789abcdef0",
      InstanceType: "t3.small",
      MinCount: 1,
      MaxCount: 1,
    }),
  );
  const { InstanceId = "", Placement } = instance ?? {};
  return { InstanceId, zone: Placement?.AvailabilityZone ?? "" };
}

const create = (AutoScalingGroupName: string, more: object) =>
  client.send(
    new CreateAutoScalingGroupCommand({ AutoScalingGroupName, MinSize: 1, MaxSize: 1, ...more }),
  );

test("G-017 a group like an instance gets a launch configuration of its own name", async () => {
  const { InstanceId, zone } = await anInstance();
  const name = newName("group");
  await create(name, { InstanceId });
  const group = await theGroup(emulated, name);
  expect(group).toMatchObject({ LaunchConfigurationName: name, AvailabilityZones: [zone] });
  expect(group.Instances).toMatchObject([{ InstanceType: "t3.small", AvailabilityZone: zone }]);
  const { LaunchConfigurations } = await client.send(
    new DescribeLaunchConfigurationsCommand({ LaunchConfigurationNames: [name] }),
  );
  expect(LaunchConfigurations).toMatchObject([
    { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.small" },
  ]);
  const again = newName("group");
  await create(again, { InstanceId, AvailabilityZones: ["us-east-1c"] });
  expect((await theGroup(emulated, again)).AvailabilityZones).toEqual(["us-east-1c"]);
});

test("G-028 an instance beside another launch source is refused, and leaves nothing", async () => {
  const { InstanceId } = await anInstance();
  const { id } = await aTemplate(emulated);
  const name = newName("group");
  const both = { InstanceId, LaunchTemplate: { LaunchTemplateId: id } };
  expect((await refusalOf(create(name, both))).code).toBe("ValidationError");
  const { LaunchConfigurations } = await client.send(
    new DescribeLaunchConfigurationsCommand({ LaunchConfigurationNames: [name] }),
  );
  expect(LaunchConfigurations).toEqual([]);
});
