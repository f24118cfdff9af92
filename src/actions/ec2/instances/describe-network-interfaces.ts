/** DescribeNetworkInterfaces: the one of each instance; it ends with the instance. */
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { interfaceOf, type NetworkInterface, presentInterface } from "../derived-interfaces.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedRecords, unknownOr } from "../existing-network.ts";
import { type FilterReaders, filtered, tagReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";

export const describeNetworkInterfaces = defineAction(
  "ec2",
  "DescribeNetworkInterfaces",
  (input, { region }) => {
    answerDryRun(input);
    const all = [...region.instances.values()]
      .map((instance) => interfaceOf(instance, region))
      .filter((one) => one !== undefined);
    const selected = selectedRecords(all, input.NetworkInterfaceIds, unknownInterface);
    const interfaces = filtered(selected, input.Filters, {
      ...readersIn(region),
      ...tagReaders(input.Filters, () => []),
    });
    const { items, nextToken } = ec2Page(interfaces, input, {
      ...{ operation: "DescribeNetworkInterfaces", region, smallest: 5, largest: 1000 },
      keyOf: ({ id }) => id,
    });
    const NetworkInterfaces = items.map((one) => presentFully(one, region));
    return { output: { NetworkInterfaces, NextToken: nextToken } };
  },
);

const unknownInterface = unknownOr("eni", {
  malformed: (text) => ec2Error("InvalidNetworkInterfaceId.Malformed", text),
  unknown: (id) =>
    ec2Error(
      "InvalidNetworkInterfaceID.NotFound",
      `The networkInterface ID '${id}' does not exist`,
    ),
});

function presentFully(one: NetworkInterface, region: Region) {
  const { Attachment, ...shown } = presentInterface(one, region);
  const { id: InstanceId, availabilityZone: AvailabilityZone } = one.instance;
  return {
    ...shown,
    Attachment: { ...Attachment, InstanceId, InstanceOwnerId: region.account },
    AvailabilityZone,
    RequesterManaged: false,
    TagSet: [],
  };
}

function readersIn({ account }: Region): FilterReaders<NetworkInterface> {
  const address = ({ instance }: NetworkInterface) => [instance.privateIpAddress];
  return {
    "addresses.private-ip-address": address,
    "attachment.device-index": () => ["0"],
    "attachment.instance-id": ({ instance }) => [instance.id],
    "attachment.instance-owner-id": () => [account],
    "attachment.status": () => ["attached"],
    "availability-zone": ({ instance }) => [instance.availabilityZone],
    description: () => [""],
    "group-id": ({ groups }) => groups.map(({ GroupId }) => GroupId),
    "group-name": ({ groups }) => groups.flatMap(({ GroupName }) => GroupName ?? []),
    "interface-type": () => ["interface"],
    "network-interface-id": ({ id }) => [id],
    "owner-id": () => [account],
    "private-ip-address": address,
    "requester-managed": () => ["false"],
    status: () => ["in-use"],
    "subnet-id": ({ subnetId }) => (subnetId === undefined ? [] : [subnetId]),
    "vpc-id": ({ vpcId }) => [vpcId],
  };
}
