/** What a listener may be: its protocol and port, and the target groups that it forwards to. */
import type { LoadBalancer } from "../../../domain/load-balancing.ts";
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { listenersOf } from "../existing-balancer.ts";

type Request = Pick<Input<"elbv2", "CreateListener">, "Protocol" | "Port">;

const protocolsOf: Readonly<Record<string, readonly string[]>> = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
};

export function checkListenerProtocol(
  { Protocol, Port }: Request,
  { members }: Pick<LoadBalancer, "members">,
): void {
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

interface WantedPort {
  readonly balancer: LoadBalancer;
  readonly port: number | undefined;
  /** The listener that wants it, which may have it already. */
  readonly listenerArn?: string;
}

export function checkListenerPort(region: Region, { balancer, ...wanted }: WantedPort): void {
  const isTaken = listenersOf(region, balancer.arn).some(
    ({ arn, members }) => arn !== wanted.listenerArn && members.Port === wanted.port,
  );
  if (!isTaken) return;
  const message = balancerTexts.duplicateListener(balancer.arn);
  throw fault("elbv2", "DuplicateListenerException", message);
}

/** A forwarding action names one target group, or several with weights. */
export function forwardedTo(
  actions: Input<"elbv2", "CreateListener">["DefaultActions"],
): readonly string[] {
  const arns = (actions ?? []).flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((one) => one.TargetGroupArn),
  ]);
  return [...new Set(arns.filter((arn) => arn !== undefined))];
}
