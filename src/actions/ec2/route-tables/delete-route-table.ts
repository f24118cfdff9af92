/** DeleteRouteTable: refused for the main table, and while a subnet uses it. */
import { deletionOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingRouteTable } from "../existing-network.ts";

export const deleteRouteTable = defineAction("ec2", "DeleteRouteTable", (input, { region }) => {
  const table = existingRouteTable(region, input.RouteTableId);
  if (table.associations.length > 0) {
    throw ec2Error("DependencyViolation", networkTexts.routeTableInUse(table.id));
  }
  answerDryRun(input);
  return { output: {}, changes: [deletionOf(table, region)] };
});
