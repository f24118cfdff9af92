/** CreateRouteTable: a table with only the local route, not associated yet. */
import type { RouteTable } from "../../../domain/ec2-record.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingVpc } from "../existing-network.ts";
import { presentRouteTable } from "../route-tables.ts";
import { specifiedTags } from "../tags.ts";

export const createRouteTable = defineAction(
  "ec2",
  "CreateRouteTable",
  (input, { region, identifiers }) => {
    const { id: vpcId } = existingVpc(region, input.VpcId);
    const tags = specifiedTags(input.TagSpecifications, "route-table");
    answerDryRun(input);
    const id = identifiers.ec2Id("rtb");
    const record: RouteTable = {
      kind: "routeTable",
      id,
      vpcId,
      routes: [],
      associations: [],
      tags,
    };
    return {
      output: { RouteTable: presentRouteTable(record, region), ClientToken: input.ClientToken },
      changes: [{ type: "Ec2RecordPut", record }],
    };
  },
);
