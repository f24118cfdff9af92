/** The network interface of an instance: it has one, which follows from its place. */
import type { Instance } from "../../domain/instance.ts";
import { stableHex } from "../../domain/stable-hash.ts";
import type { Instant } from "../../domain/time.ts";
import type { Region } from "../../domain/world.ts";
import { networkOf } from "./instance-contents.ts";
import { ec2Time } from "./time.ts";

export interface NetworkInterface {
  readonly id: string;
  readonly instance: Instance;
  readonly attachedAt: Instant;
  readonly vpcId: string;
  readonly subnetId: string | undefined;
  readonly groups: ReturnType<typeof networkOf>["groups"];
}

/** Undefined for a terminated instance, which has no network any more (G-179). */
export function interfaceOf(instance: Instance, region: Region): NetworkInterface | undefined {
  const { launchedAt: attachedAt, ec2State, id } = instance;
  if (attachedAt === undefined || ec2State === "terminated") return undefined;
  const network = networkOf(instance, region);
  return { ...network, id: `eni-${stableHex(`${id}/interface`)}`, instance, attachedAt };
}

/** What DescribeInstances and DescribeNetworkInterfaces say alike. */
export function presentInterface(one: NetworkInterface, { account }: Region) {
  const { instance } = one;
  const address = instance.privateIpAddress;
  return {
    Attachment: {
      AttachTime: ec2Time(one.attachedAt),
      AttachmentId: `eni-attach-${stableHex(`${instance.id}/attachment`)}`,
      DeleteOnTermination: true,
      DeviceIndex: 0,
      Status: "attached" as const,
    },
    Description: "",
    Groups: [...one.groups],
    Ipv6Addresses: [],
    MacAddress: macAddressOf(instance),
    NetworkInterfaceId: one.id,
    OwnerId: account,
    PrivateIpAddress: address,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
    SourceDestCheck: true,
    Status: "in-use" as const,
    SubnetId: one.subnetId,
    VpcId: one.vpcId,
    InterfaceType: "interface" as const,
  };
}

function macAddressOf({ id }: Instance): string {
  const digits = `02${stableHex(`${id}/mac`).slice(-10)}`;
  return digits.match(/../g)?.join(":") ?? "";
}
