/** ModifyTargetGroupAttributes: stored, and returned with the defaults of the others. */
import { defineAction } from "../../action.ts";
import { presentAttributes, withAttributes } from "../balancer-attributes.ts";
import { existingTargetGroup } from "../existing-balancer.ts";

export const modifyTargetGroupAttributes = defineAction(
  "elbv2",
  "ModifyTargetGroupAttributes",
  (input, { region }) => {
    const record = withAttributes(
      existingTargetGroup(region, input.TargetGroupArn),
      input.Attributes,
    );
    return {
      output: { Attributes: presentAttributes(record) },
      changes: [{ type: "BalancerRecordPut", record }],
    };
  },
);
