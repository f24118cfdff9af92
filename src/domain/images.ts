/**
 * Decides which machine images exist: a few public ones, registered ones, or any well-formed id.
 */
import { type Image, imageDefaults } from "./ec2-record.ts";
import { storedOf } from "./network-records.ts";
import { imageCatalogue } from "./public-images.ts";
import { stableHex } from "./stable-hash.ts";
import type { LaunchError } from "./texts/launch-errors.ts";
import type { Region, Settings } from "./world.ts";

/** An assumed AMI of the caller's own that nobody registered. */
function plainImage(id: string, account: string): Image {
  return {
    ...imageDefaults,
    id,
    name: `image-${stableHex(id).slice(0, 8)}`,
    description: "An image that asg-local takes as given",
    ownerId: account,
    createdAt: "2026-01-01T00:00:00.000Z",
  };
}

/** The images that a describe call lists: public and registered ones. */
export function listedImages(region: Region): readonly Image[] {
  return [...imageCatalogue.values(), ...storedOf(region, "image")];
}

/**
 * The image with this id. Unless images are strict, any id that was not deregistered has one; the
 * caller checks that ids are well-formed.
 */
export function findImage(
  region: Region,
  id: string,
  { strictImages = false }: Pick<Settings, "strictImages">,
): Image | undefined {
  if (region.ec2Records.get(id)?.kind === "deleted") return undefined;
  return findListed(region, id) ?? (strictImages ? undefined : plainImage(id, region.account));
}

/** The image with this id, if it is public or registered. */
export function findListed({ ec2Records }: Region, id: string): Image | undefined {
  const stored = ec2Records.get(id);
  return stored?.kind === "image" ? stored : imageCatalogue.get(id);
}

/** Why EC2 refuses launches from the image; undefined when it does not. */
export function imageRefusal(
  region: Region,
  imageId: string,
  settings: Pick<Settings, "strictImages">,
): LaunchError | undefined {
  if (findImage(region, imageId, settings) !== undefined) return undefined;
  return { code: "InvalidAMIID.NotFound", message: unknownImagesText([imageId]) };
}

/** The snapshot behind the root volume of an image. */
export function snapshotIdOf(imageId: string): string {
  return `snap-${stableHex(imageId)}`;
}

/** Names all that are unknown at once, as EC2 was seen to. */
export function unknownImagesText(ids: readonly string[]): string {
  return ids.length === 1
    ? `The image id '[${ids[0]}]' does not exist`
    : `The image ids '[${ids.join(", ")}]' do not exist`;
}
