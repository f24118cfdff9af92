/** DescribeVolumes: the volumes of instances, from their launches; they end with them. */
import { zoneIdOf } from "../../../domain/network.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Output } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { type Volume, volumesOf } from "../derived-volumes.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedRecords, unknownOr } from "../existing-network.ts";
import { type FilterReaders, filtered, tagReaders, unemulatedReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";
import { presentTags } from "../tags.ts";

type VolumeAnswer = NonNullable<Output<"ec2", "DescribeVolumes">["Volumes"]>[number];

export const describeVolumes = defineAction("ec2", "DescribeVolumes", (input, { region }) => {
  answerDryRun(input);
  const selected = selectedRecords(allVolumes(region), input.VolumeIds, unknownVolume);
  const volumes = filtered(selected, input.Filters, {
    ...readersIn(region),
    ...tagReaders(input.Filters, ({ tags }: Volume) => tags),
  });
  const { items, nextToken } = ec2Page(volumes, input, {
    operation: "DescribeVolumes",
    region,
    smallest: 5,
    largest: 1000,
    keyOf: ({ id }) => id,
  });
  return { output: { Volumes: items.map(presentVolume), NextToken: nextToken } };
});

function allVolumes(region: Region): readonly Volume[] {
  return [...region.instances.values()].flatMap((instance) => volumesOf(instance, region));
}

const unknownVolume = unknownOr("vol", {
  malformed: (text) => ec2Error("InvalidVolumeID.Malformed", text),
  unknown: (id) => ec2Error("InvalidVolume.NotFound", `The volume '${id}' does not exist.`),
});

function presentVolume(volume: Volume): VolumeAnswer {
  return {
    Iops: volume.Iops,
    Tags: presentTags(volume.tags),
    VolumeType: volume.VolumeType as NonNullable<VolumeAnswer["VolumeType"]>,
    MultiAttachEnabled: false,
    Throughput: volume.Throughput,
    VolumeId: volume.id,
    Size: volume.VolumeSize,
    SnapshotId: volume.SnapshotId,
    AvailabilityZone: volume.instance.availabilityZone,
    State: "in-use",
    CreateTime: new Date(volume.attachedAt),
    Attachments: [
      {
        DeleteOnTermination: volume.DeleteOnTermination,
        VolumeId: volume.id,
        InstanceId: volume.instance.id,
        Device: volume.device,
        State: "attached",
        AttachTime: new Date(volume.attachedAt),
      },
    ],
    Encrypted: volume.Encrypted,
  };
}

function readersIn({ name }: Region): FilterReaders<Volume> {
  return {
    ...readers,
    "availability-zone-id": ({ instance }) => [zoneIdOf(name, instance.availabilityZone) ?? ""],
    ...unemulatedReaders(["fast-restored"]),
  };
}

const readers: FilterReaders<Volume> = {
  "attachment.attach-time": ({ attachedAt }) => [new Date(attachedAt).toISOString()],
  "create-time": ({ attachedAt }) => [new Date(attachedAt).toISOString()],
  "multi-attach-enabled": () => ["false"],
  "operator.managed": () => ["false"],
  "operator.principal": () => [],
  "attachment.delete-on-termination": ({ DeleteOnTermination }) => [String(DeleteOnTermination)],
  "attachment.device": ({ device }) => [device],
  "attachment.instance-id": ({ instance }) => [instance.id],
  "attachment.status": () => ["attached"],
  "availability-zone": ({ instance }) => [instance.availabilityZone],
  encrypted: ({ Encrypted }) => [String(Encrypted)],
  size: ({ VolumeSize }) => [String(VolumeSize)],
  "snapshot-id": ({ SnapshotId }) => [SnapshotId],
  status: () => ["in-use"],
  "volume-id": ({ id }) => [id],
  "volume-type": ({ VolumeType }) => [VolumeType],
};
