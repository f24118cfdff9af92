/** Network interfaces: each instance has one, derived from its subnet, which may outlive it. */
import type { NetworkInterfaceRecord } from "../../domain/ec2-record.ts";
import type { Instance } from "../../domain/instance.ts";
import { contentsBehind } from "../../domain/launch-contents.ts";
import type { Tag } from "../../domain/launch-template.ts";
import { defaultVpcId } from "../../domain/network.ts";
import { interfaceIdOf, macAddressOf } from "../../domain/network-interface.ts";
import { findSubnet, storedOf } from "../../domain/network-records.ts";
import { stableHex } from "../../domain/stable-hash.ts";
import type { Instant } from "../../domain/time.ts";
import type { Region } from "../../domain/world.ts";
import { groupsNamed, networkOf } from "./instance-contents.ts";
import { ec2Time } from "./time.ts";
import { unmanaged } from "./unmanaged.ts";

export interface NetworkInterface {
  readonly id: string;
  readonly attachment: InterfaceAttachment | undefined;
  readonly vpcId: string;
  readonly subnetId: string | undefined;
  readonly availabilityZone: string;
  readonly address: string;
  readonly macAddress: string;
  readonly groups: ReturnType<typeof networkOf>["groups"];
  readonly description: string;
  readonly tags: readonly Tag[];
}

interface InterfaceAttachment {
  readonly id: string;
  readonly instanceId: string;
  readonly attachedAt: Instant;
  readonly status: "attaching" | "attached";
  /** If false, the interface outlives the instance (G-290). */
  readonly isDeletedOnTermination: boolean;
}

/** Undefined for a terminated instance, which has no network any more (G-179). */
export function interfaceOf(instance: Instance, region: Region): NetworkInterface | undefined {
  const { launchedAt: attachedAt, ec2State } = instance;
  if (attachedAt === undefined || ec2State === "terminated") return undefined;
  const [asked] = contentsBehind(instance, region).NetworkInterfaces ?? [];
  return {
    ...networkOf(instance, region),
    id: interfaceIdOf(instance),
    attachment: {
      id: `eni-attach-${stableHex(`${instance.id}/attachment`)}`,
      instanceId: instance.id,
      attachedAt,
      status: ec2State === "pending" ? "attaching" : "attached",
      isDeletedOnTermination: asked?.DeleteOnTermination ?? true,
    },
    availabilityZone: instance.availabilityZone,
    address: instance.privateIpAddress,
    macAddress: macAddressOf(instance),
    description: asked?.Description ?? "",
    tags: [],
  };
}

/** The interfaces of instances, and those they left behind. */
export function interfacesIn(region: Region): readonly NetworkInterface[] {
  const attached = [...region.instances.values()].flatMap((one) => interfaceOf(one, region) ?? []);
  const left = storedOf(region, "networkInterface").map((record) => leftInterface(record, region));
  return [...attached, ...left];
}

function leftInterface(record: NetworkInterfaceRecord, region: Region): NetworkInterface {
  const { subnetId, privateIpAddress: address } = record;
  const vpcId = findSubnet(region, subnetId)?.vpcId ?? defaultVpcId(region.account, region.name);
  const groups = groupsNamed(record.groups, vpcId, region);
  return { ...record, address, vpcId, subnetId, groups, attachment: undefined };
}

/** The common part of DescribeInstances and DescribeNetworkInterfaces. */
export function presentInterface(one: NetworkInterface, { account }: Region) {
  return {
    Attachment: one.attachment && presentAttachment(one.attachment),
    Description: one.description,
    Groups: [...one.groups],
    Ipv6Addresses: [],
    MacAddress: one.macAddress,
    NetworkInterfaceId: one.id,
    OwnerId: account,
    PrivateIpAddress: one.address,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: one.address }],
    SourceDestCheck: true,
    Status: statusOf(one),
    SubnetId: one.subnetId,
    VpcId: one.vpcId,
    InterfaceType: "interface" as const,
    Operator: unmanaged,
  };
}

export function statusOf({ attachment }: NetworkInterface): "available" | "in-use" {
  return attachment === undefined ? "available" : "in-use";
}

function presentAttachment(attachment: InterfaceAttachment) {
  return {
    AttachTime: ec2Time(attachment.attachedAt),
    AttachmentId: attachment.id,
    DeleteOnTermination: attachment.isDeletedOnTermination,
    DeviceIndex: 0,
    NetworkCardIndex: 0,
    Status: attachment.status,
  };
}
