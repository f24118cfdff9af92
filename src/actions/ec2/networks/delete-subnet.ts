/** DeleteSubnet: refused while it has instances or load balancers; groups may still name it. */
import { deletionOf, routeTablesOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingSubnet } from "../existing-network.ts";
import { balancersIn } from "../network-users.ts";
import { addressesInUse } from "./present-network.ts";

export const deleteSubnet = defineAction("ec2", "DeleteSubnet", (input, { region }) => {
  const subnet = existingSubnet(region, input.SubnetId);
  const isUsed = addressesInUse(region).has(subnet.id) || balancersIn(subnet.id, region) > 0;
  if (isUsed) throw ec2Error("DependencyViolation", networkTexts.subnetInUse(subnet.id));
  answerDryRun(input);
  const tables = routeTablesOf(region).flatMap((table) => {
    const associations = table.associations.filter(({ subnetId }) => subnetId !== subnet.id);
    const isChanged = associations.length < table.associations.length;
    return isChanged ? [{ ...table, associations }] : [];
  });
  return {
    output: {},
    changes: [
      deletionOf(subnet, region),
      ...tables.map((record) => ({ type: "Ec2RecordPut" as const, record })),
    ],
  };
});
