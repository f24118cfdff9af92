/** Which machine images there are: a few public ones, registered ones, or any well-formed id. */
import type { Image } from "./ec2-record.ts";
import { storedOf } from "./network-records.ts";
import { stableHex } from "./stable-hash.ts";
import type { Region, Settings } from "./world.ts";

/** What an image has that is not told otherwise. */
export const imageDefaults = {
  kind: "image",
  architecture: "x86_64",
  rootDeviceName: "/dev/xvda",
  rootGibibytes: 8,
  isPublic: false,
  tags: [],
  members: {},
} as const satisfies Partial<Image>;

const amazon = {
  ...{ ...imageDefaults, isPublic: true },
  ...{ ownerId: "137112412989", ownerAlias: "amazon", rootDeviceName: "/dev/xvda" },
};
const canonical = {
  ...{ ...imageDefaults, isPublic: true, ownerId: "099720109477", rootDeviceName: "/dev/sda1" },
};

export const imageCatalogue: readonly Image[] = [
  {
    ...amazon,
    id: "ami-0abcdef1234567890",
    name: "al2023-ami-2023.9.20260914.0-kernel-6.1-x86_64",
    description: "Amazon Linux 2023 AMI 2023.9.20260914.0 x86_64 HVM kernel-6.1",
    architecture: "x86_64",
    createdAt: "2026-09-14T18:00:00.000Z",
  },
  {
    ...amazon,
    id: "ami-0abcdef1234567891",
    name: "al2023-ami-2023.9.20260914.0-kernel-6.1-arm64",
    description: "Amazon Linux 2023 AMI 2023.9.20260914.0 arm64 HVM kernel-6.1",
    architecture: "arm64",
    createdAt: "2026-09-14T18:00:00.000Z",
  },
  {
    ...canonical,
    id: "ami-0abcdef1234567892",
    name: "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260901",
    description: "Canonical, Ubuntu, 24.04, amd64 noble image",
    architecture: "x86_64",
    createdAt: "2026-09-01T09:00:00.000Z",
  },
];

/** What an AMI of the caller's own looks like that nobody registered. */
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

/** Those that a describe lists: the public ones, and what callers registered. */
export function listedImages(region: Region): readonly Image[] {
  return [...imageCatalogue, ...storedOf(region, "image")];
}

/**
 * The image with this id. Unless images are strict any id has one that was not deregistered; of
 * ids that are not well-formed the caller decides.
 */
export function findImage(
  region: Region,
  id: string,
  { strictImages = false }: Pick<Settings, "strictImages">,
): Image | undefined {
  if (region.ec2Records.get(id)?.kind === "deleted") return undefined;
  return findListed(region, id) ?? (strictImages ? undefined : plainImage(id, region.account));
}

/** The image with this id, if it is of the catalogue or was registered. */
export function findListed({ ec2Records }: Region, id: string): Image | undefined {
  const stored = ec2Records.get(id);
  return stored?.kind === "image" ? stored : imageCatalogue.find((image) => image.id === id);
}

/** Why EC2 launches nothing from the image; undefined when it does. */
export function imageRefusal(
  region: Region,
  imageId: string,
  settings: Pick<Settings, "strictImages">,
): string | undefined {
  if (findImage(region, imageId, settings) !== undefined) return undefined;
  return unknownImageText(imageId);
}

/** The snapshot behind the root volume of an image. */
export function snapshotIdOf(imageId: string): string {
  return `snap-${stableHex(imageId)}`;
}

export function unknownImageText(imageId: string): string {
  return `The image id '[${imageId}]' does not exist`;
}
