/** CreateImage: makes an image of an instance, available at once; the instance keeps running. */
import { present } from "../../../domain/assert.ts";
import type { Image } from "../../../domain/ec2-record.ts";
import { imageDefaults } from "../../../domain/ec2-record.ts";
import { instanceTypes } from "../../../domain/instance-types.ts";
import { isoMillisecond } from "../../../domain/time.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { newImageName } from "../images.ts";
import { selectedInstances } from "../present-instance.ts";
import { specifiedTags } from "../tags.ts";

export const createImage = defineAction("ec2", "CreateImage", (input, context) => {
  const { region, identifiers, now } = context;
  const [found] = selectedInstances([input.InstanceId ?? ""], context);
  const { instanceType } = present(found, "the selected instance");
  const name = newImageName(input.Name, context);
  const tags = specifiedTags(
    input.TagSpecifications?.filter(({ ResourceType }) => ResourceType !== "snapshot"),
    "image",
  );
  answerDryRun(input);
  const record: Image = {
    ...imageDefaults,
    id: identifiers.ec2Id("ami"),
    name,
    tags,
    ownerId: region.account,
    createdAt: isoMillisecond(now),
    description: input.Description ?? "",
    architecture: instanceTypes.get(instanceType)?.architecture ?? imageDefaults.architecture,
  };
  return { output: { ImageId: record.id }, changes: [{ type: "Ec2RecordPut", record }] };
});
