/** DisassociateVpcCidrBlock: a VPC loses a block that no subnet uses; never its first one. */
import { contains, parseCidr } from "../../../domain/cidr.ts";
import type { Vpc, VpcBlock } from "../../../domain/ec2-record.ts";
import { blocksOf, firstBlockOf } from "../../../domain/network-blocks.ts";
import { subnetsOf, vpcsOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { isInIpv6Block } from "../cidr-blocks.ts";
import { presentBlock, presentIpv6Block } from "./present-network.ts";

export const disassociateVpcCidrBlock = defineAction(
  "ec2",
  "DisassociateVpcCidrBlock",
  ({ AssociationId: id = "" }, { region }) => {
    const { vpc, found } = associated(id, region);
    if (id === firstBlockOf(vpc).associationId) {
      throw ec2Error("OperationNotPermitted", networkTexts.firstBlock(id));
    }
    if (isUsed(found, vpc, region)) {
      throw ec2Error("InvalidCidrBlock.InUse", networkTexts.blockInUse(found.block, vpc.id));
    }
    const associatedBlocks = (vpc.associatedBlocks ?? []).filter((one) => one !== found);
    const output =
      found.family === "ipv6"
        ? { Ipv6CidrBlockAssociation: presentIpv6Block(found, "disassociating", region) }
        : { CidrBlockAssociation: presentBlock(found, "disassociating") };
    return {
      output: { ...output, VpcId: vpc.id },
      changes: [{ type: "Ec2RecordPut", record: { ...vpc, associatedBlocks } }],
    };
  },
);

function associated(id: string, region: Region): { readonly vpc: Vpc; readonly found: VpcBlock } {
  for (const vpc of vpcsOf(region)) {
    const blocks = [...blocksOf(vpc, "ipv4"), ...blocksOf(vpc, "ipv6")];
    const found = blocks.find(({ associationId }) => associationId === id);
    if (found !== undefined) return { vpc, found };
  }
  throw ec2Error("InvalidVpcCidrBlockAssociationID.NotFound", networkTexts.unknownBlock(id));
}

function isUsed({ family, block }: VpcBlock, { id }: Vpc, region: Region): boolean {
  const own = subnetsOf(region).filter(({ vpcId }) => vpcId === id);
  if (family === "ipv6") {
    return own.some(({ ipv6CidrBlock = "" }) => isInIpv6Block(ipv6CidrBlock, block));
  }
  const outer = parseCidr(block);
  return own.some(({ cidrBlock }) => {
    const inner = parseCidr(cidrBlock);
    return outer !== undefined && inner !== undefined && contains(outer, inner);
  });
}
