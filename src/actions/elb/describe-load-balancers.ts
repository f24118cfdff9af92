/**
 * DescribeLoadBalancers: classic load balancers with their instances, including those of groups.
 */
import { recordsOf } from "../../domain/load-balancing.ts";
import { defineAction } from "../action.ts";
import { balancerPage } from "../elastic-load-balancing.ts";
import { existingClassic, presentClassic } from "./balancers.ts";

export const describeLoadBalancers = defineAction(
  "elb",
  "DescribeLoadBalancers",
  (input, context) => {
    const { region } = context;
    const names = input.LoadBalancerNames ?? [];
    const selected =
      names.length === 0
        ? recordsOf(region, "classicLoadBalancer")
        : names.map((name) => existingClassic(region, name));
    const paging = { operation: "DescribeLoadBalancers", region };
    const { items, nextToken } = balancerPage(paging, selected, input);
    const LoadBalancerDescriptions = items.map((one) => presentClassic(one, context));
    return { output: { LoadBalancerDescriptions, NextMarker: nextToken } };
  },
);
