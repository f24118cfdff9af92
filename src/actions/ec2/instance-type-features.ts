/** What AWS says of an instance type beside its size, as far as it follows from the family. */
import { isBurstable } from "../../domain/instance-types.ts";
import type { Output } from "../../model/operations.ts";

type TypeAnswer = NonNullable<Output<"ec2", "DescribeInstanceTypes">["InstanceTypes"]>[number];

/** The families of the catalogue that are older than the Nitro system. */
const xenFamilies = new Set(["t1", "m1", "t2", "m4", "c4"]);
const previousFamilies = new Set(["t1", "m1"]);
/** Before these were optimized for EBS by default. */
const familiesWithoutEbsOptimization = new Set(["t1", "m1", "t2"]);

export function featuresOf(name: string): Partial<TypeAnswer> {
  const family = name.slice(0, name.indexOf("."));
  const isOld = isXen(name);
  return {
    CurrentGeneration: !previousFamilies.has(family),
    Hypervisor: isOld ? "xen" : "nitro",
    InstanceStorageSupported: family === "m1",
    EbsInfo: {
      EbsOptimizedSupport: familiesWithoutEbsOptimization.has(family) ? "unsupported" : "default",
      EncryptionSupport: previousFamilies.has(family) ? "unsupported" : "supported",
      NvmeSupport: isOld ? "unsupported" : "required",
    },
    NetworkInfo: {
      DefaultNetworkCardIndex: 0,
      EnaSupport: isOld ? "unsupported" : "required",
      Ipv6Supported: !previousFamilies.has(family),
      MaximumNetworkCards: 1,
    },
    PlacementGroupInfo: {
      SupportedStrategies:
        isBurstable(name) || previousFamilies.has(family)
          ? ["partition", "spread"]
          : ["cluster", "partition", "spread"],
    },
  };
}

/** Older than the Nitro system. */
export function isXen(name: string): boolean {
  return xenFamilies.has(name.slice(0, name.indexOf(".")));
}
