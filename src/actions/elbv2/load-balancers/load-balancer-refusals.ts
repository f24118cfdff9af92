/**
 * What Elastic Load Balancing refuses of a new load balancer. The texts are those that the public
 * rule set cdk-preflight recorded.
 */
import type { Subnet } from "../../../domain/ec2-record.ts";
import type { Refusal } from "../../../domain/refusals.ts";
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import type { Input } from "../../../model/operations.ts";

/** A request, with the subnets that it names. */
interface WantedLoadBalancer {
  readonly request: Input<"elbv2", "CreateLoadBalancer">;
  readonly subnets: readonly Subnet[];
  /** The VPC of a security group that is known. */
  readonly vpcOfGroup: (id: string) => string | undefined;
}

type Rows = readonly Refusal<WantedLoadBalancer>[];

const typeOf = ({ request }: WantedLoadBalancer) => request.Type ?? "application";
const mappingsOf = ({ request }: WantedLoadBalancer) => request.SubnetMappings ?? [];
const groupsOf = ({ request }: WantedLoadBalancer) => request.SecurityGroups ?? [];
const isInternal = ({ request }: WantedLoadBalancer) => request.Scheme === "internal";
const hasPrefix = ({ request }: WantedLoadBalancer) =>
  request.EnablePrefixForIpv6SourceNat === "on";

function zonesOf({ subnets }: WantedLoadBalancer): ReadonlySet<string> {
  return new Set(subnets.map(({ availabilityZone }) => availabilityZone));
}

const gatewayRefusals: Rows = [
  {
    when: (wanted) => typeOf(wanted) === "gateway" && wanted.request.Scheme !== undefined,
    text: "Scheme is not supported for Gateway Load Balancers.",
  },
  {
    when: (wanted) => typeOf(wanted) === "gateway" && groupsOf(wanted).length > 0,
    text: "Security Groups are not supported for Gateway Load Balancers.",
  },
];

const addressRefusals: Rows = [
  {
    when: (wanted) =>
      wanted.request.IpAddressType === "dualstack-without-public-ipv4" &&
      typeOf(wanted) !== "application",
    text: (wanted) =>
      "The specified IP address type is not supported on load balancers with type " +
      `'${typeOf(wanted)}'.`,
  },
  {
    when: (wanted) =>
      typeOf(wanted) !== "network" && mappingsOf(wanted).some(({ AllocationId }) => AllocationId),
    text: (wanted) =>
      `Elastic IPs are not supported for load balancers with type '${typeOf(wanted)}'`,
  },
  {
    when: (wanted) =>
      mappingsOf(wanted).some(({ PrivateIPv4Address }) => PrivateIPv4Address) &&
      !(typeOf(wanted) === "network" && isInternal(wanted)),
    text:
      "You can only specify private IPv4 addresses for Network Load Balancers with scheme " +
      "'internal'.",
  },
  {
    // No subnet here has an IPv6 block.
    when: (wanted) => mappingsOf(wanted).some(({ IPv6Address }) => IPv6Address),
    text: (wanted) =>
      `IPv6 address ${mappingsOf(wanted).find(({ IPv6Address }) => IPv6Address)?.IPv6Address} ` +
      "does not belong to the cidr block associated with the subnet",
  },
  {
    when: (wanted) => hasPrefix(wanted) && typeOf(wanted) !== "network",
    text: "'EnablePrefixForIpv6SourceNat' can only be specified for LoadBalancer type 'network'.",
  },
  {
    when: (wanted) => hasPrefix(wanted) && wanted.request.IpAddressType !== "dualstack",
    text:
      "'EnablePrefixForIpv6SourceNat' can only be specified when using IpAddressType " +
      "'dualstack'.",
  },
  {
    when: (wanted) =>
      !hasPrefix(wanted) &&
      mappingsOf(wanted).some(({ SourceNatIpv6Prefix }) => SourceNatIpv6Prefix),
    text:
      "'EnablePrefixForIpv6SourceNat' must be set to 'on', before 'SourceNatIpv6Prefix' can be " +
      "specified.",
  },
];

export const loadBalancerRefusals: Rows = [
  ...gatewayRefusals,
  ...addressRefusals,
  {
    when: (wanted) => zonesOf(wanted).size < wanted.subnets.length,
    code: "InvalidConfigurationRequest",
    text: "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
  },
  {
    when: (wanted) => typeOf(wanted) === "application" && zonesOf(wanted).size < 2,
    text: balancerTexts.twoSubnets,
  },
  {
    when: (wanted) => {
      const [{ vpcId } = { vpcId: "" }] = wanted.subnets;
      return groupsOf(wanted).some((id) => (wanted.vpcOfGroup(id) ?? vpcId) !== vpcId);
    },
    code: "InvalidSecurityGroup",
    text: "One or more security groups are invalid",
  },
];
