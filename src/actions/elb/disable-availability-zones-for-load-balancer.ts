/** DisableAvailabilityZonesForLoadBalancer: removes zones; one must remain. */
import { defineAction } from "../action.ts";
import { existingClassic } from "./balancers.ts";
import { ownZonesOf, placedIn } from "./places.ts";

export const disableAvailabilityZonesForLoadBalancer = defineAction(
  "elb",
  "DisableAvailabilityZonesForLoadBalancer",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const gone = new Set(input.AvailabilityZones);
    const named = ownZonesOf(balancer, "disable").filter((zone) => !gone.has(zone));
    const { record, ...place } = placedIn(balancer, { AvailabilityZones: named }, region);
    const { AvailabilityZones } = place;
    return { output: { AvailabilityZones }, changes: [{ type: "BalancerRecordPut", record }] };
  },
);
