/**
 * What Elastic Load Balancing refuses of the target groups that an action forwards to. The texts
 * are those that the public rule set cdk-preflight recorded.
 */
import type { LoadBalancer, TargetGroup } from "../../../domain/load-balancing.ts";
import type { Refusal } from "../../../domain/refusals.ts";

/** The target groups of one action, and what they are to be behind. */
interface Forwarding {
  readonly groups: readonly TargetGroup[];
  readonly protocol: string | undefined;
  readonly balancer: Pick<LoadBalancer, "arn" | "members">;
  /** The load balancers that forward to a target group, but for this one. */
  readonly othersOf: (group: TargetGroup) => readonly string[];
}

type Rows = readonly Refusal<Forwarding>[];

const tcp = ["TCP", "TCP_UDP"];
const udp = ["UDP", "TCP_UDP"];
const quic = ["QUIC", "TCP_QUIC"];

/** The protocols of target groups that a listener can forward to; Lambda functions have none. */
const fitting: Readonly<Record<string, readonly unknown[]>> = {
  HTTP: ["HTTP", "HTTPS", undefined],
  HTTPS: ["HTTP", "HTTPS", undefined],
  TCP: [...tcp, "TCP_QUIC"],
  TLS: ["TCP", "TLS", "TCP_UDP"],
  UDP: udp,
  TCP_UDP: ["TCP_UDP"],
  QUIC: quic,
  TCP_QUIC: ["TCP_QUIC"],
};

/** Load balancers as targets can be behind TCP only. */
function isUnfit({ protocol = "" }: Forwarding) {
  return ({ members }: TargetGroup) =>
    fitting[protocol]?.includes(members.Protocol) === false ||
    (members.TargetType === "alb" && protocol !== "TCP");
}

function isElsewhere({ balancer }: Forwarding) {
  return ({ members }: TargetGroup) =>
    members.VpcId !== undefined && members.VpcId !== balancer.members.VpcId;
}

function arnsOf(groups: readonly TargetGroup[]): string {
  return groups.map(({ arn }) => arn).join(", ");
}

const typeOf = ({ members }: TargetGroup) => members.IpAddressType ?? "ipv4";

export const forwardingRefusals: Rows = [
  {
    when: (forwarding) => forwarding.groups.some(isUnfit(forwarding)),
    code: "IncompatibleProtocols",
    text: (forwarding) =>
      "The listener and the following target groups have incompatible protocols: " +
      arnsOf(forwarding.groups.filter(isUnfit(forwarding))),
  },
  {
    when: (forwarding) => forwarding.groups.some(isElsewhere(forwarding)),
    code: "InvalidConfigurationRequest",
    text: (forwarding) =>
      "The following target groups are in a different VPC than load balancer " +
      `'${forwarding.balancer.arn}': ${arnsOf(forwarding.groups.filter(isElsewhere(forwarding)))}`,
  },
  {
    when: ({ groups }) => new Set(groups.map(typeOf)).size > 1,
    text: "The IP address types of the target groups for a single action must be the same",
  },
  {
    when: ({ groups, balancer }) =>
      groups.some((group) => typeOf(group) === "ipv6") && balancer.members.IpAddressType === "ipv4",
    text:
      "You cannot associate an IPv6 target group with a load balancer that has an 'ipv4' IP " +
      "address type",
  },
  {
    when: ({ groups, othersOf }) => groups.some((group) => othersOf(group).length > 0),
    code: "TargetGroupAssociationLimit",
    text: ({ groups, othersOf }) =>
      "The following target groups cannot be associated with more than one load balancer: " +
      arnsOf(groups.filter((group) => othersOf(group).length > 0)),
  },
];
