/** DeleteInternetGateway: refused while it is attached. */
import { deletionOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingGateway } from "../existing-network.ts";

export const deleteInternetGateway = defineAction(
  "ec2",
  "DeleteInternetGateway",
  (input, { region }) => {
    const gateway = existingGateway(region, input.InternetGatewayId);
    if (gateway.vpcId !== undefined) {
      throw ec2Error("DependencyViolation", networkTexts.gatewayInUse(gateway.id));
    }
    answerDryRun(input);
    return { output: {}, changes: [deletionOf(gateway, region)] };
  },
);
