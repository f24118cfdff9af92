/** DeleteRoute: deletes any route except the local one. */
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingRouteTable } from "../existing-network.ts";
import { existingRoute, isLocal } from "../route-tables.ts";

export const deleteRoute = defineAction("ec2", "DeleteRoute", (input, { region }) => {
  const table = existingRouteTable(region, input.RouteTableId);
  const { DestinationCidrBlock: block } = input;
  if (block !== undefined && isLocal(block, table, region)) {
    throw ec2Error("InvalidParameterValue", networkTexts.localRoute(block, table.id));
  }
  const route = existingRoute(input, table);
  answerDryRun(input);
  const routes = table.routes.filter((one) => one !== route);
  return { output: {}, changes: [{ type: "Ec2RecordPut", record: { ...table, routes } }] };
});
