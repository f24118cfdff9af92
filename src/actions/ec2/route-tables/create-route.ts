/** CreateRoute: adds a route; a table has one per destination. */
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingRouteTable } from "../existing-network.ts";
import { isLocal, readDestination, readTarget } from "../route-tables.ts";

export const createRoute = defineAction("ec2", "CreateRoute", (input, { region }) => {
  const table = existingRouteTable(region, input.RouteTableId);
  const { by, destination } = readDestination(input);
  const target = readTarget(input, table, region);
  const isTaken = table.routes.some((route) => route.destination === destination);
  if (isTaken || isLocal(destination, table, region)) {
    throw ec2Error("RouteAlreadyExists", networkTexts.duplicateRoute(destination));
  }
  answerDryRun(input);
  const routes = [...table.routes, { by, destination, target }];
  return {
    output: { Return: true },
    changes: [{ type: "Ec2RecordPut", record: { ...table, routes } }],
  };
});
