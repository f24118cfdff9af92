/** DescribeInstanceTypes: the known types, or the requested ones. */
import { type InstanceType, instanceTypes, isBurstable } from "../../../domain/instance-types.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Output } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { type FilterReaders, filtered, unemulatedReaders } from "../filters.ts";
import { featuresOf } from "../instance-type-features.ts";
import { instanceTypeExists } from "../instance-type-names.ts";
import { ec2Page } from "../page.ts";
import { shownReaders } from "../shown-filters.ts";
import { unemulatedTypeFilters } from "./instance-type-filters.ts";

type TypeAnswer = NonNullable<Output<"ec2", "DescribeInstanceTypes">["InstanceTypes"]>[number];

/** A type of AWS whose size is unknown here has only a name. */
type KnownType = Pick<InstanceType, "name"> & Partial<InstanceType>;

export const describeInstanceTypes = defineAction(
  "ec2",
  "DescribeInstanceTypes",
  (input, { region }) => {
    answerDryRun(input);
    const types = filtered(selectedTypes(input.InstanceTypes), input.Filters, readers);
    const { items, nextToken } = ec2Page(types, input, {
      region,
      operation: "DescribeInstanceTypes",
      smallest: 5,
      largest: 100,
      keyOf: ({ name }) => name,
    });
    return { output: { InstanceTypes: items.map(presentType), NextToken: nextToken } };
  },
);

function selectedTypes(names: readonly string[] | undefined): readonly KnownType[] {
  if (names === undefined || names.length === 0) return [...instanceTypes.values()];
  const missing = names.filter((name) => !instanceTypeExists(name));
  if (missing.length > 0) {
    const message = `The following supplied instance types do not exist: [${missing.join(", ")}]`;
    throw ec2Error("InvalidInstanceType", message);
  }
  return [...new Set(names)].map((name) => instanceTypes.get(name) ?? { name });
}

function presentType(type: KnownType): TypeAnswer {
  return {
    InstanceType: type.name as NonNullable<TypeAnswer["InstanceType"]>,
    SupportedUsageClasses: ["on-demand", "spot"],
    SupportedRootDeviceTypes: ["ebs"],
    SupportedVirtualizationTypes: ["hvm"],
    BareMetal: isBareMetal(type),
    ...(type.architecture && { ProcessorInfo: { SupportedArchitectures: [type.architecture] } }),
    ...(type.vcpus && { VCpuInfo: { DefaultVCpus: type.vcpus } }),
    ...(type.memoryMib && { MemoryInfo: { SizeInMiB: type.memoryMib } }),
    BurstablePerformanceSupported: isBurstable(type.name),
    ...(type.vcpus && featuresOf(type.name)),
  };
}

function isBareMetal({ name }: KnownType): boolean {
  return /\.metal/.test(name);
}

const readers: FilterReaders<KnownType> = {
  ...shownReaders(
    {
      "current-generation": "CurrentGeneration",
      "ebs-info.ebs-optimized-support": "EbsInfo.EbsOptimizedSupport",
      "ebs-info.encryption-support": "EbsInfo.EncryptionSupport",
      "ebs-info.nvme-support": "EbsInfo.NvmeSupport",
      hypervisor: "Hypervisor",
      "instance-storage-supported": "InstanceStorageSupported",
      "network-info.ena-support": "NetworkInfo.EnaSupport",
      "network-info.ipv6-supported": "NetworkInfo.Ipv6Supported",
      "network-info.maximum-network-cards": "NetworkInfo.MaximumNetworkCards",
    },
    presentType,
  ),
  ...unemulatedReaders(unemulatedTypeFilters),
  "bare-metal": (type) => [String(isBareMetal(type))],
  "burstable-performance-supported": ({ name }) => [String(isBurstable(name))],
  "instance-type": ({ name }) => [name],
  "memory-info.size-in-mib": ({ memoryMib }) => filterValues(memoryMib),
  "processor-info.supported-architecture": ({ architecture }) => filterValues(architecture),
  "supported-root-device-type": () => ["ebs"],
  "supported-usage-class": () => ["on-demand", "spot"],
  "supported-virtualization-type": () => ["hvm"],
  "vcpu-info.default-vcpus": ({ vcpus }) => filterValues(vcpus),
};

function filterValues(value: string | number | undefined): readonly string[] {
  return value === undefined ? [] : [String(value)];
}
