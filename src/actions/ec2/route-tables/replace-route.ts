/** ReplaceRoute: changes the target of an existing route. */
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingRouteTable } from "../existing-network.ts";
import { readTarget, replacedRoute } from "../route-tables.ts";
import { refuseMembers } from "../unemulated-members.ts";

export const replaceRoute = defineAction("ec2", "ReplaceRoute", (input, { region }) => {
  refuseMembers(input, ["LocalTarget"]);
  const table = existingRouteTable(region, input.RouteTableId);
  const route = replacedRoute(input, table);
  const target = readTarget(input, table, region);
  answerDryRun(input);
  const routes = table.routes.map((one) => (one === route ? { ...route, target } : one));
  return { output: {}, changes: [{ type: "Ec2RecordPut", record: { ...table, routes } }] };
});
