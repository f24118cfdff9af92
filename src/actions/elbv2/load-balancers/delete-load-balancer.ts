/** DeleteLoadBalancer: deletes a load balancer and its listeners; an unknown one is no error. */
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import { fault } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { attributesOf } from "../balancer-attributes.ts";

export const deleteLoadBalancer = defineAction(
  "elbv2",
  "DeleteLoadBalancer",
  (input, { region }) => {
    const arn = input.LoadBalancerArn ?? "";
    const record = region.balancing.get(arn);
    if (record?.kind !== "loadBalancer") return { output: {} };
    if (attributesOf(record)["deletion_protection.enabled"] === "true") {
      throw fault("elbv2", "OperationNotPermittedException", balancerTexts.protected(arn));
    }
    return { output: {}, changes: [{ type: "BalancerRecordDeleted", arn }] };
  },
);
