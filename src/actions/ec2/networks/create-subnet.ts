/** CreateSubnet: a subnet in one zone, with a block of its VPC that no other subnet uses. */
import { contains, overlap, parseCidr } from "../../../domain/cidr.ts";
import { type Subnet, subnetDefaults, type Vpc } from "../../../domain/ec2-record.ts";
import { availabilityZonesOf } from "../../../domain/network.ts";
import { blocksOf } from "../../../domain/network-blocks.ts";
import { subnetsOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { hasNetworkSize, ipv6BlockText, isInIpv6Block, readBlock } from "../cidr-blocks.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingVpc } from "../existing-network.ts";
import { specifiedTags } from "../tags.ts";
import { refuseMembers } from "../unemulated-members.ts";
import { presentSubnet } from "./present-network.ts";

type Request = Input<"ec2", "CreateSubnet">;

const unemulated = [
  "OutpostArn",
  "Ipv6Native",
  "Ipv4IpamPoolId",
  "Ipv4NetmaskLength",
  "Ipv6IpamPoolId",
  "Ipv6NetmaskLength",
];

export const createSubnet = defineAction("ec2", "CreateSubnet", (input, context) => {
  const { region, identifiers } = context;
  if (input.Ipv6Native === true) checkNative(input);
  refuseMembers(input, unemulated);
  const vpc = existingVpc(region, input.VpcId);
  const availabilityZone = zoneOf(input, region);
  const cidrBlock = freeBlock(input, vpc, region);
  const ipv6CidrBlock = freeIpv6Block(input, vpc, region);
  const tags = specifiedTags(input.TagSpecifications, "subnet");
  answerDryRun(input);
  const id = identifiers.ec2Id("subnet");
  const record: Subnet = {
    ...subnetDefaults,
    id,
    vpcId: vpc.id,
    availabilityZone,
    cidrBlock,
    ...(ipv6CidrBlock !== undefined && { ipv6CidrBlock }),
    tags,
  };
  return {
    output: { Subnet: presentSubnet(record, region, new Map()) },
    changes: [{ type: "Ec2RecordPut", record }],
  };
});

/** Without a zone AWS chooses one; here it is the first. */
function zoneOf({ AvailabilityZone, AvailabilityZoneId }: Request, region: Region): string {
  const zones = availabilityZonesOf(region.name);
  const asked = AvailabilityZone ?? AvailabilityZoneId ?? zones[0]?.name ?? "";
  const zone = zones.find(({ name, id }) => name === asked || id === asked);
  if (zone !== undefined) return zone.name;
  const names = zones.map(({ name }) => name);
  throw ec2Error("InvalidParameterValue", networkTexts.invalidZone(asked, names));
}

function freeBlock({ CidrBlock }: Request, vpc: Vpc, region: Region): string {
  const block = readBlock(CidrBlock, "cidrBlock");
  const isInside = blocksOf(vpc, "ipv4").some((one) => {
    const outer = parseCidr(one.block);
    return outer !== undefined && contains(outer, block);
  });
  if (!isInside || !hasNetworkSize(block)) {
    throw ec2Error("InvalidSubnet.Range", networkTexts.invalidBlock(block.text));
  }
  const isTaken = subnetsOf(region).some(({ vpcId, cidrBlock }) => {
    const other = parseCidr(cidrBlock);
    return vpcId === vpc.id && other !== undefined && overlap(block, other);
  });
  if (isTaken) {
    throw ec2Error("InvalidSubnet.Conflict", networkTexts.conflictingBlock(block.text));
  }
  return block.text;
}

/** EC2 looks at what a subnet of IPv6 alone says before it makes one, which is not emulated. */
function checkNative({ CidrBlock, Ipv4IpamPoolId, ...ipv6 }: Request): void {
  if ((ipv6.Ipv6CidrBlock ?? ipv6.Ipv6IpamPoolId) === undefined) {
    throw ec2Error("MissingParameter", networkTexts.noIpv6Block);
  }
  if ((CidrBlock ?? Ipv4IpamPoolId) === undefined) return;
  throw ec2Error("InvalidParameterCombination", networkTexts.ipv4InIpv6Subnet);
}

/** A part of a block of the VPC's that no other subnet has: a /44 to a /64, in steps of four. */
function freeIpv6Block({ Ipv6CidrBlock = "" }: Request, vpc: Vpc, region: Region) {
  if (Ipv6CidrBlock === "") return undefined;
  const block = ipv6BlockText(Ipv6CidrBlock);
  const prefixLength = Number(block?.split("/")[1]);
  const isPossible = prefixLength >= 44 && prefixLength <= 64 && prefixLength % 4 === 0;
  if (block === undefined || !isPossible) {
    throw ec2Error("InvalidParameterValue", networkTexts.wrongIpv6Prefix(Ipv6CidrBlock));
  }
  if (!blocksOf(vpc, "ipv6").some((outer) => isInIpv6Block(block, outer.block))) {
    throw ec2Error("InvalidSubnet.Range", networkTexts.invalidIpv6Block(block));
  }
  const isTaken = subnetsOf(region).some(
    ({ ipv6CidrBlock: other }) =>
      other !== undefined && (isInIpv6Block(block, other) || isInIpv6Block(other, block)),
  );
  if (isTaken) {
    throw ec2Error("InvalidSubnet.Conflict", networkTexts.conflictingIpv6Block(block));
  }
  return block;
}
