/** DeleteListener: its target groups may become unused. */
import { defineAction } from "../../action.ts";
import { existingListener } from "../existing-balancer.ts";

export const deleteListener = defineAction("elbv2", "DeleteListener", (input, { region }) => {
  const { arn } = existingListener(region, input.ListenerArn);
  return { output: {}, changes: [{ type: "BalancerRecordDeleted", arn }] };
});
