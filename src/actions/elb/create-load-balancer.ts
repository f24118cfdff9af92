/** CreateLoadBalancer: creates a classic load balancer, whose DNS name does not resolve. */
import { isDeepStrictEqual } from "node:util";
import type { ClassicLoadBalancer } from "../../domain/load-balancing.ts";
import { defaultGroupIdOf } from "../../domain/network-records.ts";
import { stableHex } from "../../domain/stable-hash.ts";
import { balancerTexts } from "../../domain/texts/balancer-texts.ts";
import { fault } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { type ActionContext, defineAction } from "../action.ts";
import { checkBalancerName, withBalancerTags } from "../elastic-load-balancing.ts";
import { findClassic } from "./balancers.ts";
import { describedListeners, withAdded } from "./listeners.ts";
import { newPlace } from "./places.ts";

type Request = Input<"elb", "CreateLoadBalancer">;

export const createLoadBalancer = defineAction("elb", "CreateLoadBalancer", (input, context) => {
  const name = input.LoadBalancerName ?? "";
  checkBalancerName("load balancer", name);
  const record = newRecord(input, context);
  const DNSName = String(record.members.DNSName);
  const known = findClassic(context.region, name);
  if (known === undefined) {
    return { output: { DNSName }, changes: [{ type: "BalancerRecordPut", record }] };
  }
  if (isDeepStrictEqual(known.members, record.members)) return { output: { DNSName } };
  const message = balancerTexts.duplicateClassic(name);
  throw fault("elb", "DuplicateAccessPointNameException", message);
});

const schemes = ["internet-facing", "internal"];

function newRecord(request: Request, { region, now }: ActionContext): ClassicLoadBalancer {
  const { LoadBalancerName: name = "", Scheme = "internet-facing", Tags } = request;
  const arn = `arn:aws:elasticloadbalancing:${region.name}:${region.account}:loadbalancer/${name}`;
  if (!schemes.includes(Scheme)) {
    throw fault("elb", "InvalidSchemeException", balancerTexts.invalidScheme(Scheme));
  }
  const place = newPlace(request, region);
  const listeners = withAdded(name, [], describedListeners(request.Listeners));
  const prefix = Scheme === "internal" ? "internal-" : "";
  const number = Number.parseInt(stableHex(arn).slice(0, 8), 16);
  const DNSName = `${prefix}${name}-${number}.${region.name}.elb.amazonaws.com`;
  const own = request.SecurityGroups ?? [];
  const groups = own.length > 0 ? own : [defaultGroupIdOf(place.VPCId ?? "", region)];
  return {
    kind: "classicLoadBalancer",
    arn,
    name,
    createdAt: now,
    attributes: {},
    instances: [],
    classicAttributes: {},
    tags: withBalancerTags([], Tags),
    members: {
      DNSName,
      CanonicalHostedZoneName: DNSName,
      Scheme,
      ...place,
      CanonicalHostedZoneNameID: "Z35SXDOTRQ7X7K",
      ListenerDescriptions: listeners,
      HealthCheck: {
        Target: `TCP:${listeners[0]?.Listener.InstancePort ?? 80}`,
        Interval: 30,
        Timeout: 5,
        UnhealthyThreshold: 2,
        HealthyThreshold: 10,
      },
      ...(place.VPCId === undefined ? {} : { SecurityGroups: groups }),
      SourceSecurityGroup: { OwnerAlias: region.account, GroupName: "default" },
    },
  };
}
