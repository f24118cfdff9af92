/** DescribeKeyPairs: none can be made here, so there is none; a launch may name any. */
import { ec2Error } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { answerDryRun } from "../dry-run.ts";

export const describeKeyPairs = defineAction("ec2", "DescribeKeyPairs", (input) => {
  answerDryRun(input);
  const [missing] = [...(input.KeyNames ?? []), ...(input.KeyPairIds ?? [])];
  if (missing !== undefined) {
    const message = `The key pair '${missing}' does not exist`;
    throw ec2Error("InvalidKeyPair.NotFound", message);
  }
  return { output: { KeyPairs: [] } };
});
