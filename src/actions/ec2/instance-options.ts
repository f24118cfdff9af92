/** Members of an instance derived from its type, image and launch settings (G-291). */
import { findListed } from "../../domain/images.ts";
import type { Instance } from "../../domain/instance.ts";
import { instanceTypes, isBurstable } from "../../domain/instance-types.ts";
import type { LaunchContents } from "../../domain/launch-contents.ts";
import { findSubnet } from "../../domain/network-records.ts";
import { stableHex } from "../../domain/stable-hash.ts";
import type { Region } from "../../domain/world.ts";
import type { Output } from "../../model/operations.ts";
import { isXen } from "./instance-type-features.ts";
import { ec2Time } from "./time.ts";

type Reservation = NonNullable<Output<"ec2", "DescribeInstances">["Reservations"]>[number];
type InstanceAnswer = NonNullable<Reservation["Instances"]>[number];

/** Members that RunInstances and the describe operations show. */
export function optionsOf(
  instance: Instance,
  contents: LaunchContents,
  region: Region,
): Partial<InstanceAnswer> {
  const reservation = contents.CapacityReservationSpecification ?? {
    CapacityReservationPreference: "open",
  };
  return {
    Monitoring: { State: monitoringOf(instance, contents) },
    EbsOptimized: contents.EbsOptimized ?? false,
    IamInstanceProfile: profileOf(contents, region),
    CpuOptions: cpuOptionsOf(instance, contents),
    CapacityReservationSpecification:
      reservation as InstanceAnswer["CapacityReservationSpecification"],
    MetadataOptions: {
      State: instance.ec2State === "pending" ? "pending" : "applied",
      ...metadataOptionsOf(instance, contents, region),
    },
    EnclaveOptions: { Enabled: contents.EnclaveOptions?.Enabled ?? false },
    ...bootModeOf(instance, region),
    PrivateDnsNameOptions: dnsOptionsOf(instance, contents, region),
    MaintenanceOptions: { ...maintenanceOf(contents), RebootMigration: "default" },
  };
}

/** Members that only the describe operations show. */
export function describedOptions(
  instance: Instance,
  contents: LaunchContents,
): Partial<InstanceAnswer> {
  return {
    HibernationOptions: { Configured: contents.HibernationOptions?.Configured ?? false },
    PlatformDetails: "Linux/UNIX",
    UsageOperation: "RunInstances",
    UsageOperationUpdateTime: ec2Time(instance.launchedAt ?? 0),
    NetworkPerformanceOptions: { BandwidthWeighting: bandwidthOf(contents) },
    Operator: { Managed: false, HiddenByDefault: false },
    SecondaryInterfaces: [],
  };
}

/** If requested, `pending` until the instance runs (G-289). */
function monitoringOf({ ec2State }: Instance, { Monitoring }: LaunchContents) {
  if (Monitoring?.Enabled !== true) return "disabled";
  return ec2State === "pending" ? "pending" : "enabled";
}

function profileOf({ IamInstanceProfile: profile }: LaunchContents, { account }: Region) {
  if (profile === undefined) return undefined;
  const Arn = profile.Arn ?? `arn:aws:iam::${account}:instance-profile/${profile.Name}`;
  return { Arn, Id: `AIPA${stableHex(Arn).toUpperCase()}` };
}

/** Two threads per core, except on Graviton and types older than the Nitro system. */
export function cpuOptionsOf({ instanceType }: Instance, { CpuOptions: asked }: LaunchContents) {
  const { vcpus = 2, architecture } = instanceTypes.get(instanceType) ?? {};
  const threads = architecture === "arm64" || isXen(instanceType) ? 1 : 2;
  return {
    CoreCount: asked?.CoreCount ?? Math.max(1, vcpus / threads),
    ThreadsPerCore: asked?.ThreadsPerCore ?? threads,
  };
}

const metadataDefaults = {
  HttpTokens: "optional",
  HttpPutResponseHopLimit: 1,
  HttpEndpoint: "enabled",
  HttpProtocolIpv6: "disabled",
  InstanceMetadataTags: "disabled",
} as const;

/** An image that supports version 2 alone asks for tokens, over two hops (G-291). */
const version2Defaults = {
  ...metadataDefaults,
  HttpTokens: "required",
  HttpPutResponseHopLimit: 2,
} as const;

export function metadataOptionsOf(
  { imageId }: Instance,
  { MetadataOptions }: LaunchContents,
  region: Region,
) {
  const { members } = findListed(region, imageId) ?? { members: {} };
  const isVersion2 = "ImdsSupport" in members && members.ImdsSupport === "v2.0";
  return { ...(isVersion2 ? version2Defaults : metadataDefaults), ...MetadataOptions };
}

/** An unregistered image is assumed to be like Amazon Linux's. */
function bootModeOf({ imageId, instanceType }: Instance, region: Region) {
  const { members } = findListed(region, imageId) ?? { members: {} };
  const BootMode = "BootMode" in members ? members.BootMode : "uefi-preferred";
  const isLegacy = BootMode === "legacy-bios" || isXen(instanceType);
  return {
    BootMode: BootMode as InstanceAnswer["BootMode"],
    CurrentInstanceBootMode: isLegacy ? ("legacy-bios" as const) : ("uefi" as const),
  };
}

/** The launch's setting, or else the subnet's. */
export function dnsOptionsOf(
  { subnetId }: Instance,
  { PrivateDnsNameOptions: asked }: LaunchContents,
  region: Region,
) {
  const subnet = findSubnet(region, subnetId);
  const HostnameType = asked?.HostnameType ?? subnet?.hostnameType ?? "ip-name";
  return {
    HostnameType: HostnameType as "ip-name" | "resource-name",
    EnableResourceNameDnsARecord:
      asked?.EnableResourceNameDnsARecord ?? subnet?.hasNameRecord ?? false,
    EnableResourceNameDnsAAAARecord: asked?.EnableResourceNameDnsAAAARecord ?? false,
  };
}

export function maintenanceOf({ MaintenanceOptions: asked }: LaunchContents) {
  return { AutoRecovery: (asked?.AutoRecovery ?? "default") as "default" | "disabled" };
}

export function bandwidthOf({ NetworkPerformanceOptions: asked }: LaunchContents) {
  return (asked?.BandwidthWeighting ?? "default") as "default" | "ebs-1" | "vpc-1";
}

/** Undefined for a type that is not burstable; T2 is standard, later ones are unlimited. */
export function cpuCreditsOf(
  { instanceType }: Instance,
  { CreditSpecification: asked }: LaunchContents,
): string | undefined {
  if (!isBurstable(instanceType)) return undefined;
  return asked?.CpuCredits ?? (instanceType.startsWith("t2.") ? "standard" : "unlimited");
}
