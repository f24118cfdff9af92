/** DisassociateRouteTable: returns a subnet to the main table. */
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingAssociation, isMain } from "../route-tables.ts";

export const disassociateRouteTable = defineAction(
  "ec2",
  "DisassociateRouteTable",
  (input, { region }) => {
    const { table, association } = existingAssociation(region, input.AssociationId);
    if (isMain(association)) {
      const message = networkTexts.mainAssociation(association.id);
      throw ec2Error("InvalidParameterValue", message);
    }
    answerDryRun(input);
    const associations = table.associations.filter(({ id }) => id !== association.id);
    return { output: {}, changes: [{ type: "Ec2RecordPut", record: { ...table, associations } }] };
  },
);
