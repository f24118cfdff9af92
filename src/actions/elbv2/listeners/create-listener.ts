/** CreateListener: its target groups are in use from now on. */
import type { Listener } from "../../../domain/load-balancing.ts";
import { defineAction } from "../../action.ts";
import { withBalancerTags } from "../../elastic-load-balancing.ts";
import { plainJson } from "../../plain-json.ts";
import { existingLoadBalancer, newBalancerArn } from "../existing-balancer.ts";
import { presentListener } from "../present-balancers.ts";
import { checkActions, checkListener, forwardedTo } from "./listeners.ts";

export const createListener = defineAction("elbv2", "CreateListener", (input, context) => {
  const { region, now: createdAt } = context;
  const balancer = existingLoadBalancer(region, input.LoadBalancerArn);
  checkListener(input, { region, balancer });
  checkActions(input, { region, balancer });
  const targetGroupArns = forwardedTo(input.DefaultActions);
  const path = balancer.arn.slice(balancer.arn.indexOf("loadbalancer/") + "loadbalancer/".length);
  const { LoadBalancerArn: loadBalancerArn = "", Tags, ...members } = input;
  const record: Listener = {
    kind: "listener",
    name: "",
    createdAt,
    attributes: {},
    loadBalancerArn,
    targetGroupArns,
    arn: newBalancerArn(context, `listener/${path}`),
    tags: withBalancerTags([], Tags),
    members: plainJson(members),
  };
  return {
    output: { Listeners: [presentListener(record)] },
    changes: [{ type: "BalancerRecordPut", record }],
  };
});
