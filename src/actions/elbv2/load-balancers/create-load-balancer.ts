/** CreateLoadBalancer: creates a record, active after a while, whose DNS name does not resolve. */
import type { Subnet } from "../../../domain/ec2-record.ts";
import { type LoadBalancer, recordsOf } from "../../../domain/load-balancing.ts";
import { defaultGroupIdOf, findSubnet, securityGroupsOf } from "../../../domain/network-records.ts";
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { withBalancerTags } from "../../elastic-load-balancing.ts";
import { refuseBy } from "../../refusals.ts";
import { named, newBalancerArn } from "../existing-balancer.ts";
import { loadBalancerNameRefusals } from "../name-refusals.ts";
import { presentLoadBalancer, sameMembers } from "../present-balancers.ts";
import { loadBalancerRefusals } from "./load-balancer-refusals.ts";

type Request = Input<"elbv2", "CreateLoadBalancer">;

export const createLoadBalancer = defineAction("elbv2", "CreateLoadBalancer", (input, context) => {
  const name = input.Name ?? "";
  refuseBy(loadBalancerNameRefusals, name);
  const record = newRecord(input, context);
  const known = named(recordsOf(context.region, "loadBalancer"), name);
  if (known !== undefined) {
    if (!sameMembers(known, record, ["DNSName"])) {
      const message = balancerTexts.duplicateLoadBalancer(name);
      throw fault("elbv2", "DuplicateLoadBalancerNameException", message);
    }
    return { output: { LoadBalancers: [presentLoadBalancer(known, context)] } };
  }
  return {
    output: { LoadBalancers: [presentLoadBalancer(record, context)] },
    changes: [{ type: "BalancerRecordPut", record }],
  };
});

const pathOfType = { application: "app", network: "net", gateway: "gwy" } as const;

function newRecord(request: Request, context: ActionContext): LoadBalancer {
  const { region, now } = context;
  const { Name: name = "", Type = "application", Scheme = "internet-facing" } = request;
  const subnets = subnetsOf(request, region);
  const groups = new Map(securityGroupsOf(region).map(({ id, vpcId }) => [id, vpcId]));
  refuseBy(loadBalancerRefusals, { request, subnets, vpcOfGroup: (id) => groups.get(id) });
  const arn = newBalancerArn(context, `loadbalancer/${pathOfType[Type]}/${name}`);
  const prefix = Scheme === "internal" ? "internal-" : "";
  const number = arn.slice(-16);
  const security = request.SecurityGroups?.length
    ? request.SecurityGroups
    : [defaultGroupIdOf(subnets[0]?.vpcId ?? "", region)];
  return {
    kind: "loadBalancer",
    arn,
    name,
    createdAt: now,
    attributes: {},
    tags: withBalancerTags([], request.Tags),
    members: {
      DNSName: `${prefix}${name}-${number}.${region.name}.elb.amazonaws.com`,
      CanonicalHostedZoneId: "Z35SXDOTRQ7X7K",
      Scheme,
      Type,
      VpcId: subnets[0]?.vpcId,
      AvailabilityZones: subnets.map(({ id, availabilityZone }) => ({
        ZoneName: availabilityZone,
        SubnetId: id,
        LoadBalancerAddresses: [],
      })),
      ...(Type === "application" ? { SecurityGroups: security } : {}),
      IpAddressType: request.IpAddressType ?? "ipv4",
      EnablePrefixForIpv6SourceNat: request.EnablePrefixForIpv6SourceNat,
    },
  };
}

function subnetsOf(request: Request, region: Region): readonly Subnet[] {
  const mapped = (request.SubnetMappings ?? []).map(({ SubnetId = "" }) => SubnetId);
  const ids = [...(request.Subnets ?? []), ...mapped];
  if (ids.length === 0) throw validationError(balancerTexts.noSubnets);
  return ids.map((id) => {
    const subnet = findSubnet(region, id);
    if (subnet !== undefined) return subnet;
    throw fault("elbv2", "SubnetNotFoundException", balancerTexts.unknownSubnet(id));
  });
}
