/** Finds classic load balancers for a request, and shows them. */
import { instancesSeen } from "../../domain/classic-health.ts";
import { type ClassicLoadBalancer, recordsOf } from "../../domain/load-balancing.ts";
import { balancerTexts } from "../../domain/texts/balancer-texts.ts";
import type { Region } from "../../domain/world.ts";
import { fault } from "../../model/faults.ts";
import type { Input, Output } from "../../model/operations.ts";
import type { ActionContext } from "../action.ts";

type Description = NonNullable<
  Output<"elb", "DescribeLoadBalancers">["LoadBalancerDescriptions"]
>[number];
type Attributes = NonNullable<
  Output<"elb", "DescribeLoadBalancerAttributes">["LoadBalancerAttributes"]
>;

export function existingClassic(region: Region, name = ""): ClassicLoadBalancer {
  const found = findClassic(region, name);
  if (found !== undefined) return found;
  throw fault("elb", "AccessPointNotFoundException", balancerTexts.unknownClassic(name));
}

export function findClassic(region: Region, name: string): ClassicLoadBalancer | undefined {
  return recordsOf(region, "classicLoadBalancer").find((one) => one.name === name);
}

/** The instance ids in the request, which must all exist. */
export function instanceIdsIn(
  given: Input<"elb", "RegisterInstancesWithLoadBalancer">["Instances"],
  { instances }: Region,
): readonly string[] {
  const ids = (given ?? []).map(({ InstanceId = "" }) => InstanceId);
  const unknown = ids.find((id) => !instances.has(id));
  if (unknown === undefined) return ids;
  throw fault("elb", "InvalidEndPointException", balancerTexts.unknownInstance(unknown));
}

export function presentInstances(
  balancer: ClassicLoadBalancer,
  { region, hasCome, settings }: Pick<ActionContext, "region" | "hasCome" | "settings">,
) {
  const seen = instancesSeen(balancer, { region, hasCome, timing: settings.timing });
  return seen.map(({ id }) => ({ InstanceId: id }));
}

export function presentClassic(balancer: ClassicLoadBalancer, context: ActionContext): Description {
  const { name, createdAt, members } = balancer;
  return {
    LoadBalancerName: name,
    ...members,
    Policies: {
      AppCookieStickinessPolicies: [],
      LBCookieStickinessPolicies: [],
      OtherPolicies: [],
    },
    BackendServerDescriptions: [],
    Instances: presentInstances(balancer, context),
    CreatedTime: new Date(createdAt),
  };
}

/** AWS's defaults, overridden by what was set. */
export function attributesOfClassic({ classicAttributes }: ClassicLoadBalancer): Attributes {
  return {
    CrossZoneLoadBalancing: { Enabled: false },
    AccessLog: { Enabled: false },
    ConnectionDraining: { Enabled: false, Timeout: 300 },
    ConnectionSettings: { IdleTimeout: 60 },
    AdditionalAttributes: [{ Key: "elb.http.desyncmitigationmode", Value: "defensive" }],
    ...classicAttributes,
  };
}
