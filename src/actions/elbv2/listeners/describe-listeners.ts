/** DescribeListeners: the listeners of a load balancer, or the named ones. */
import { recordsOf } from "../../../domain/load-balancing.ts";
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import { fault, validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { balancerPage } from "../../elastic-load-balancing.ts";
import { existingLoadBalancer, listenersOf, selected } from "../existing-balancer.ts";
import { presentListener } from "../present-balancers.ts";

export const describeListeners = defineAction("elbv2", "DescribeListeners", (input, { region }) => {
  const { LoadBalancerArn: balancer, ListenerArns: arns } = input;
  if (balancer === undefined && !arns?.length) {
    throw validationError(balancerTexts.noListenerSelector);
  }
  if (balancer !== undefined) existingLoadBalancer(region, balancer);
  const found = selected({
    records: balancer === undefined ? recordsOf(region, "listener") : listenersOf(region, balancer),
    arns,
    names: undefined,
    missing: () => fault("elbv2", "ListenerNotFoundException", balancerTexts.unknownListeners),
  });
  const { items, nextToken } = balancerPage(
    { operation: "DescribeListeners", region },
    found,
    input,
  );
  return { output: { Listeners: items.map(presentListener), NextMarker: nextToken } };
});
