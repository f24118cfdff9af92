/** DescribeImages: public and registered images, and unless images are strict any requested id. */
import type { Image } from "../../../domain/ec2-record.ts";
import { listedImages, snapshotIdOf } from "../../../domain/images.ts";
import type { Region } from "../../../domain/world.ts";
import type { Output } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { type FilterReaders, filtered, tagReaders, unemulatedReaders } from "../filters.ts";
import { existingImages } from "../images.ts";
import { ec2Page } from "../page.ts";
import { shownReaders } from "../shown-filters.ts";
import { presentTags } from "../tags.ts";

type ImageAnswer = NonNullable<Output<"ec2", "DescribeImages">["Images"]>[number];

export const describeImages = defineAction("ec2", "DescribeImages", (input, context) => {
  const { region } = context;
  answerDryRun(input);
  const owned = selectedImages(input.ImageIds, context).filter((image) =>
    isOwnedBy(image, input.Owners ?? [], region),
  );
  const images = filtered(owned, input.Filters, {
    ...readers,
    ...tagReaders(input.Filters, ({ tags }: Image) => tags),
  });
  const { items, nextToken } = ec2Page(images, input, {
    operation: "DescribeImages",
    region,
    smallest: 1,
    largest: 1000,
    keyOf: ({ id }) => id,
  });
  return {
    output: { Images: items.map((image) => presentImage(image)), NextToken: nextToken },
  };
});

function selectedImages(
  ids: readonly string[] | undefined,
  context: ActionContext,
): readonly Image[] {
  if (ids === undefined || ids.length === 0) return listedImages(context.region);
  return existingImages(ids, context);
}

function isOwnedBy(image: Image, owners: readonly string[], { account }: Region): boolean {
  const isOwn = owners.includes("self") && image.ownerId === account;
  const isNamed = owners.includes(image.ownerId) || owners.includes(image.ownerAlias ?? "");
  return owners.length === 0 || isOwn || isNamed;
}

function presentImage(image: Image): ImageAnswer {
  return {
    PlatformDetails: "Linux/UNIX",
    UsageOperation: "RunInstances",
    BlockDeviceMappings: [
      {
        DeviceName: image.rootDeviceName,
        Ebs: {
          DeleteOnTermination: true,
          SnapshotId: snapshotIdOf(image.id),
          VolumeSize: image.rootGibibytes,
          VolumeType: "gp3",
          Encrypted: false,
        },
      },
    ],
    Description: image.description,
    EnaSupport: true,
    Hypervisor: "xen",
    ImageOwnerAlias: image.ownerAlias,
    Name: image.name,
    RootDeviceName: image.rootDeviceName,
    RootDeviceType: "ebs",
    VirtualizationType: "hvm",
    ImageId: image.id,
    ImageLocation: `${image.ownerAlias ?? image.ownerId}/${image.name}`,
    State: "available",
    OwnerId: image.ownerId,
    CreationDate: image.createdAt,
    Public: image.isPublic,
    Architecture: image.architecture as NonNullable<ImageAnswer["Architecture"]>,
    ImageType: "machine",
    Tags: presentTags(image.tags),
    ...image.members,
  };
}

/** Filters for members that images here do not have. */
const unemulatedImageFilters: readonly string[] = [
  "free-tier-eligible",
  "image-allowed",
  "image-watermark.source-image-creation-time",
  "image-watermark.source-image-id",
  "image-watermark.source-image-region",
  "image-watermark.watermark-creation-time",
  "image-watermark.watermark-key",
  "instance-type-specification.supported-instance-type",
  "instance-type-specification.unsupported-instance-type",
  "public-ssm-parameter-name",
  "scan-result.critical-fix-available-since",
  "scan-result.finding-scan-date",
  "scan-result.high-fix-available-since",
  "scan-result.highest-finding-severity-label",
  "scan-result.informational-fix-available-since",
  "scan-result.low-fix-available-since",
  "scan-result.medium-fix-available-since",
  "source-image-id",
  "source-image-region",
  "source-instance-id",
];

const readers: FilterReaders<Image> = {
  ...shownReaders(
    {
      "block-device-mapping.delete-on-termination": "BlockDeviceMappings.Ebs.DeleteOnTermination",
      "block-device-mapping.device-name": "BlockDeviceMappings.DeviceName",
      "block-device-mapping.encrypted": "BlockDeviceMappings.Ebs.Encrypted",
      "block-device-mapping.snapshot-id": "BlockDeviceMappings.Ebs.SnapshotId",
      "block-device-mapping.volume-size": "BlockDeviceMappings.Ebs.VolumeSize",
      "block-device-mapping.volume-type": "BlockDeviceMappings.Ebs.VolumeType",
      "boot-mode": "BootMode",
      "ena-support": "EnaSupport",
      "kernel-id": "KernelId",
      "manifest-location": "ImageLocation",
      platform: "Platform",
      "product-code": "ProductCodes.ProductCodeId",
      "product-code.type": "ProductCodes.ProductCodeType",
      "ramdisk-id": "RamdiskId",
      "sriov-net-support": "SriovNetSupport",
      "state-reason-code": "StateReason.Code",
      "state-reason-message": "StateReason.Message",
    },
    presentImage,
  ),
  ...unemulatedReaders(unemulatedImageFilters),
  architecture: ({ architecture }) => [architecture],
  "creation-date": ({ createdAt }) => [createdAt],
  description: ({ description }) => [description],
  hypervisor: () => ["xen"],
  "image-id": ({ id }) => [id],
  "image-type": () => ["machine"],
  "is-public": ({ isPublic }) => [String(isPublic)],
  name: ({ name }) => [name],
  "owner-alias": ({ ownerAlias }) => (ownerAlias === undefined ? [] : [ownerAlias]),
  "owner-id": ({ ownerId }) => [ownerId],
  "root-device-name": ({ rootDeviceName }) => [rootDeviceName],
  "root-device-type": () => ["ebs"],
  state: () => ["available"],
  "virtualization-type": ({ members }) => [String(members.VirtualizationType ?? "hvm")],
};
