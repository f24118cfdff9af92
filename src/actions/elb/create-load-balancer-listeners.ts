/** CreateLoadBalancerListeners: the same listener again is no error, another on its port is. */
import { isDeepStrictEqual } from "node:util";
import { balancerTexts } from "../../domain/balancer-texts.ts";
import { fault } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { existingClassic } from "../classic-balancers.ts";
import { describedListeners, listenersOf, withListeners } from "../classic-listeners.ts";

export const createLoadBalancerListeners = defineAction(
  "elb",
  "CreateLoadBalancerListeners",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const present = listenersOf(balancer);
    const added = describedListeners(input.Listeners).filter((one) => {
      const port = one.Listener.LoadBalancerPort;
      const other = present.find(({ Listener }) => Listener.LoadBalancerPort === port);
      if (other === undefined) return true;
      if (isDeepStrictEqual(other.Listener, one.Listener)) return false;
      const message = balancerTexts.duplicateClassicListener(balancer.name, port ?? 0);
      throw fault("elb", "DuplicateListenerException", message);
    });
    const record = withListeners(balancer, [...present, ...added]);
    return { output: {}, changes: [{ type: "BalancerRecordPut", record }] };
  },
);
