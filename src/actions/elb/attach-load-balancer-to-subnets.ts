/** AttachLoadBalancerToSubnets: adds subnets and their zones. */
import { defineAction } from "../action.ts";
import { existingClassic } from "./balancers.ts";
import { placedIn, subnetsAndZones } from "./places.ts";

export const attachLoadBalancerToSubnets = defineAction(
  "elb",
  "AttachLoadBalancerToSubnets",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const named = [...subnetsAndZones(balancer).subnets, ...(input.Subnets ?? [])];
    const { record, Subnets } = placedIn(balancer, { Subnets: named }, region);
    return { output: { Subnets }, changes: [{ type: "BalancerRecordPut", record }] };
  },
);
