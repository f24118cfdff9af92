/**
 * ReplaceRouteTableAssociation: gives a subnet another table, or makes another table the main one.
 */
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingRouteTable } from "../existing-network.ts";
import { existingAssociation } from "../route-tables.ts";

export const replaceRouteTableAssociation = defineAction(
  "ec2",
  "ReplaceRouteTableAssociation",
  (input, { region, identifiers }) => {
    const { table, association } = existingAssociation(region, input.AssociationId);
    const other = existingRouteTable(region, input.RouteTableId);
    if (other.vpcId !== table.vpcId) {
      const message = networkTexts.otherNetworkSubnet(
        other.id,
        association.subnetId ?? table.vpcId,
      );
      throw ec2Error("InvalidParameterValue", message);
    }
    answerDryRun(input);
    const left = table.associations.filter(({ id }) => id !== association.id);
    const from = { ...table, associations: left };
    const into = other.id === table.id ? from : other;
    const moved = { ...association, id: identifiers.ec2Id("rtbassoc") };
    const record = { ...into, associations: [...into.associations, moved] };
    return {
      output: { NewAssociationId: moved.id, AssociationState: { State: "associated" as const } },
      changes: [
        { type: "Ec2RecordPut", record: from },
        { type: "Ec2RecordPut", record },
      ],
    };
  },
);
