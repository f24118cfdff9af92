/** DescribeNetworkInterfaces: instances here have an address and no interface: there is none. */
import { ec2Error } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { answerDryRun } from "../dry-run.ts";

export const describeNetworkInterfaces = defineAction(
  "ec2",
  "DescribeNetworkInterfaces",
  (input) => {
    answerDryRun(input);
    const [missing] = input.NetworkInterfaceIds ?? [];
    if (missing !== undefined) {
      const message = `The networkInterface ID '${missing}' does not exist`;
      throw ec2Error("InvalidNetworkInterfaceID.NotFound", message);
    }
    return { output: { NetworkInterfaces: [] } };
  },
);
