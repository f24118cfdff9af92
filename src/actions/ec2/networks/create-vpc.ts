/** CreateVpc: creates a VPC with its own main route table, network ACL and security group. */
import type { Vpc } from "../../../domain/ec2-record.ts";
import { blocksOf } from "../../../domain/network-blocks.ts";
import { newVpc } from "../../../domain/network-records.ts";
import { defineAction } from "../../action.ts";
import { readVpcBlock, unemulatedVpcBlocks } from "../cidr-blocks.ts";
import { answerDryRun } from "../dry-run.ts";
import { specifiedTags } from "../tags.ts";
import { refuseMembers } from "../unemulated-members.ts";
import { newIpv6Block } from "./associate-vpc-cidr-block.ts";
import { presentIpv6Block, presentVpc } from "./present-network.ts";

const unemulated = [...unemulatedVpcBlocks, "VpcEncryptionControl"] as const;

export const createVpc = defineAction("ec2", "CreateVpc", (input, { region, identifiers }) => {
  refuseMembers(input, unemulated);
  const block = readVpcBlock(input.CidrBlock);
  const tags = specifiedTags(input.TagSpecifications, "vpc");
  answerDryRun(input);
  const isIpv6 = input.AmazonProvidedIpv6CidrBlock === true;
  const record: Vpc = {
    ...newVpc,
    ...(isIpv6 && { associatedBlocks: [newIpv6Block(identifiers)] }),
    id: identifiers.ec2Id("vpc"),
    cidrBlock: block.text,
    instanceTenancy: input.InstanceTenancy === "dedicated" ? "dedicated" : "default",
    tags,
  };
  return {
    // The answer shows the VPC before it is available; a describe shows it as it is.
    output: {
      Vpc: {
        ...presentVpc(record, region),
        State: "pending" as const,
        Ipv6CidrBlockAssociationSet: blocksOf(record, "ipv6").map((one) =>
          presentIpv6Block(one, "associating", region),
        ),
      },
    },
    changes: [{ type: "Ec2RecordPut", record }],
  };
});
