/** What a listener may be: its protocol and port, and the target groups that it forwards to. */
import {
  balancersOf,
  type LoadBalancer,
  type TargetGroup,
} from "../../../domain/load-balancing.ts";
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { fault } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { refuseBy } from "../../refusals.ts";
import { existingTargetGroup, listenersOf } from "../existing-balancer.ts";
import { actionRefusals, actionsRefusals } from "./action-refusals.ts";
import { forwardingRefusals } from "./forwarding-refusals.ts";
import { listenerRefusals, type WantedListener } from "./listener-refusals.ts";

type Members = WantedListener["members"];

/** Refuses what no listener of the load balancer can be. */
export function checkListener(
  members: Members,
  { region, balancer, listenerArn }: ListenerPlace,
): void {
  const others = listenersOf(region, balancer.arn).filter(({ arn }) => arn !== listenerArn);
  const verifiers = others.filter((other) => {
    const { MutualAuthentication: mutual }: Members = other.members;
    return mutual?.Mode === "verify";
  }).length;
  refuseBy(listenerRefusals, { members, balancer, region: region.name, verifiers });
  checkListenerPort(region, { balancer, port: members.Port, listenerArn });
}

/** Refuses actions that no listener of the load balancer can have. */
export function checkActions(members: Members, { region, balancer }: ListenerPlace): void {
  const { Protocol: protocol, DefaultActions: actions = [] } = members;
  const balancerType = String(balancer.members.Type);
  for (const action of actions) {
    refuseBy(actionRefusals, { action, protocol, balancerType, region: region.name });
  }
  refuseBy(actionsRefusals, actions);
  const othersOf = ({ arn }: TargetGroup) =>
    [...balancersOf(region, arn)].filter((other) => other !== balancer.arn);
  for (const action of actions) {
    const groups = forwardedTo([action]).map((arn) => existingTargetGroup(region, arn));
    refuseBy(forwardingRefusals, { groups, protocol, balancer, othersOf });
  }
}

interface ListenerPlace {
  readonly region: Region;
  readonly balancer: LoadBalancer;
  /** The listener that is changed; a new one has none. */
  readonly listenerArn?: string | undefined;
}

interface WantedPort {
  readonly balancer: LoadBalancer;
  readonly port: number | undefined;
  /** The listener that wants it, which may have it already. */
  readonly listenerArn: string | undefined;
}

function checkListenerPort(region: Region, { balancer, ...wanted }: WantedPort): void {
  const isTaken = listenersOf(region, balancer.arn).some(
    ({ arn, members }) => arn !== wanted.listenerArn && members.Port === wanted.port,
  );
  if (!isTaken) return;
  const message = balancerTexts.duplicateListener(balancer.arn);
  throw fault("elbv2", "DuplicateListenerException", message);
}

/** The target groups of a forwarding action: one, or several with weights. */
export function forwardedTo(
  actions: Input<"elbv2", "CreateListener">["DefaultActions"],
): readonly string[] {
  const arns = (actions ?? []).flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((one) => one.TargetGroupArn),
  ]);
  return [...new Set(arns.filter((arn) => arn !== undefined))];
}
