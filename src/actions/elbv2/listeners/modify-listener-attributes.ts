/** ModifyListenerAttributes: stored, and returned with the defaults of the others. */
import { defineAction } from "../../action.ts";
import { presentAttributes, withAttributes } from "../balancer-attributes.ts";
import { existingListener } from "../existing-balancer.ts";

export const modifyListenerAttributes = defineAction(
  "elbv2",
  "ModifyListenerAttributes",
  (input, { region }) => {
    const record = withAttributes(existingListener(region, input.ListenerArn), input.Attributes);
    return {
      output: { Attributes: presentAttributes(record) },
      changes: [{ type: "BalancerRecordPut", record }],
    };
  },
);
