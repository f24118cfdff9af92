/** What the group's launch source lets a refresh ask for, and what skip matching spares. */
import {
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DescribeInstanceRefreshesCommand,
  type DesiredConfiguration,
  type MixedInstancesPolicy,
  StartInstanceRefreshCommand,
  type StartInstanceRefreshCommandInput,
} from "@aws-sdk/client-auto-scaling";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import {
  aGroup,
  aTemplate,
  baseContents,
  type GroupMembers,
  instancesOf,
  newName,
  theGroup,
} from "../../support/fleet.ts";
import { aSettledFleet } from "../../support/in-process.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { client, advance } = emulated;
const template = await aTemplate(emulated, baseContents, baseContents);
const parameter = await aTemplate(emulated, { ...baseContents, ImageId: "resolve:ssm:/web/ami" });

const versioned = (Version: string): DesiredConfiguration => ({
  LaunchTemplate: { LaunchTemplateId: template.id, Version },
});

const start = (name: string, members: Partial<StartInstanceRefreshCommandInput> = {}) =>
  client.send(new StartInstanceRefreshCommand({ AutoScalingGroupName: name, ...members }));

async function newestRefresh(name: string) {
  advance(600);
  const { InstanceRefreshes = [] } = await client.send(
    new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: name }),
  );
  return InstanceRefreshes[0];
}

async function anOldGroup(): Promise<string> {
  const LaunchConfigurationName = newName("configuration");
  const AutoScalingGroupName = newName("group");
  await client.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName,
      ImageId: baseContents.ImageId,
      InstanceType: "t3.nano",
    }),
  );
  await client.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      LaunchConfigurationName,
      MinSize: 0,
      MaxSize: 2,
      DesiredCapacity: 1,
      AvailabilityZones: ["us-east-1a"],
    }),
  );
  return AutoScalingGroupName;
}

describe("the desired configuration", () => {
  test("R-049 an empty one names nothing", () => {
    const { codeOf, call } = aSettledFleet({ size: 1 });
    const input = { AutoScalingGroupName: "web", DesiredConfiguration: {} };
    expect(codeOf("autoscaling", "StartInstanceRefresh", input)).toBe("ValidationError");
    expect(() => call("autoscaling", "StartInstanceRefresh", input)).toThrow(
      "The request isn't valid. The DesiredConfiguration parameter must contain either " +
        "LaunchTemplate or MixedInstancesPolicy. Specify one of them and try again.",
    );
  });

  test("R-050 a reference by neither id nor name", async () => {
    const name = await aGroup(emulated);
    const call = start(name, { DesiredConfiguration: { LaunchTemplate: { Version: "1" } } });
    expect(await refusalOf(call)).toEqual(
      validationErrorOf(
        "Valid requests must contain either launchTemplateId or LaunchTemplateName",
      ),
    );
  });

  test("R-052 moves a group from a launch configuration to a launch template", async () => {
    const name = await anOldGroup();
    await start(name, { DesiredConfiguration: versioned("1") });
    expect((await newestRefresh(name))?.Status).toBe("Successful");
    const { LaunchConfigurationName, LaunchTemplate } = await theGroup(emulated, name);
    expect([LaunchConfigurationName, LaunchTemplate?.LaunchTemplateId]).toEqual([
      undefined,
      template.id,
    ]);
  });
});

describe("R-053 skip matching and a launch configuration", () => {
  const Preferences = { SkipMatching: true };

  test("refused", async () => {
    expect(await refusalOf(start(await anOldGroup(), { Preferences }))).toEqual(
      validationErrorOf(
        "The request isn't valid. The SkipMatching parameter cannot be set to true when the Auto " +
          "Scaling group uses a launch configuration. Set SkipMatching to false or specify a " +
          "desired configuration with a launch template and try again.",
      ),
    );
  });

  test("accepted with a launch template to go to", async () => {
    const name = await anOldGroup();
    await start(name, { Preferences, DesiredConfiguration: versioned("1") });
    expect((await newestRefresh(name))?.Status).toBe("Successful");
  });
});

