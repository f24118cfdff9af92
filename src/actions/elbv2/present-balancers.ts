/**
 * Elastic Load Balancing's records as AWS shows them, with members derived from time and other
 * records.
 */
import { isDeepStrictEqual } from "node:util";
import {
  type BalancerRecord,
  balancersOf,
  type Listener,
  type LoadBalancer,
  type TargetGroup,
} from "../../domain/load-balancing.ts";
import type { SeenTarget } from "../../domain/target-health.ts";
import { milliseconds } from "../../domain/time.ts";
import type { Region } from "../../domain/world.ts";
import type { Output } from "../../model/operations.ts";
import type { ActionContext } from "../action.ts";

type LoadBalancerAnswer = NonNullable<
  Output<"elbv2", "DescribeLoadBalancers">["LoadBalancers"]
>[number];
type TargetGroupAnswer = NonNullable<
  Output<"elbv2", "DescribeTargetGroups">["TargetGroups"]
>[number];
type ListenerAnswer = NonNullable<Output<"elbv2", "DescribeListeners">["Listeners"]>[number];
type RuleAnswer = NonNullable<Output<"elbv2", "DescribeRules">["Rules"]>[number];
type HealthAnswer = NonNullable<
  Output<"elbv2", "DescribeTargetHealth">["TargetHealthDescriptions"]
>[number];

/** AWS documents no time for provisioning; here it takes as long as a first health result. */
export function presentLoadBalancer(
  { arn, name, createdAt, members }: LoadBalancer,
  { hasCome, settings }: Pick<ActionContext, "hasCome" | "settings">,
): LoadBalancerAnswer {
  const activeAt = createdAt + milliseconds(settings.timing.settleSeconds);
  return {
    ...members,
    LoadBalancerArn: arn,
    LoadBalancerName: name,
    CreatedTime: new Date(createdAt),
    State: { Code: hasCome(activeAt) ? "active" : "provisioning" },
  };
}

export function presentTargetGroup(
  { arn, name, members }: TargetGroup,
  region: Region,
): TargetGroupAnswer {
  const LoadBalancerArns = [...balancersOf(region, arn)];
  return { ...members, TargetGroupArn: arn, TargetGroupName: name, LoadBalancerArns };
}

export function presentListener({ arn, loadBalancerArn, members }: Listener): ListenerAnswer {
  return { ...members, ListenerArn: arn, LoadBalancerArn: loadBalancerArn };
}

/** The default rule of a listener. */
export function presentDefaultRule({ members }: Listener, arn: string): RuleAnswer {
  const { DefaultActions }: ListenerAnswer = members;
  return {
    RuleArn: arn,
    Priority: "default",
    Conditions: [],
    IsDefault: true,
    Actions: DefaultActions,
  };
}

export function presentTargetHealth(seen: SeenTarget, healthCheckPort: string): HealthAnswer {
  const { id, port, availabilityZone, health } = seen;
  return {
    Target: { Id: id, Port: port, AvailabilityZone: availabilityZone },
    HealthCheckPort: healthCheckPort === "traffic-port" ? String(port ?? "") : healthCheckPort,
    TargetHealth: {
      State: health.state,
      Reason: health.reason as never,
      Description: health.description,
    },
  };
}

/** Whether a create request matches the existing record, apart from generated names. */
export function sameMembers(
  one: BalancerRecord,
  other: BalancerRecord,
  derived: readonly string[],
): boolean {
  const compared = ({ members }: BalancerRecord) =>
    Object.entries(members).filter(
      ([name, value]) => value !== undefined && !derived.includes(name),
    );
  return isDeepStrictEqual(Object.fromEntries(compared(one)), Object.fromEntries(compared(other)));
}
