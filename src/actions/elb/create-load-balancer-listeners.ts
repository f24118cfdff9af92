/**
 * CreateLoadBalancerListeners: an identical listener is no error, a different one on its port is.
 */
import { defineAction } from "../action.ts";
import { existingClassic } from "./balancers.ts";
import { describedListeners, listenersOf, withAdded, withListeners } from "./listeners.ts";

export const createLoadBalancerListeners = defineAction(
  "elb",
  "CreateLoadBalancerListeners",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const added = describedListeners(input.Listeners);
    const record = withListeners(balancer, withAdded(balancer.name, listenersOf(balancer), added));
    return { output: {}, changes: [{ type: "BalancerRecordPut", record }] };
  },
);