describe.each<[string, (member: string) => string, () => Promise<string>]>([
  [
    "R-054 a policy of instance requirements",
    (member) =>
      `The request isn't valid. The ${member} parameter cannot be specified when the mixed ` +
      "instances policy of the Auto Scaling group uses attribute-based instance type selection. " +
      `Remove the ${member} parameter and try again.`,
    () => aGroup(emulated, attributeBased()),
  ],
  [
    "R-055 a launch template whose image is a parameter",
    (member) =>
      `The request isn't valid. The ${member} parameter cannot be specified when the launch ` +
      "template of the Auto Scaling group uses a Systems Manager parameter instead of an AMI ID. " +
      `Remove the ${member} parameter and try again.`,
    () => {
      const LaunchTemplate = { LaunchTemplateId: parameter.id, Version: "1" };
      return aGroup(emulated, { LaunchTemplate, DesiredCapacity: 1 });
    },
  ],
])("%s", (_rule, message, aSuchGroup) => {
  test("refuses a desired configuration", async () => {
    const call = start(await aSuchGroup(), { DesiredConfiguration: versioned("1") });
    expect(await refusalOf(call)).toEqual(validationErrorOf(message("DesiredConfiguration")));
  });

  test("refuses skip matching", async () => {
    const call = start(await aSuchGroup(), { Preferences: { SkipMatching: true } });
    expect(await refusalOf(call)).toEqual(validationErrorOf(message("SkipMatching")));
  });

  test("does a plain refresh", async () => {
    const name = await aSuchGroup();
    const [before] = await instancesOf(emulated, name);
    await start(name);
    expect((await newestRefresh(name))?.Status).toBe("Successful");
    const [after] = await instancesOf(emulated, name);
    expect(after?.InstanceId).not.toBe(before?.InstanceId);
  });
});

test("R-054 attributes in the launch template of a policy without types count too", async () => {
  const InstanceRequirements = { VCpuCount: { Min: 2, Max: 2 }, MemoryMiB: { Min: 512 } };
  const { ImageId } = baseContents;
  const { id: LaunchTemplateId } = await aTemplate(emulated, { ImageId, InstanceRequirements });
  const LaunchTemplate = { LaunchTemplateSpecification: { LaunchTemplateId, Version: "1" } };
  const name = await aGroup(emulated, { MixedInstancesPolicy: { LaunchTemplate } });
  const call = start(name, { Preferences: { SkipMatching: true } });
  expect((await refusalOf(call)).message).toContain("attribute-based instance type selection");
});

function attributeBased(): GroupMembers {
  const InstanceRequirements = { VCpuCount: { Min: 2, Max: 2 }, MemoryMiB: { Min: 512 } };
  const MixedInstancesPolicy = policyOf("1", {}, [{ InstanceRequirements }]);
  return { MixedInstancesPolicy, DesiredCapacity: 1 };
}

type Template = NonNullable<MixedInstancesPolicy["LaunchTemplate"]>;

function policyOf(
  Version: string,
  InstancesDistribution: MixedInstancesPolicy["InstancesDistribution"],
  Overrides: Template["Overrides"],
): MixedInstancesPolicy {
  const LaunchTemplateSpecification = { LaunchTemplateId: template.id, Version };
  return { LaunchTemplate: { LaunchTemplateSpecification, Overrides }, InstancesDistribution };
}

describe("skip matching in a mixed instances group", () => {
  const image = "ami-0bbbbbbbbbbbbbbbb";
  const saved = policyOf("1", {}, [{ InstanceType: "t3.nano" }]);

  /** How many instances a refresh with skip matching to this policy replaces, of two. */
  async function replacedBy(MixedInstancesPolicy: MixedInstancesPolicy): Promise<number> {
    const name = await aGroup(emulated, { MixedInstancesPolicy: saved, DesiredCapacity: 2 });
    const before = new Set((await instancesOf(emulated, name)).map((one) => one.InstanceId));
    await start(name, {
      DesiredConfiguration: { MixedInstancesPolicy },
      Preferences: { SkipMatching: true },
    });
    expect((await newestRefresh(name))?.Status).toBe("Successful");
    const { MixedInstancesPolicy: now } = await theGroup(emulated, name);
    expect(now).toMatchObject(MixedInstancesPolicy);
    return (await instancesOf(emulated, name)).filter((one) => !before.has(one.InstanceId)).length;
  }

  test.each<[string, MixedInstancesPolicy, number]>([
    ["R-114 the same version and a listed type", saved, 0],
    ["R-114 another version", policyOf("2", {}, [{ InstanceType: "t3.nano" }]), 2],
    [
      "R-114 a type that is not listed any more",
      policyOf("1", {}, [{ InstanceType: "t3.micro" }]),
      2,
    ],
    [
      "R-115 another image in the override",
      policyOf("1", {}, [{ InstanceType: "t3.nano", ImageId: image }]),
      2,
    ],
    [
      "R-115 the same image in the override, of another version",
      policyOf("2", {}, [{ InstanceType: "t3.nano", ImageId: baseContents.ImageId }]),
      0,
    ],
    [
      "R-116 another distribution, which is saved nevertheless",
      policyOf(
        "1",
        { OnDemandBaseCapacity: 1, SpotAllocationStrategy: "price-capacity-optimized" },
        [{ InstanceType: "t3.nano" }],
      ),
      0,
    ],
  ])("%s", async (_rule, policy, replaced) => {
    expect(await replacedBy(policy)).toBe(replaced);
  });
});
