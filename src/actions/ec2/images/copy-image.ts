/** CopyImage: copies an image of this region; images of other regions are assumed to exist. */
import type { Image } from "../../../domain/ec2-record.ts";
import { imageDefaults } from "../../../domain/ec2-record.ts";
import { findImage } from "../../../domain/images.ts";
import { isoMillisecond } from "../../../domain/time.ts";
import type { Input } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { withTags } from "../../tags.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingImage, newImageName } from "../images.ts";
import { specifiedTags } from "../tags.ts";

export const copyImage = defineAction("ec2", "CopyImage", (input, context) => {
  const { region, identifiers, now } = context;
  const source = sourceOf(input, context);
  const name = newImageName(input.Name, context);
  const given = specifiedTags(
    input.TagSpecifications?.filter(({ ResourceType }) => ResourceType !== "snapshot"),
    "image",
  );
  const tags = input.CopyImageTags === true ? withTags(source.tags ?? [], given) : given;
  answerDryRun(input);
  const { ownerAlias: _, ...copied } = { ...imageDefaults, ...source };
  const record: Image = {
    ...copied,
    id: identifiers.ec2Id("ami"),
    name,
    tags,
    ownerId: region.account,
    createdAt: isoMillisecond(now),
    isPublic: false,
    description: input.Description ?? source?.description ?? "",
  };
  return { output: { ImageId: record.id }, changes: [{ type: "Ec2RecordPut", record }] };
});

/** Regions share nothing except the public images. */
function sourceOf(
  { SourceImageId: id = "", SourceRegion }: Input<"ec2", "CopyImage">,
  context: ActionContext,
): Partial<Image> & { readonly ownerAlias?: string | undefined } {
  if (SourceRegion === context.region.name) return existingImage(id, context);
  return findImage(context.region, id, {}) ?? {};
}
