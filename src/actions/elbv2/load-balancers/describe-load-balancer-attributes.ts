/** DescribeLoadBalancerAttributes: AWS's defaults and what was set. */
import { defineAction } from "../../action.ts";
import { presentAttributes } from "../balancer-attributes.ts";
import { existingLoadBalancer } from "../existing-balancer.ts";

export const describeLoadBalancerAttributes = defineAction(
  "elbv2",
  "DescribeLoadBalancerAttributes",
  (input, { region }) => ({
    output: { Attributes: presentAttributes(existingLoadBalancer(region, input.LoadBalancerArn)) },
  }),
);
