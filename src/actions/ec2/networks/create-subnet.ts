/** CreateSubnet: a subnet in one zone, with a block of its VPC that no other subnet uses. */
import { contains, overlap, parseCidr } from "../../../domain/cidr.ts";
import { type Subnet, subnetDefaults, type Vpc } from "../../../domain/ec2-record.ts";
import { availabilityZonesOf } from "../../../domain/network.ts";
import { subnetsOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { hasNetworkSize, readBlock } from "../cidr-blocks.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingVpc } from "../existing-network.ts";
import { specifiedTags } from "../tags.ts";
import { refuseMembers } from "../unemulated-members.ts";
import { presentSubnet } from "./present-network.ts";

type Request = Input<"ec2", "CreateSubnet">;

const unemulated = [
  "Ipv6CidrBlock",
  "OutpostArn",
  "Ipv6Native",
  "Ipv4IpamPoolId",
  "Ipv4NetmaskLength",
  "Ipv6IpamPoolId",
  "Ipv6NetmaskLength",
];

export const createSubnet = defineAction("ec2", "CreateSubnet", (input, context) => {
  const { region, identifiers } = context;
  const { Ipv6Native: isIpv6Only, CidrBlock, Ipv4IpamPoolId } = input;
  if (isIpv6Only === true && (CidrBlock ?? Ipv4IpamPoolId) !== undefined) {
    throw ec2Error("InvalidParameterCombination", networkTexts.ipv4InIpv6Subnet);
  }
  refuseMembers(input, unemulated);
  const vpc = existingVpc(region, input.VpcId);
  const availabilityZone = zoneOf(input, region);
  const cidrBlock = freeBlock(input, vpc, region);
  const tags = specifiedTags(input.TagSpecifications, "subnet");
  answerDryRun(input);
  const id = identifiers.ec2Id("subnet");
  const record: Subnet = {
    ...subnetDefaults,
    id,
    vpcId: vpc.id,
    availabilityZone,
    cidrBlock,
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
  const outer = parseCidr(vpc.cidrBlock);
  const isInside = outer !== undefined && contains(outer, block);
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
