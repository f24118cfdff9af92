/** DescribeListenerAttributes: AWS's defaults for its protocol and what was set. */
import { defineAction } from "../../action.ts";
import { presentAttributes } from "../balancer-attributes.ts";
import { existingListener } from "../existing-balancer.ts";

export const describeListenerAttributes = defineAction(
  "elbv2",
  "DescribeListenerAttributes",
  (input, { region }) => ({
    output: { Attributes: presentAttributes(existingListener(region, input.ListenerArn)) },
  }),
);
