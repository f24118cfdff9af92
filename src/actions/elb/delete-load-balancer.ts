/** DeleteLoadBalancer: an unknown one is no error; groups may still name it. */
import { defineAction } from "../action.ts";
import { findClassic } from "./balancers.ts";

export const deleteLoadBalancer = defineAction("elb", "DeleteLoadBalancer", (input, { region }) => {
  const balancer = findClassic(region, input.LoadBalancerName ?? "");
  if (balancer === undefined) return { output: {} };
  return { output: {}, changes: [{ type: "BalancerRecordDeleted", arn: balancer.arn }] };
});
