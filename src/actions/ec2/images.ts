/** Finds the images that a request names, with EC2's refusals. */
import type { Image } from "../../domain/ec2-record.ts";
import { findImage, listedImages, unknownImagesText } from "../../domain/images.ts";
import { ec2Error, type ServiceError } from "../../model/faults.ts";
import { malformedImageName } from "../../model/malformed-names.ts";
import type { ActionContext } from "../action.ts";

type Context = Pick<ActionContext, "region" | "settings">;

export function unknownImage(...ids: readonly string[]): ServiceError {
  return ec2Error("InvalidAMIID.NotFound", unknownImagesText(ids));
}

export function existingImage(id: string, { region, settings }: Context): Image {
  refuseMalformed(id);
  const image = findImage(region, id, settings);
  if (image === undefined) throw unknownImage(id);
  return image;
}

/** The images with these ids, each once; the refusal names all that are not there. */
export function existingImages(ids: readonly string[], context: Context): readonly Image[] {
  const asked = [...new Set(ids)];
  for (const id of asked) refuseMalformed(id);
  const found = asked.map((id) => findImage(context.region, id, context.settings));
  const unknown = asked.filter((_, index) => found[index] === undefined);
  if (unknown.length > 0) throw unknownImage(...unknown);
  return found.filter((image) => image !== undefined);
}

/** Refuses an image that EC2 would not launch; where any image is good, so is any text. */
export function checkLaunchedImage(id: string, { region, settings }: Context): void {
  if (settings.strictImages === true) refuseMalformed(id);
  if (findImage(region, id, settings) === undefined) throw unknownImage(id);
}

function refuseMalformed(id: string): void {
  if (/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return;
  // An alias is accepted too, because only launches resolve it (G-296).
  const expected = id.startsWith("ami-") ? "" : ' (expecting "ami-...")';
  throw ec2Error("InvalidAMIID.Malformed", `Invalid id: "${id}"${expected}`);
}

/** The name of a new image: 3 to 128 characters, unique for the caller. */
export function newImageName(name: string | undefined, { region }: Context): string {
  if (name === undefined || !/^[\w ()[\]./'@-]{3,128}$/.test(name)) {
    throw malformedImageName();
  }
  const taken = listedImages(region).find(
    (image) => image.name === name && image.ownerId === region.account,
  );
  if (taken === undefined) return name;
  const message = `AMI name ${name} is already in use by AMI ${taken.id}`;
  throw ec2Error("InvalidAMIName.Duplicate", message);
}
