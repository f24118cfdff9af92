/** CreateListener: what it forwards to is in use from now on. */
import { balancerTexts } from "../../domain/balancer-texts.ts";
import type { Listener, LoadBalancer } from "../../domain/load-balancing.ts";
import { fault, validationError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { defineAction } from "../action.ts";
import { plainJson } from "../alarm-members.ts";
import {
  existingLoadBalancer,
  existingTargetGroup,
  listenersOf,
  newBalancerArn,
  withBalancerTags,
} from "../balancers.ts";
import { presentListener } from "../present-balancers.ts";

type Request = Input<"elbv2", "CreateListener">;

export const createListener = defineAction("elbv2", "CreateListener", (input, context) => {
  const { region, now: createdAt } = context;
  const balancer = existingLoadBalancer(region, input.LoadBalancerArn);
  checkProtocol(input, balancer);
  const isTaken = listenersOf(region, balancer.arn).some(
    ({ members }) => members.Port === input.Port,
  );
  if (isTaken) {
    const message = balancerTexts.duplicateListener(balancer.arn);
    throw fault("elbv2", "DuplicateListenerException", message);
  }
  const targetGroupArns = forwardedTo(input);
  for (const arn of targetGroupArns) existingTargetGroup(region, arn);
  const path = balancer.arn.slice(balancer.arn.indexOf("loadbalancer/") + "loadbalancer/".length);
  const { LoadBalancerArn: loadBalancerArn = "", Tags, ...members } = input;
  const record: Listener = {
    ...{ kind: "listener", name: "", createdAt, attributes: {}, loadBalancerArn, targetGroupArns },
    arn: newBalancerArn(context, `listener/${path}`),
    tags: withBalancerTags([], Tags),
    members: plainJson(members),
  };
  return {
    output: { Listeners: [presentListener(record)] },
    changes: [{ type: "BalancerRecordPut", record }],
  };
});

const protocolsOf: Readonly<Record<string, readonly string[]>> = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
};

function checkProtocol({ Protocol, Port }: Request, { members }: LoadBalancer): void {
  const type = String(members.Type);
  const fitting = protocolsOf[type];
  // Gateway load balancers listen to everything.
  if (fitting === undefined) return;
  if (Protocol === undefined) throw validationError(balancerTexts.missing("listener protocol"));
  if (Port === undefined) throw validationError(balancerTexts.missing("listener port"));
  if (fitting.includes(Protocol)) return;
  const message = balancerTexts.incompatible(Protocol, type);
  throw fault("elbv2", "UnsupportedProtocolException", message);
}

/** A forwarding action names one target group, or several with weights. */
function forwardedTo({ DefaultActions = [] }: Request): readonly string[] {
  const arns = DefaultActions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((one) => one.TargetGroupArn),
  ]);
  return [...new Set(arns.filter((arn) => arn !== undefined))];
}
