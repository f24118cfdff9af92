/** The volumes of instances, derived from the image and the launch's settings. */

import { imageDefaults } from "../../domain/ec2-record.ts";
import { findListed, snapshotIdOf } from "../../domain/images.ts";
import type { Instance } from "../../domain/instance.ts";
import { contentsBehind } from "../../domain/launch-contents.ts";
import type { Tag } from "../../domain/launch-template.ts";
import { stableHex } from "../../domain/stable-hash.ts";
import type { Instant } from "../../domain/time.ts";
import type { Region } from "../../domain/world.ts";

/** The members used here of AWS's block device mapping. */
interface Mapping {
  readonly DeviceName?: string;
  readonly Ebs?: {
    readonly VolumeSize?: number;
    readonly VolumeType?: string;
    readonly Iops?: number;
    readonly Throughput?: number;
    readonly Encrypted?: boolean;
    readonly DeleteOnTermination?: boolean;
    readonly SnapshotId?: string;
  };
}

export interface Volume extends Required<Omit<NonNullable<Mapping["Ebs"]>, "Iops" | "Throughput">> {
  readonly id: string;
  readonly device: string;
  readonly instance: Instance;
  readonly attachedAt: Instant;
  readonly Iops: number | undefined;
  readonly Throughput: number | undefined;
  readonly tags: readonly Tag[];
}

/** Volumes as DescribeInstances shows them: none before they are attached (G-291). */
export function attachedMappings(instance: Instance, region: Region) {
  return instance.ec2State === "pending" ? [] : presentMappings(volumesOf(instance, region));
}

/** The root volume first. A terminated instance has none, because EC2 deletes them. */
export function volumesOf(instance: Instance, region: Region): readonly Volume[] {
  if (instance.launchedAt === undefined || instance.ec2State === "terminated") return [];
  const { BlockDeviceMappings, TagSpecifications = [] } = contentsBehind(instance, region);
  const mappings = (BlockDeviceMappings ?? []) as readonly Mapping[];
  const root = rootDeviceName(instance, region);
  const ofRoot = mappings.find(({ DeviceName }) => DeviceName === root);
  const others = mappings.filter((one) => one !== ofRoot && one.Ebs !== undefined);
  const tags = TagSpecifications.filter(({ ResourceType }) => ResourceType === "volume")
    .flatMap(({ Tags = [] }) => Tags)
    .map(({ Key = "", Value = "" }) => ({ key: Key, value: Value }));
  return [
    { ...rootVolume(instance, region, ofRoot), tags },
    ...others.map((mapping) => ({
      ...volumeOf(instance, mapping.DeviceName ?? "", mapping.Ebs ?? {}),
      tags,
    })),
  ];
}

export function rootDeviceName(instance: Instance, region: Region): string {
  return (findListed(region, instance.imageId) ?? imageDefaults).rootDeviceName;
}

/** The root volume; a replaced one has another id. */
function rootVolume(instance: Instance, region: Region, mapping: Mapping | undefined) {
  const { rootGibibytes } = findListed(region, instance.imageId) ?? imageDefaults;
  const SnapshotId = snapshotIdOf(instance.imageId);
  const given = { VolumeSize: rootGibibytes, SnapshotId, ...mapping?.Ebs };
  const device = rootDeviceName(instance, region);
  const key = `${instance.id}/${instance.imageId}/root-volume`;
  return { ...volumeOf(instance, device, given), id: `vol-${stableHex(key)}` };
}

/** A volume with EBS's defaults; gp3 has 3,000 operations and 125 MiB per second. */
function volumeOf(instance: Instance, device: string, given: NonNullable<Mapping["Ebs"]>) {
  const { VolumeType = "gp3" } = given;
  const isThird = VolumeType === "gp3";
  const size = given.VolumeSize ?? 8;
  return {
    id: `vol-${stableHex(`${instance.id}/${device}`)}`,
    device,
    instance,
    VolumeType,
    attachedAt: instance.launchedAt ?? 0,
    VolumeSize: size,
    Encrypted: given.Encrypted ?? false,
    DeleteOnTermination: given.DeleteOnTermination ?? true,
    SnapshotId: given.SnapshotId ?? "",
    Iops: given.Iops ?? (isThird ? 3000 : VolumeType === "gp2" ? gp2Iops(size) : undefined),
    Throughput: given.Throughput ?? (isThird ? 125 : undefined),
  };
}

/** Three operations per GiB, at least 100 and at most 16,000. */
function gp2Iops(gibibytes: number): number {
  return Math.min(16_000, Math.max(100, 3 * gibibytes));
}

/** As DescribeInstances shows them. */
export function presentMappings(volumes: readonly Volume[]) {
  return volumes.map(({ id, device, attachedAt, DeleteOnTermination }) => ({
    DeviceName: device,
    Ebs: {
      AttachTime: new Date(attachedAt),
      DeleteOnTermination,
      Status: "attached" as const,
      VolumeId: id,
      EbsCardIndex: 0,
    },
  }));
}
