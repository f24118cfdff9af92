/** CreateInternetGateway: creates a gateway, attached to nothing. */
import type { InternetGateway } from "../../../domain/ec2-record.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { specifiedTags } from "../tags.ts";
import { presentGateway } from "./present-network.ts";

export const createInternetGateway = defineAction(
  "ec2",
  "CreateInternetGateway",
  (input, { region, identifiers }) => {
    const tags = specifiedTags(input.TagSpecifications, "internet-gateway");
    answerDryRun(input);
    const id = identifiers.ec2Id("igw");
    const record: InternetGateway = { kind: "internetGateway", id, tags };
    return {
      output: { InternetGateway: presentGateway(record, region) },
      changes: [{ type: "Ec2RecordPut", record }],
    };
  },
);
