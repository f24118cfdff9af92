/**
 * DeleteVpc: deletes a VPC with its own route table, ACL and security group; refused while it
 * contains anything else.
 */
import type { Ec2RecordChange, Vpc } from "../../../domain/ec2-record.ts";
import {
  deletionOf,
  firstTableIdOf,
  internetGatewaysOf,
  networkAclsOf,
  routeTablesOf,
  securityGroupsOf,
  subnetsOf,
} from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingVpc } from "../existing-network.ts";
import { isMainTable } from "../route-tables.ts";

export const deleteVpc = defineAction("ec2", "DeleteVpc", (input, { region }) => {
  const vpc = existingVpc(region, input.VpcId);
  if (isInUse(vpc, region)) {
    throw ec2Error("DependencyViolation", networkTexts.vpcInUse(vpc.id));
  }
  answerDryRun(input);
  const parts = partsOf(vpc, region).map(
    (id): Ec2RecordChange => ({ type: "Ec2RecordDeleted", id }),
  );
  return { output: {}, changes: [deletionOf(vpc, region), ...parts] };
});

function isInUse({ id }: Vpc, region: Region): boolean {
  const others = [
    ...subnetsOf(region),
    ...internetGatewaysOf(region),
    ...routeTablesOf(region).filter((table) => !isMainTable(table)),
    ...securityGroupsOf(region).filter(({ name }) => name !== "default"),
  ];
  return others.some(({ vpcId }) => vpcId === id);
}

/** The ids of the parts created with the VPC, which may have been changed or deleted since. */
function partsOf({ id }: Vpc, region: Region): readonly string[] {
  const all = [...routeTablesOf(region), ...securityGroupsOf(region), ...networkAclsOf(region)];
  const own = all.filter(({ vpcId }) => vpcId === id).map((part) => part.id);
  return [...new Set([...own, firstTableIdOf(id)])].filter((part) => region.ec2Records.has(part));
}
