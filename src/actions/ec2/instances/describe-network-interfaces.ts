/** DescribeNetworkInterfaces: each instance's interface, and those left behind. */
import { zoneIdOf } from "../../../domain/network.ts";
import type { Region } from "../../../domain/world.ts";
import { defineAction } from "../../action.ts";
import {
  interfacesIn,
  type NetworkInterface,
  presentInterface,
  statusOf,
} from "../derived-interfaces.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedRecords, unknownInterface } from "../existing-network.ts";
import { type FilterReaders, filtered, tagReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";
import { shownReaders } from "../shown-filters.ts";
import { presentTags } from "../tags.ts";

export const describeNetworkInterfaces = defineAction(
  "ec2",
  "DescribeNetworkInterfaces",
  (input, { region }) => {
    answerDryRun(input);
    const all = interfacesIn(region);
    const selected = selectedRecords(all, input.NetworkInterfaceIds, unknownInterface);
    const interfaces = filtered(selected, input.Filters, {
      ...readersIn(region),
      ...tagReaders(input.Filters, ({ tags }: NetworkInterface) => tags),
    });
    const { items, nextToken } = ec2Page(interfaces, input, {
      operation: "DescribeNetworkInterfaces",
      region,
      smallest: 5,
      largest: 1000,
      keyOf: ({ id }) => id,
    });
    const NetworkInterfaces = items.map((one) => presentFully(one, region));
    return { output: { NetworkInterfaces, NextToken: nextToken } };
  },
);

function presentFully(one: NetworkInterface, region: Region) {
  const { Attachment, ...shown } = presentInterface(one, region);
  const owner = { InstanceId: one.attachment?.instanceId, InstanceOwnerId: region.account };
  return {
    ...shown,
    Attachment: Attachment && { ...Attachment, ...owner },
    AvailabilityZone: one.availabilityZone,
    RequesterManaged: false,
    TagSet: presentTags(one.tags) ?? [],
  };
}

/** No interface here has a public address, IPv6 or a name of its own. */
const neverThere: FilterReaders<NetworkInterface> = shownReaders(
  {
    "addresses.association.owner-id": "PrivateIpAddresses.Association.IpOwnerId",
    "addresses.association.public-ip": "PrivateIpAddresses.Association.PublicIp",
    "association.allocation-id": "Association.AllocationId",
    "association.association-id": "Association.AssociationId",
    "association.ip-owner-id": "Association.IpOwnerId",
    "association.public-dns-name": "Association.PublicDnsName",
    "association.public-ip": "Association.PublicIp",
    "ipv6-addresses.ipv6-address": "Ipv6Addresses.Ipv6Address",
    "operator.principal": "Operator.Principal",
    "private-dns-name": "PrivateDnsName",
    "requester-id": "RequesterId",
  },
  () => undefined,
);

function readersIn({ account, name }: Region): FilterReaders<NetworkInterface> {
  const ofAttachment =
    (read: (one: NonNullable<NetworkInterface["attachment"]>) => string) =>
    ({ attachment }: NetworkInterface) =>
      attachment === undefined ? [] : [read(attachment)];
  const address = (one: NetworkInterface) => [one.address];
  return {
    ...neverThere,
    "addresses.primary": () => ["true"],
    "addresses.private-ip-address": address,
    "attachment.attach-time": ofAttachment(({ attachedAt }) => new Date(attachedAt).toISOString()),
    "attachment.attachment-id": ofAttachment(({ id }) => id),
    "attachment.delete-on-termination": ofAttachment((one) => String(one.isDeletedOnTermination)),
    "attachment.device-index": ofAttachment(() => "0"),
    "attachment.instance-id": ofAttachment(({ instanceId }) => instanceId),
    "attachment.instance-owner-id": ofAttachment(() => account),
    "attachment.status": ofAttachment(({ status }) => status),
    "availability-zone": ({ availabilityZone }) => [availabilityZone],
    "availability-zone-id": ({ availabilityZone }) => [zoneIdOf(name, availabilityZone) ?? ""],
    description: ({ description }) => [description],
    "group-id": ({ groups }) => groups.map(({ GroupId }) => GroupId),
    "group-name": ({ groups }) => groups.flatMap(({ GroupName }) => GroupName ?? []),
    "interface-type": () => ["interface"],
    "mac-address": ({ macAddress }) => [macAddress],
    "network-interface-id": ({ id }) => [id],
    "operator.managed": () => ["false"],
    "owner-id": () => [account],
    "private-ip-address": address,
    "requester-managed": () => ["false"],
    "source-dest-check": () => ["true"],
    status: (one) => [statusOf(one)],
    "subnet-id": ({ subnetId }) => (subnetId === undefined ? [] : [subnetId]),
    "vpc-id": ({ vpcId }) => [vpcId],
  };
}
