/** ModifyListener: changes the given members, validated like a new listener's. */
import { defineAction } from "../../action.ts";
import { plainJson } from "../../plain-json.ts";
import { existingListener, existingLoadBalancer } from "../existing-balancer.ts";
import { presentListener } from "../present-balancers.ts";
import type { WantedListener } from "./listener-refusals.ts";
import { checkActions, checkListener, forwardedTo } from "./listeners.ts";

export const modifyListener = defineAction("elbv2", "ModifyListener", (input, { region }) => {
  const { ListenerArn, ...given } = input;
  const known = existingListener(region, ListenerArn);
  const balancer = existingLoadBalancer(region, known.loadBalancerArn);
  const members: WantedListener["members"] = { ...known.members, ...plainJson(given) };
  const place = { region, balancer, listenerArn: known.arn };
  checkListener(members, place);
  checkActions(members, place);
  const isForwardedAnew = given.DefaultActions !== undefined;
  const targetGroupArns = isForwardedAnew
    ? forwardedTo(given.DefaultActions)
    : known.targetGroupArns;
  const record = { ...known, members, targetGroupArns };
  return {
    output: { Listeners: [presentListener(record)] },
    changes: [{ type: "BalancerRecordPut", record }],
  };
});
