/** AssociateVpcCidrBlock: a VPC gets another IPv4 block, or an IPv6 block of Amazon's. */
import { overlap, parseCidr } from "../../../domain/cidr.ts";
import type { Vpc, VpcBlock } from "../../../domain/ec2-record.ts";
import type { Identifiers } from "../../../domain/identifiers.ts";
import { amazonBlock, blocksOf, mostBlocks } from "../../../domain/network-blocks.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { readVpcBlock, unemulatedVpcBlocks } from "../cidr-blocks.ts";
import { existingVpc } from "../existing-network.ts";
import { refuseMembers } from "../unemulated-members.ts";
import { presentBlock, presentIpv6Block } from "./present-network.ts";

export const associateVpcCidrBlock = defineAction(
  "ec2",
  "AssociateVpcCidrBlock",
  (input, { region, identifiers }) => {
    refuseMembers(input, unemulatedVpcBlocks);
    const vpc = existingVpc(region, input.VpcId);
    const isIpv6 = input.AmazonProvidedIpv6CidrBlock === true;
    const { CidrBlock: asked = "" } = input;
    if (!isIpv6 && asked === "")
      throw ec2Error("MissingParameter", networkTexts.noBlockToAssociate);
    if (blocksOf(vpc, isIpv6 ? "ipv6" : "ipv4").length >= mostBlocks) {
      throw ec2Error("CidrLimitExceeded", networkTexts.tooManyBlocks(vpc.id, mostBlocks));
    }
    const added = isIpv6 ? newIpv6Block(identifiers) : newBlock(asked, vpc, identifiers);
    const associatedBlocks = [...(vpc.associatedBlocks ?? []), added];
    const output = isIpv6
      ? { Ipv6CidrBlockAssociation: presentIpv6Block(added, "associating", region) }
      : { CidrBlockAssociation: presentBlock(added, "associating") };
    return {
      output: { ...output, VpcId: vpc.id },
      changes: [{ type: "Ec2RecordPut", record: { ...vpc, associatedBlocks } }],
    };
  },
);

export function newIpv6Block(identifiers: Pick<Identifiers, "ec2Id">): VpcBlock {
  const associationId = identifiers.ec2Id("vpc-cidr-assoc");
  return { associationId, family: "ipv6", block: amazonBlock(associationId) };
}

function newBlock(asked: string, vpc: Vpc, identifiers: Pick<Identifiers, "ec2Id">): VpcBlock {
  const block = readVpcBlock(asked);
  const isTaken = blocksOf(vpc, "ipv4").some((one) => {
    const other = parseCidr(one.block);
    return other !== undefined && overlap(block, other);
  });
  if (isTaken) {
    throw ec2Error("InvalidVpc.Range", networkTexts.conflictingVpcBlock(block.text, vpc.id));
  }
  return { associationId: identifiers.ec2Id("vpc-cidr-assoc"), family: "ipv4", block: block.text };
}
