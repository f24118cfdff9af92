/** Features of an instance type besides its size, as far as its family determines them. */
import { isBurstable } from "../../domain/instance-types.ts";
import type { Output } from "../../model/operations.ts";

type TypeAnswer = NonNullable<Output<"ec2", "DescribeInstanceTypes">["InstanceTypes"]>[number];

/** The known families older than the Nitro system. */
const xenFamilies = new Set(["t1", "m1", "t2", "m4", "c4"]);
const previousFamilies = new Set(["t1", "m1"]);
/** Families from before EBS optimization was the default. */
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

/** Whether a type is older than the Nitro system. */
export function isXen(name: string): boolean {
  return xenFamilies.has(name.slice(0, name.indexOf(".")));
}
