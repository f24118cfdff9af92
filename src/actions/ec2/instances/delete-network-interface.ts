/** DeleteNetworkInterface: deletes an interface left behind; an instance's own one ends with it. */
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { interfacesIn } from "../derived-interfaces.ts";
import { answerDryRun } from "../dry-run.ts";
import { found, unknownInterface } from "../existing-network.ts";

export const deleteNetworkInterface = defineAction(
  "ec2",
  "DeleteNetworkInterface",
  (input, { region }) => {
    const { id, attachment } = found(
      interfacesIn(region),
      input.NetworkInterfaceId ?? "",
      unknownInterface,
    );
    if (attachment !== undefined) {
      const message = `Network interface '${id}' is currently in use.`;
      throw ec2Error("InvalidParameterValue", message);
    }
    answerDryRun(input);
    return { output: {}, changes: [{ type: "Ec2RecordDeleted", id }] };
  },
);
