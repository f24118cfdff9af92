/** DescribeTargetGroupAttributes: AWS's defaults and what was set. */
import { defineAction } from "../../action.ts";
import { presentAttributes } from "../balancer-attributes.ts";
import { existingTargetGroup } from "../existing-balancer.ts";

export const describeTargetGroupAttributes = defineAction(
  "elbv2",
  "DescribeTargetGroupAttributes",
  (input, { region }) => ({
    output: { Attributes: presentAttributes(existingTargetGroup(region, input.TargetGroupArn)) },
  }),
);
