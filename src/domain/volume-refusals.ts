/**
 * EC2's refusals of the volumes in a launch. The texts were recorded by the public rule set
 * cdk-preflight, or for operations missing there are from public bug reports.
 */
import type { Refusal } from "./refusals.ts";

/** A launch's contents for one EBS volume. */
export interface VolumeContents {
  readonly VolumeType?: string;
  readonly VolumeSize?: number;
  readonly Iops?: number;
  readonly Throughput?: number;
  readonly Encrypted?: boolean;
  readonly KmsKeyId?: string;
}

const provisioned: ReadonlySet<unknown> = new Set(["io1", "io2"]);
const withoutIops: ReadonlySet<unknown> = new Set(["gp2", "st1", "sc1", "standard"]);

/** The minimum size in GiB, by type. */
const leastSizes: ReadonlyMap<unknown, number> = new Map([
  ["io1", 4],
  ["io2", 4],
  ["st1", 125],
  ["sc1", 125],
]);

/** The most operations per second for each GiB, by type. */
const mostIopsPerGib: ReadonlyMap<unknown, number> = new Map([
  ["gp3", 500],
  ["io1", 50],
  ["io2", 1000],
]);

function iopsPerGib({ Iops = 0, VolumeSize = 0 }: VolumeContents): number {
  return VolumeSize === 0 ? 0 : Iops / VolumeSize;
}

function leastSizeOf({ VolumeType }: VolumeContents): number {
  return leastSizes.get(VolumeType) ?? 1;
}

function mostIopsPerGibOf({ VolumeType }: VolumeContents): number {
  return mostIopsPerGib.get(VolumeType) ?? Number.POSITIVE_INFINITY;
}

export const volumeRefusals: readonly Refusal<VolumeContents>[] = [
  {
    when: ({ VolumeType, Iops }) => provisioned.has(VolumeType) && Iops === undefined,
    code: "InvalidParameterCombination",
    text: ({ VolumeType }) => `The parameter iops must be specified for ${VolumeType} volumes.`,
  },
  {
    when: ({ VolumeType, Iops }) => withoutIops.has(VolumeType) && Iops !== undefined,
    code: "InvalidParameterCombination",
    text: ({ VolumeType }) => `The parameter iops is not supported for ${VolumeType} volumes.`,
  },
  {
    when: ({ VolumeType = "gp3", Throughput }) => VolumeType !== "gp3" && Throughput !== undefined,
    code: "InvalidParameterCombination",
    text: ({ VolumeType }) =>
      `The throughput parameter is not supported for ${VolumeType} volumes.`,
  },
  {
    when: (volume) => (volume.VolumeSize ?? leastSizeOf(volume)) < leastSizeOf(volume),
    code: "InvalidParameterValue",
    text: (volume) =>
      `${volume.VolumeType ?? "gp2"} volumes must be at least ${leastSizeOf(volume)} GiB in size`,
  },
  {
    when: (volume) => iopsPerGib(volume) > mostIopsPerGibOf(volume),
    code: "InvalidParameterValue",
    text: (volume) =>
      `Iops to volume size ratio of ${iopsPerGib(volume).toFixed(6)} is too high; maximum is ` +
      mostIopsPerGibOf(volume),
  },
  {
    when: ({ KmsKeyId = "", Encrypted }) => KmsKeyId !== "" && Encrypted !== true,
    code: "InvalidParameterDependency",
    text: "The parameter [KmsKeyId] requires the parameter Encrypted to be set.",
  },
];
