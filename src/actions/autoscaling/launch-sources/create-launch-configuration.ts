/** CreateLaunchConfiguration: stores it as sent, with AWS's defaults. */
import { imageRefusal } from "../../../domain/images.ts";
import { newLaunchConfiguration } from "../../../domain/launch-configuration.ts";
import type { LaunchTemplateContents } from "../../../domain/launch-template.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import type { LaunchContext } from "../launch-source-checks.ts";

type Request = Input<"autoscaling", "CreateLaunchConfiguration">;

export const createLaunchConfiguration = defineAction(
  "autoscaling",
  "CreateLaunchConfiguration",
  (input, { region, settings, identifiers, now }) => {
    const name = input.LaunchConfigurationName ?? "";
    if (region.launchConfigurations.has(name)) {
      const message =
        "Launch Configuration by this name already exists - A launch configuration already " +
        `exists with the name ${name}`;
      throw fault("autoscaling", "AlreadyExistsFault", message);
    }
    const members = membersOf(input, region);
    checkImage(members, { region, settings });
    const configuration = newLaunchConfiguration(
      { account: region.account, region: region.name },
      { name, uuid: identifiers.uuid(), createdAt: now, members },
    );
    return {
      output: {},
      changes: [{ type: "LaunchConfigurationCreated", configuration }],
    };
  },
);

function membersOf(request: Request, region: Region): LaunchTemplateContents {
  const { InstanceId, LaunchConfigurationName, ...given } = request;
  const members =
    InstanceId === undefined ? given : { ...likeInstance(InstanceId, region), ...given };
  if (members.ImageId === undefined || members.InstanceType === undefined) {
    throw validationError(
      "Valid requests must contain either the InstanceID parameter or both the ImageId and " +
        "InstanceType parameters.",
    );
  }
  return members;
}

/** AWS's text from a public report; an SSM parameter is resolved only at launch. */
function checkImage(
  { ImageId = "" }: LaunchTemplateContents,
  { region, settings }: LaunchContext,
): void {
  if (ImageId.startsWith("resolve:ssm:")) return;
  const refusal = imageRefusal(region, ImageId, settings);
  if (refusal !== undefined) throw validationError(`AMI ${ImageId} is invalid: ${refusal.message}`);
}

function likeInstance(id: string, region: Region) {
  const instance = region.instances.get(id);
  if (instance === undefined) throw validationError(inferredTexts.unknownInstance(id));
  return { ImageId: instance.imageId, InstanceType: instance.instanceType };
}
