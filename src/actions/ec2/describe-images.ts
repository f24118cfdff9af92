/** DescribeImages: a small catalogue; every well-formed id that is asked for exists. */
import { stableHex } from "../../domain/network.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { type FilterReaders, filtered, tagReaders } from "../ec2-filters.ts";
import { ec2Page } from "../ec2-page.ts";
import { type CatalogueImage, imageCatalogue, plainImage } from "../image-catalogue.ts";

export const describeImages = defineAction("ec2", "DescribeImages", (input, { region }) => {
  answerDryRun(input);
  const owned = selectedImages(input.ImageIds, region).filter((image) =>
    isOwnedBy(image, input.Owners ?? [], region),
  );
  const images = filtered(owned, input.Filters, {
    ...readers,
    ...tagReaders(input.Filters, () => []),
  });
  const { items, nextToken } = ec2Page(images, input, {
    operation: "DescribeImages",
    smallest: 1,
    largest: 1000,
    keyOf: ({ id }) => id,
  });
  return {
    output: { Images: items.map((image) => presentImage(image, region)), NextToken: nextToken },
  };
});

function selectedImages(
  ids: readonly string[] | undefined,
  region: Region,
): readonly CatalogueImage[] {
  if (ids === undefined || ids.length === 0) return imageCatalogue;
  const malformed = ids.find((id) => !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id));
  if (malformed !== undefined) {
    throw ec2Error("InvalidAMIID.Malformed", `Invalid id: "${malformed}"`);
  }
  return [...new Set(ids)].map(
    (id) => imageCatalogue.find((image) => image.id === id) ?? plainImage(id, region.account),
  );
}

function isOwnedBy(image: CatalogueImage, owners: readonly string[], { account }: Region): boolean {
  const isOwn = owners.includes("self") && image.ownerId === account;
  const isNamed = owners.includes(image.ownerId) || owners.includes(image.ownerAlias ?? "");
  return owners.length === 0 || isOwn || isNamed;
}

function presentImage(image: CatalogueImage, { account }: Region) {
  return {
    PlatformDetails: "Linux/UNIX",
    UsageOperation: "RunInstances",
    BlockDeviceMappings: [
      {
        DeviceName: image.rootDeviceName,
        Ebs: {
          DeleteOnTermination: true,
          SnapshotId: `snap-${stableHex(image.id)}`,
          VolumeSize: 8,
          VolumeType: "gp3" as const,
          Encrypted: false,
        },
      },
    ],
    Description: image.description,
    EnaSupport: true,
    Hypervisor: "xen" as const,
    ImageOwnerAlias: image.ownerAlias,
    Name: image.name,
    RootDeviceName: image.rootDeviceName,
    RootDeviceType: "ebs" as const,
    VirtualizationType: "hvm" as const,
    ImageId: image.id,
    ImageLocation: `${image.ownerAlias ?? image.ownerId}/${image.name}`,
    State: "available" as const,
    OwnerId: image.ownerId,
    CreationDate: image.createdAt,
    Public: image.ownerId !== account,
    Architecture: image.architecture,
    ImageType: "machine" as const,
  };
}

const readers: FilterReaders<CatalogueImage> = {
  architecture: ({ architecture }) => [architecture],
  "creation-date": ({ createdAt }) => [createdAt],
  description: ({ description }) => [description],
  hypervisor: () => ["xen"],
  "image-id": ({ id }) => [id],
  "image-type": () => ["machine"],
  name: ({ name }) => [name],
  "owner-alias": ({ ownerAlias }) => (ownerAlias === undefined ? [] : [ownerAlias]),
  "owner-id": ({ ownerId }) => [ownerId],
  "root-device-name": ({ rootDeviceName }) => [rootDeviceName],
  "root-device-type": () => ["ebs"],
  state: () => ["available"],
  "virtualization-type": () => ["hvm"],
};
