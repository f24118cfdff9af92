/** DeleteTargetGroup: refused while a listener forwards to it; an unknown one is no error. */
import { balancersOf } from "../../../domain/load-balancing.ts";
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import { fault } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";

export const deleteTargetGroup = defineAction("elbv2", "DeleteTargetGroup", (input, { region }) => {
  const arn = input.TargetGroupArn ?? "";
  if (region.balancing.get(arn)?.kind !== "targetGroup") return { output: {} };
  if (balancersOf(region, arn).length > 0) {
    throw fault("elbv2", "ResourceInUseException", balancerTexts.inUse(arn));
  }
  return { output: {}, changes: [{ type: "BalancerRecordDeleted", arn }] };
});
