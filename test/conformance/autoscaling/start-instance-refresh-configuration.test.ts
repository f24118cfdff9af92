/** The DesiredConfiguration of StartInstanceRefresh: what it may name, and how it is echoed. */
import {
  DescribeInstanceRefreshesCommand,
  type DesiredConfiguration,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, aTemplate, baseContents } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;
const template = await aTemplate(emulated, baseContents, { InstanceType: "t3.nano" });
const { id: LaunchTemplateId, name: LaunchTemplateName } = template;
const unfounded = "You must use a valid fully-formed launch template. ";

const start = async (configuration: DesiredConfiguration, name?: string) =>
  client.send(
    new StartInstanceRefreshCommand({
      AutoScalingGroupName: name ?? (await aGroup(emulated)),
      DesiredConfiguration: configuration,
    }),
  );

async function echoOf(configuration: DesiredConfiguration) {
  const AutoScalingGroupName = await aGroup(emulated);
  await start(configuration, AutoScalingGroupName);
  const { InstanceRefreshes } = await client.send(
    new DescribeInstanceRefreshesCommand({ AutoScalingGroupName }),
  );
  return InstanceRefreshes?.[0]?.DesiredConfiguration;
}

test.each<[string, DesiredConfiguration, string]>([
  [
    "R-049 both forms",
    {
      LaunchTemplate: { LaunchTemplateId },
      MixedInstancesPolicy: {
        LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId } },
      },
    },
    "The request isn't valid. The DesiredConfiguration parameter must contain either " +
      "LaunchTemplate or MixedInstancesPolicy. Specify one of them and try again.",
  ],
  [
    "R-050 a reference by id and name",
    { LaunchTemplate: { LaunchTemplateId, LaunchTemplateName } },
    "Valid requests must contain either launchTemplateId or LaunchTemplateName",
  ],
  [
    "R-051 an unknown template",
    { LaunchTemplate: { LaunchTemplateId: "lt-0123456789abcdef0" } },
    `${unfounded}The specified launch template, with template ID lt-0123456789abcdef0, does not ` +
      "exist.",
  ],
  [
    "R-051 G-025 an unknown version, without the prefix",
    { LaunchTemplate: { LaunchTemplateName, Version: "9" } },
    `Could not find the specified version 9 for the launch template with ID ${LaunchTemplateId}.`,
  ],
  [
    "G-231 a version that no template can have",
    { LaunchTemplate: { LaunchTemplateId, Version: "v1" } },
    "Invalid launch template version: either '$Default', '$Latest', or a numeric version are " +
      "allowed.",
  ],
  [
    "R-051 G-026 contents that EC2 refuses",
    { LaunchTemplate: { LaunchTemplateId, Version: "2" } },
    `${unfounded}The request must contain the parameter ImageId`,
  ],
])("refuses %s", async (_rule, configuration, message) => {
  expect(await refusalOf(start(configuration))).toEqual(validationErrorOf(message));
});

test.each<[string, DesiredConfiguration, { Version?: string }]>([
  ["name and number", { LaunchTemplate: { LaunchTemplateName, Version: "1" } }, { Version: "1" }],
  ["an id, and no version", { LaunchTemplate: { LaunchTemplateId } }, {}],
])("R-093 G-230 echoes %s completed", async (_given, configuration, version) => {
  expect(await echoOf(configuration)).toEqual({
    LaunchTemplate: { LaunchTemplateId, LaunchTemplateName, ...version },
  });
});

test("R-093 G-026 echoes a policy whose override brings the image", async () => {
  const echo = await echoOf({
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateId, Version: "2" },
        Overrides: [{ InstanceType: "c5.large", ImageId: "ami-0aaaaaaaaaaaaaaaa" }],
      },
    },
  });
  expect(echo?.MixedInstancesPolicy?.LaunchTemplate).toEqual({
    LaunchTemplateSpecification: { LaunchTemplateId, LaunchTemplateName, Version: "2" },
    Overrides: [{ InstanceType: "c5.large", ImageId: "ami-0aaaaaaaaaaaaaaaa" }],
  });
});
