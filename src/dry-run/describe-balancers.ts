/** How long load balancers drain instances, as Elastic Load Balancing's describes tell it. */
import type { QueryCall } from "../undo/query-call.ts";
import { listOf, membersOf, numbered, textOf } from "./members.ts";

const host = { signingName: "elasticloadbalancing", host: "elasticloadbalancing" };
const current = { ...host, version: "2015-12-01" };
const classic = { ...host, version: "2012-06-01" };

export interface TargetGroupReading {
  readonly arn: string;
  readonly name: string;
  /** The name of a load balancer that forwards to it; without one its targets do not drain. */
  readonly balancer: string | undefined;
}

/** By name, with AWS's own names. */
export type Attributes = ReadonlyMap<string, string>;

/** The most that one call names. */
const mostArns = 20;

export async function describeTargetGroups(
  query: QueryCall,
  arns: readonly string[],
): Promise<readonly TargetGroupReading[]> {
  const found: TargetGroupReading[] = [];
  for (let from = 0; from < arns.length; from += mostArns) {
    const named = numbered("TargetGroupArns.member", arns.slice(from, from + mostArns));
    const answer = await query(current, "DescribeTargetGroups", named);
    const { TargetGroups } = membersOf(answer.DescribeTargetGroupsResult);
    found.push(...listOf(TargetGroups).map(readTargetGroup));
  }
  return found;
}

function readTargetGroup(value: unknown): TargetGroupReading {
  const { TargetGroupArn, TargetGroupName, LoadBalancerArns } = membersOf(value);
  const [balancerArn] = listOf(LoadBalancerArns);
  // `…:loadbalancer/app/NAME/…`
  const balancer = textOf(balancerArn)?.split("/")[2];
  return { arn: String(TargetGroupArn), name: String(TargetGroupName), balancer };
}

export async function targetGroupAttributes(query: QueryCall, arn: string): Promise<Attributes> {
  const asked = { TargetGroupArn: arn };
  const answer = await query(current, "DescribeTargetGroupAttributes", asked);
  const { Attributes: list } = membersOf(answer.DescribeTargetGroupAttributesResult);
  return new Map(
    listOf(list).map((attribute) => {
      const { Key, Value } = membersOf(attribute);
      return [String(Key), textOf(Value) ?? ""];
    }),
  );
}

/** `Enabled` and `Timeout` of the connection draining. */
export async function classicAttributes(query: QueryCall, name: string): Promise<Attributes> {
  const asked = { LoadBalancerName: name };
  const answer = await query(classic, "DescribeLoadBalancerAttributes", asked);
  const { LoadBalancerAttributes } = membersOf(answer.DescribeLoadBalancerAttributesResult);
  const { ConnectionDraining } = membersOf(LoadBalancerAttributes);
  const members = Object.entries(membersOf(ConnectionDraining));
  return new Map(members.map(([name, value]) => [name, String(value)]));
}
