/** ModifyListener: the members that are given, checked as those of a new listener are. */
import { defineAction } from "../../action.ts";
import { plainJson } from "../../plain-json.ts";
import {
  existingListener,
  existingLoadBalancer,
  existingTargetGroup,
} from "../existing-balancer.ts";
import { presentListener } from "../present-balancers.ts";
import { checkListenerPort, checkListenerProtocol, forwardedTo } from "./listeners.ts";

export const modifyListener = defineAction("elbv2", "ModifyListener", (input, { region }) => {
  const { ListenerArn, ...given } = input;
  const known = existingListener(region, ListenerArn);
  const balancer = existingLoadBalancer(region, known.loadBalancerArn);
  const members = { ...known.members, ...plainJson(given) };
  checkListenerProtocol(members, balancer);
  checkListenerPort(region, { balancer, port: given.Port, listenerArn: known.arn });
  const isForwardedAnew = given.DefaultActions !== undefined;
  const targetGroupArns = isForwardedAnew
    ? forwardedTo(given.DefaultActions)
    : known.targetGroupArns;
  for (const arn of targetGroupArns) existingTargetGroup(region, arn);
  const record = { ...known, members, targetGroupArns };
  return {
    output: { Listeners: [presentListener(record)] },
    changes: [{ type: "BalancerRecordPut", record }],
  };
});
