/** DescribeLoadBalancerAttributes: AWS's defaults and what was set; nothing acts on them. */
import { defineAction } from "../action.ts";
import { attributesOfClassic, existingClassic } from "./balancers.ts";

export const describeLoadBalancerAttributes = defineAction(
  "elb",
  "DescribeLoadBalancerAttributes",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    return { output: { LoadBalancerAttributes: attributesOfClassic(balancer) } };
  },
);
