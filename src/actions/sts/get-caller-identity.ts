/** GetCallerIdentity: the root of the access key's account; keys are not verified. */
import { defineAction } from "../action.ts";
import { creatorIn } from "../caller.ts";

export const getCallerIdentity = defineAction("sts", "GetCallerIdentity", (_, { region }) => ({
  output: { UserId: region.account, Account: region.account, Arn: creatorIn(region) },
}));
