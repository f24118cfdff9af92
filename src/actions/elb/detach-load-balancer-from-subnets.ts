/** DetachLoadBalancerFromSubnets: removes subnets; one must remain. */
import { defineAction } from "../action.ts";
import { existingClassic } from "./balancers.ts";
import { placedIn, subnetsAndZones } from "./places.ts";

export const detachLoadBalancerFromSubnets = defineAction(
  "elb",
  "DetachLoadBalancerFromSubnets",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const gone = new Set(input.Subnets);
    const named = subnetsAndZones(balancer).subnets.filter((id) => !gone.has(id));
    const { record, Subnets } = placedIn(balancer, { Subnets: named }, region);
    return { output: { Subnets }, changes: [{ type: "BalancerRecordPut", record }] };
  },
);
