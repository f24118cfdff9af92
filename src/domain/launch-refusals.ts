/**
 * EC2's refusals of launch contents, in RunInstances, launch templates and launch configurations.
 * The texts were recorded by the public rule set cdk-preflight.
 */
import { instanceTypes, isBurstable } from "./instance-types.ts";
import type { LaunchContents } from "./launch-contents.ts";
import { complaintOf, type Refusal } from "./refusals.ts";
import type { LaunchError } from "./texts/launch-errors.ts";
import { type VolumeContents, volumeRefusals } from "./volume-refusals.ts";

/** The contents of a launch, and its instance type. */
export interface AskedLaunch {
  readonly contents: LaunchContents;
  readonly instanceType: string;
}

/** The most bytes of decoded user data. */
const mostUserData = 16_384;

export function isUserDataTooLong({ UserData = "" }: Pick<LaunchContents, "UserData">): boolean {
  const letters = UserData.replace(/[\s=]/gu, "").length;
  return Math.floor((letters * 3) / 4) > mostUserData;
}

export const userDataTooLong = `User data is limited to ${mostUserData} bytes.`;

const interfacesOf = ({ contents }: AskedLaunch) => contents.NetworkInterfaces ?? [];

function namesGroups({ contents }: AskedLaunch): boolean {
  const { SecurityGroupIds = [], SecurityGroups = [] } = contents;
  return SecurityGroupIds.length + SecurityGroups.length > 0;
}

/** A public address may be requested only for a single interface, the first. */
const interfaceRefusals: readonly Refusal<AskedLaunch>[] = [
  {
    when: (launch) => interfacesOf(launch).length > 0 && namesGroups(launch),
    code: "InvalidParameterCombination",
    text:
      "Network interfaces and an instance-level security groups may not be specified on the same " +
      "request",
  },
  {
    when: (launch) =>
      interfacesOf(launch).length > 1 &&
      interfacesOf(launch).some((one) => one.AssociatePublicIpAddress === true),
    code: "InvalidParameterCombination",
    text:
      "The associatePublicIPAddress parameter cannot be specified when launching with multiple " +
      "network interfaces.",
  },
  {
    when: (launch) =>
      interfacesOf(launch).some(
        ({ AssociatePublicIpAddress, DeviceIndex = 0 }) =>
          AssociatePublicIpAddress !== undefined && DeviceIndex !== 0,
      ),
    code: "InvalidParameterValue",
    text:
      "The associatePublicIPAddress parameter can only be specified for the network interface " +
      "with DeviceIndex 0.",
  },
];

/** The cores and threads that a type can have; undefined if they cannot be chosen. */
function cpuChoices(instanceType: string) {
  const type = instanceTypes.get(instanceType);
  if (type === undefined || /^(t1|t2|m1)\./.test(instanceType)) return undefined;
  const isThreaded = type.architecture === "x86_64" && type.vcpus > 1;
  const cores = type.vcpus / (isThreaded ? 2 : 1);
  const even = Array.from({ length: Math.floor(cores / 2) }, (_, index) => 2 * (index + 1));
  return { ThreadsPerCore: isThreaded ? [1, 2] : [1], CoreCount: cores < 2 ? [cores] : even };
}

/**
 * The member with a value that the type cannot have; any number of cores up to the usual one is
 * accepted.
 */
function wrongCpuOption({ contents, instanceType }: AskedLaunch) {
  const choices = cpuChoices(instanceType);
  if (choices === undefined) return undefined;
  const { CoreCount: cores, ThreadsPerCore: threads } = contents.CpuOptions ?? {};
  if (threads !== undefined && !choices.ThreadsPerCore.includes(threads)) {
    return { member: "ThreadsPerCore", value: threads, valid: choices.ThreadsPerCore };
  }
  const isTooFewOrMany =
    cores !== undefined && (cores < 1 || cores > Math.max(...choices.CoreCount));
  if (!isTooFewOrMany) return undefined;
  return { member: "CoreCount", value: cores, valid: choices.CoreCount };
}

function cpuText(launch: AskedLaunch): string {
  const { member, value, valid } = wrongCpuOption(launch) ?? { valid: [] };
  return (
    `A value of ${value} for ${member} is not a valid value for the ${launch.instanceType} ` +
    `instance type. Valid values are [${valid.join(", ")}].`
  );
}

function optionsIn({ contents }: AskedLaunch) {
  const { Ipv6AddressCount, Ipv6Addresses, Placement } = contents;
  const { HostResourceGroupArn: hosts, Tenancy } = Placement ?? {};
  return { Ipv6AddressCount, Ipv6Addresses, hosts, tenancy: Tenancy };
}

const instanceRefusals: readonly Refusal<AskedLaunch>[] = [
  {
    when: ({ contents }) => isUserDataTooLong(contents),
    code: "InvalidParameterValue",
    text: userDataTooLong,
  },
  ...interfaceRefusals,
  {
    when: (launch) => {
      const { Ipv6AddressCount, Ipv6Addresses } = optionsIn(launch);
      return Ipv6AddressCount !== undefined && Ipv6Addresses !== undefined;
    },
    code: "InvalidParameterCombination",
    text: "IPv6 addresses and IPv6 address count may not be specified on the same request",
  },
  {
    when: (launch) => {
      const { hosts, tenancy = "host" } = optionsIn(launch);
      return hosts !== undefined && tenancy !== "host";
    },
    code: "InvalidParameterValue",
    text: (launch) =>
      `Invalid value '${optionsIn(launch).tenancy}' for tenancy. When HostResourceGroupArn is ` +
      "specified, tenancy must be set to 'host'",
  },
  {
    when: ({ contents }) =>
      contents.EnclaveOptions?.Enabled === true && contents.HibernationOptions?.Configured === true,
    code: "InvalidParameterCombination",
    text: "You cannot enable Nitro Enclaves and hibernation on the same instance.",
  },
  {
    when: (launch) => wrongCpuOption(launch) !== undefined,
    code: "InvalidParameterValue",
    text: cpuText,
  },
];

/** Refusals that a dry run does not find, and therefore no check of a launch template either. */
const lateRefusals: readonly Refusal<AskedLaunch>[] = [
  {
    when: ({ contents, instanceType }) =>
      contents.CreditSpecification?.CpuCredits !== undefined &&
      instanceTypes.has(instanceType) &&
      !isBurstable(instanceType),
    code: "InstanceCreditSpecification.NotSupported",
    text: ({ instanceType }) => `The ${instanceType} instance type does not support T2 Unlimited.`,
  },
];

/** EC2's refusal of such a launch in a dry run, if any. */
export function earlyRefusal(launch: AskedLaunch): LaunchError | undefined {
  const complaint = complaintOf(instanceRefusals, launch) ?? complaintOfVolumes(launch.contents);
  return complaint && { code: complaint.code, message: complaint.text };
}

/** EC2's refusal of such a launch, if any. */
export function contentsRefusal(launch: AskedLaunch): LaunchError | undefined {
  const late = complaintOf(lateRefusals, launch);
  return earlyRefusal(launch) ?? (late && { code: late.code, message: late.text });
}

function complaintOfVolumes({ BlockDeviceMappings = [] }: LaunchContents) {
  const mappings = BlockDeviceMappings as readonly { readonly Ebs?: VolumeContents }[];
  const found = mappings.map(({ Ebs }) => Ebs && complaintOf(volumeRefusals, Ebs));
  return found.find((complaint) => complaint !== undefined);
}
