/** The listeners of a classic load balancer: one for each port. */
import { isDeepStrictEqual } from "node:util";
import type { ClassicLoadBalancer } from "../../domain/load-balancing.ts";
import { balancerTexts } from "../../domain/texts/balancer-texts.ts";
import { fault } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { plainJson } from "../plain-json.ts";

type Listener = NonNullable<Input<"elb", "CreateLoadBalancer">["Listeners"]>[number];

export interface DescribedListener {
  readonly Listener: Listener;
  readonly PolicyNames: readonly string[];
}

const protocols = ["HTTP", "HTTPS", "TCP", "SSL"];

/** As DescribeLoadBalancers shows them; the instances' protocol defaults to the same. */
export function describedListeners(given: readonly Listener[] = []): readonly DescribedListener[] {
  return given.map((listener) => {
    const protocol = (listener.Protocol ?? "").toUpperCase();
    if (!protocols.includes(protocol)) {
      const message = balancerTexts.unsupportedProtocol(listener.Protocol ?? "");
      throw fault("elb", "UnsupportedProtocolException", message);
    }
    const InstanceProtocol = (listener.InstanceProtocol ?? protocol).toUpperCase();
    const shown = plainJson({ ...listener, Protocol: protocol, InstanceProtocol });
    return { Listener: shown as unknown as Listener, PolicyNames: [] };
  });
}

/** Adds new listeners; an identical one is no error, a different one on its port is. */
export function withAdded(
  name: string,
  present: readonly DescribedListener[],
  added: readonly DescribedListener[],
): readonly DescribedListener[] {
  const byPort = new Map(present.map((one) => [one.Listener.LoadBalancerPort ?? 0, one]));
  for (const one of added) {
    const port = one.Listener.LoadBalancerPort ?? 0;
    const other = byPort.get(port) ?? one;
    if (!isDeepStrictEqual(other.Listener, one.Listener)) {
      const message = balancerTexts.duplicateClassicListener(name, port);
      throw fault("elb", "DuplicateListenerException", message);
    }
    byPort.set(port, other);
  }
  return [...byPort.values()];
}

export function listenersOf({ members }: ClassicLoadBalancer): readonly DescribedListener[] {
  return (members.ListenerDescriptions ?? []) as readonly DescribedListener[];
}

export function withListeners(
  balancer: ClassicLoadBalancer,
  ListenerDescriptions: readonly DescribedListener[],
): ClassicLoadBalancer {
  return { ...balancer, members: { ...balancer.members, ListenerDescriptions } };
}
