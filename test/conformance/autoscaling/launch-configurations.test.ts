/** Launch configurations through the real SDK: defaults, echo, paging and refusals. */
import {
  CreateLaunchConfigurationCommand,
  type CreateLaunchConfigurationCommandInput,
  DeleteLaunchConfigurationCommand,
  DescribeLaunchConfigurationsCommand,
  type LaunchConfiguration,
} from "@aws-sdk/client-auto-scaling";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, instanceIds, instancesOf, newName } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
/** Has nothing but what one test puts there. */
const quiet = await startEmulator();
const { client } = emulated;
const base = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.nano" };

async function create(
  members: Partial<CreateLaunchConfigurationCommandInput> = {},
  on = emulated,
): Promise<string> {
  const LaunchConfigurationName = newName("configuration");
  const input = { LaunchConfigurationName, ...base, ...members };
  await on.client.send(new CreateLaunchConfigurationCommand(input));
  return input.LaunchConfigurationName ?? "";
}

const remove = (LaunchConfigurationName: string) =>
  client.send(new DeleteLaunchConfigurationCommand({ LaunchConfigurationName }));

async function find(name: string): Promise<LaunchConfiguration | undefined> {
  const LaunchConfigurationNames = [name];
  const command = new DescribeLaunchConfigurationsCommand({ LaunchConfigurationNames });
  return (await client.send(command)).LaunchConfigurations?.[0];
}

describe("a launch configuration", () => {
  test("G-032 is shown with AWS's defaults for what was left out", async () => {
    const name = await create();
    expect(await find(name)).toEqual({
      LaunchConfigurationName: name,
      LaunchConfigurationARN: expect.stringMatching(
        new RegExp(
          "^arn:aws:autoscaling:us-east-1:123456789012:launchConfiguration:" +
            `[0-9a-f-]{36}:launchConfigurationName/${name}$`,
        ),
      ),
      ...base,
      KeyName: "",
      SecurityGroups: [],
      ClassicLinkVPCSecurityGroups: [],
      UserData: "",
      KernelId: "",
      RamdiskId: "",
      BlockDeviceMappings: [],
      InstanceMonitoring: { Enabled: true },
      EbsOptimized: false,
      CreatedTime: new Date("2026-09-27T12:00:00.250Z"),
    });
  });

  test("is echoed as it was sent", async () => {
    const members = {
      KeyName: "key",
      SecurityGroups: ["sg-0123456789abcdef0"],
      UserData: Buffer.from("#!/bin/sh").toString("base64"),
      BlockDeviceMappings: [
        { DeviceName: "/dev/xvda", Ebs: { VolumeSize: 20, VolumeType: "gp3", Encrypted: true } },
      ],
      InstanceMonitoring: { Enabled: false },
      IamInstanceProfile: "profile",
      AssociatePublicIpAddress: false,
      MetadataOptions: { HttpTokens: "required" as const },
    };
    expect(await find(await create(members))).toMatchObject(members);
  });

  test("gives image and type to the instances of a group", async () => {
    const name = await create();
    const group = await aGroup(emulated, {
      MinSize: 1,
      LaunchTemplate: undefined,
      LaunchConfigurationName: name,
    });
    emulated.advance(10);
    const [instance] = await instancesOf(emulated, group);
    expect(instance).toMatchObject({ InstanceType: "t3.nano", LaunchConfigurationName: name });
    expect(instance).not.toHaveProperty("LaunchTemplate");
    const [id = ""] = await instanceIds(emulated, group);
    const copy = await create({ ImageId: undefined, InstanceType: undefined, InstanceId: id });
    expect(await find(copy)).toMatchObject(base);
  });
});

describe("what is refused", () => {
  test("a name that is in use", async () => {
    const name = await create();
    expect(await refusalOf(create({ LaunchConfigurationName: name }))).toEqual({
      code: "AlreadyExists",
      message:
        "Launch Configuration by this name already exists - A launch configuration already " +
        `exists with the name ${name}`,
      status: 400,
    });
  });

  test("neither an image and a type nor an instance", async () => {
    expect(await refusalOf(create({ ImageId: undefined }))).toEqual(
      validationErrorOf(
        "Valid requests must contain either the InstanceID parameter or both the ImageId and " +
          "InstanceType parameters.",
      ),
    );
  });

  test("deletion while a group uses it", async () => {
    const name = await create();
    const group = await aGroup(emulated, {
      LaunchTemplate: undefined,
      LaunchConfigurationName: name,
    });
    expect(await refusalOf(remove(name))).toEqual({
      code: "ResourceInUse",
      message:
        `Cannot delete launch configuration ${name} because it is attached to ` +
        `AutoScalingGroup ${group}`,
      status: 400,
    });
  });

  test("G-285 deletion of what is not there", async () => {
    const name = await create();
    await remove(name);
    expect(await find(name)).toBeUndefined();
    expect(await refusalOf(remove(name))).toEqual(
      validationErrorOf(
        `Launch configuration name not found - Launch configuration ${name} not found`,
      ),
    );
  });
});

describe("DescribeLaunchConfigurations", () => {
  const page = (MaxRecords: number, NextToken?: string) =>
    quiet.client.send(new DescribeLaunchConfigurationsCommand({ MaxRecords, NextToken }));

  test("lists by name, in pages", async () => {
    for (const LaunchConfigurationName of ["b", "c", "a"]) {
      await create({ LaunchConfigurationName }, quiet);
    }
    const first = await page(2);
    const second = await page(2, first.NextToken);
    const names = [first, second].flatMap(({ LaunchConfigurations }) =>
      LaunchConfigurations?.map((one) => one.LaunchConfigurationName),
    );
    expect(names).toEqual(["a", "b", "c"]);
    expect(second.NextToken).toBeUndefined();
  });

  test("G-055 leaves out names that are unknown", async () => {
    expect(await find("missing")).toBeUndefined();
  });

  test("G-010 refuses a wrong token", async () => {
    expect(await refusalOf(page(2, "mine"))).toEqual({
      code: "InvalidNextToken",
      message: "The token 'mine' is invalid.",
      status: 400,
    });
  });
});
