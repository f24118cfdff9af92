/** DetachInternetGateway: detaches a gateway, whose routes then lead nowhere. */
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingGateway, existingVpc } from "../existing-network.ts";

export const detachInternetGateway = defineAction(
  "ec2",
  "DetachInternetGateway",
  (input, { region }) => {
    const gateway = existingGateway(region, input.InternetGatewayId);
    const { id: vpcId } = existingVpc(region, input.VpcId);
    if (gateway.vpcId !== vpcId) {
      const message = networkTexts.gatewayNotAttached(gateway.id, vpcId);
      throw ec2Error("Gateway.NotAttached", message);
    }
    answerDryRun(input);
    const { vpcId: _, ...record } = gateway;
    return { output: {}, changes: [{ type: "Ec2RecordPut", record }] };
  },
);
