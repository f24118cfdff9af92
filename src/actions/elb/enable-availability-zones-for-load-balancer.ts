/** EnableAvailabilityZonesForLoadBalancer: in these zones too. */
import { defineAction } from "../action.ts";
import { existingClassic } from "../classic-balancers.ts";
import { placedIn, placeOf } from "../classic-places.ts";

export const enableAvailabilityZonesForLoadBalancer = defineAction(
  "elb",
  "EnableAvailabilityZonesForLoadBalancer",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const named = [...placeOf(balancer).zones, ...(input.AvailabilityZones ?? [])];
    const { record, ...place } = placedIn(balancer, { AvailabilityZones: named }, region);
    const { AvailabilityZones } = place;
    return { output: { AvailabilityZones }, changes: [{ type: "BalancerRecordPut", record }] };
  },
);
