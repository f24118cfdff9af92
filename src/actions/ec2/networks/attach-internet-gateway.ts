/** AttachInternetGateway: attaches a gateway to a VPC; each can have only one. */
import { internetGatewaysOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingGateway, existingVpc } from "../existing-network.ts";

export const attachInternetGateway = defineAction(
  "ec2",
  "AttachInternetGateway",
  (input, { region }) => {
    const gateway = existingGateway(region, input.InternetGatewayId);
    const { id: vpcId } = existingVpc(region, input.VpcId);
    if (gateway.vpcId !== undefined) {
      const message = networkTexts.gatewayAttached(gateway.id, gateway.vpcId);
      throw ec2Error("Resource.AlreadyAssociated", message);
    }
    if (internetGatewaysOf(region).some((other) => other.vpcId === vpcId)) {
      throw ec2Error("InvalidParameterValue", networkTexts.vpcHasGateway(vpcId));
    }
    answerDryRun(input);
    return { output: {}, changes: [{ type: "Ec2RecordPut", record: { ...gateway, vpcId } }] };
  },
);
