/** The operations of EC2's images, in alphabetical order. */
import type { Action } from "./action.ts";
import { copyImage } from "./ec2/copy-image.ts";
import { createImage } from "./ec2/create-image.ts";
import { deleteSnapshot } from "./ec2/delete-snapshot.ts";
import { deregisterImage } from "./ec2/deregister-image.ts";
import { describeImages } from "./ec2/describe-images.ts";
import { registerImage } from "./ec2/register-image.ts";

export const imageActions: readonly Action[] = [
  copyImage,
  createImage,
  deleteSnapshot,
  deregisterImage,
  describeImages,
  registerImage,
];
