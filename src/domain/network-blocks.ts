/** The CIDR blocks of a VPC: the one that it was made with, and those associated later. */
import type { Vpc, VpcBlock } from "./ec2-record.ts";
import { stableHex } from "./stable-hash.ts";

/** How many of one family a VPC may have. */
export const mostBlocks = 5;

/** Its first block comes first. */
export function blocksOf(vpc: Vpc, family: VpcBlock["family"]): readonly VpcBlock[] {
  const associated = (vpc.associatedBlocks ?? []).filter((one) => one.family === family);
  return family === "ipv4" ? [firstBlockOf(vpc), ...associated] : associated;
}

export function firstBlockOf({ id, cidrBlock }: Vpc): VpcBlock {
  const associationId = `vpc-cidr-assoc-${stableHex(id)}`;
  return { associationId, family: "ipv4", block: cidrBlock };
}

/** A /56 as Amazon gives them out; which one it is follows from the association. */
export function amazonBlock(associationId: string): string {
  const digits = stableHex(associationId);
  // As EC2 writes a block: without leading zeros.
  const [third, fourth] = [digits.slice(0, 4), `${digits.slice(4, 6)}00`].map((group) =>
    Number.parseInt(group, 16).toString(16),
  );
  return `2600:1f18:${third}:${fourth}::/56`;
}
