/** ModifyLoadBalancerAttributes: stored, and returned with the defaults of the others. */
import { defineAction } from "../../action.ts";
import { presentAttributes, withAttributes } from "../balancer-attributes.ts";
import { existingLoadBalancer } from "../existing-balancer.ts";

export const modifyLoadBalancerAttributes = defineAction(
  "elbv2",
  "ModifyLoadBalancerAttributes",
  (input, { region }) => {
    const record = withAttributes(
      existingLoadBalancer(region, input.LoadBalancerArn),
      input.Attributes,
    );
    return {
      output: { Attributes: presentAttributes(record) },
      changes: [{ type: "BalancerRecordPut", record }],
    };
  },
);
