/** GetCallerIdentity: the account of the access key, as its root; keys are not looked up. */
import { defineAction } from "../action.ts";
import { creatorIn } from "../caller.ts";

export const getCallerIdentity = defineAction("sts", "GetCallerIdentity", (_, { region }) => ({
  output: { UserId: region.account, Account: region.account, Arn: creatorIn(region) },
}));
