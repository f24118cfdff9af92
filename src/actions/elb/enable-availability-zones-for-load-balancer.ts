/** EnableAvailabilityZonesForLoadBalancer: adds zones. */
import { defineAction } from "../action.ts";
import { existingClassic } from "./balancers.ts";
import { ownZonesOf, placedIn } from "./places.ts";

export const enableAvailabilityZonesForLoadBalancer = defineAction(
  "elb",
  "EnableAvailabilityZonesForLoadBalancer",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const named = [...ownZonesOf(balancer, "enable"), ...(input.AvailabilityZones ?? [])];
    const { record, ...place } = placedIn(balancer, { AvailabilityZones: named }, region);
    const { AvailabilityZones } = place;
    return { output: { AvailabilityZones }, changes: [{ type: "BalancerRecordPut", record }] };
  },
);
