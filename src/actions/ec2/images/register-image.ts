/** RegisterImage: registers an image of the caller, available at once; it has no content. */
import type { Image } from "../../../domain/ec2-record.ts";
import { imageDefaults } from "../../../domain/ec2-record.ts";
import { isoMillisecond } from "../../../domain/time.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { plainJson } from "../../plain-json.ts";
import { answerDryRun } from "../dry-run.ts";
import { newImageName } from "../images.ts";
import { specifiedTags } from "../tags.ts";

type Request = Input<"ec2", "RegisterImage">;

export const registerImage = defineAction("ec2", "RegisterImage", (input, context) => {
  const { region, identifiers, now } = context;
  const name = newImageName(input.Name, context);
  const tags = specifiedTags(input.TagSpecifications, "image");
  answerDryRun(input);
  const record: Image = {
    ...imageDefaults,
    id: identifiers.ec2Id("ami"),
    name,
    tags,
    ownerId: region.account,
    createdAt: isoMillisecond(now),
    description: input.Description ?? "",
    // AWS's default for images with EBS volumes.
    architecture: input.Architecture ?? "i386",
    rootDeviceName: input.RootDeviceName ?? imageDefaults.rootDeviceName,
    rootGibibytes: rootSize(input),
    members: shownMembers(input),
  };
  return {
    output: { ImageId: record.id },
    changes: [{ type: "Ec2RecordPut", record }],
  };
});

function rootSize({ RootDeviceName, BlockDeviceMappings = [] }: Request): number {
  const root = BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName);
  return root?.Ebs?.VolumeSize ?? imageDefaults.rootGibibytes;
}

/** The members that DescribeImages shows as they were sent. */
function shownMembers(input: Request) {
  const { ImageLocation, VirtualizationType, EnaSupport, SriovNetSupport } = input;
  const { BootMode, TpmSupport, ImdsSupport, KernelId, RamdiskId, BlockDeviceMappings } = input;
  return plainJson({
    ImageLocation,
    VirtualizationType,
    EnaSupport,
    SriovNetSupport,
    BootMode,
    TpmSupport,
    ImdsSupport,
    KernelId,
    RamdiskId,
    ...(BlockDeviceMappings?.length ? { BlockDeviceMappings } : {}),
  });
}
