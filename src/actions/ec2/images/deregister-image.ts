/** DeregisterImage: deregisters an image of the caller; its instances stay. */
import { deletionOf } from "../../../domain/network-records.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingImage } from "../images.ts";

export const deregisterImage = defineAction("ec2", "DeregisterImage", (input, context) => {
  const { region } = context;
  const image = existingImage(input.ImageId ?? "", context);
  if (image.ownerId !== region.account) {
    const message = `You do not have permission to access image ${image.id}`;
    throw ec2Error("AuthFailure", message, 403);
  }
  answerDryRun(input);
  return { output: { Return: true }, changes: [deletionOf(image, region)] };
});
