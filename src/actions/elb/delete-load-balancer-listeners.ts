/** DeleteLoadBalancerListeners: deletes by port; a port without a listener is no error. */
import { defineAction } from "../action.ts";
import { existingClassic } from "./balancers.ts";
import { listenersOf, withListeners } from "./listeners.ts";

export const deleteLoadBalancerListeners = defineAction(
  "elb",
  "DeleteLoadBalancerListeners",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const ports = new Set(input.LoadBalancerPorts);
    const kept = listenersOf(balancer).filter(
      ({ Listener }) => !ports.has(Listener.LoadBalancerPort ?? 0),
    );
    const record = withListeners(balancer, kept);
    return { output: {}, changes: [{ type: "BalancerRecordPut", record }] };
  },
);
