/** Elastic Load Balancing's records of both generations; there is no traffic. */
import type { Tag } from "./launch-template.ts";
import type { Instant } from "./time.ts";

interface BalancerRecordBase {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: Instant;
  /** The answered members in AWS's own shape, except derived ones. */
  readonly members: Readonly<Record<string, unknown>>;
  /** The attributes that differ from AWS's defaults. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
}

export interface LoadBalancer extends BalancerRecordBase {
  readonly kind: "loadBalancer";
}

export interface TargetGroup extends BalancerRecordBase {
  readonly kind: "targetGroup";
  /** Those that a caller registered; the instances of groups are not listed here. */
  readonly targets: readonly Target[];
}

export interface Listener extends BalancerRecordBase {
  readonly kind: "listener";
  readonly loadBalancerArn: string;
  readonly targetGroupArns: readonly string[];
}

/** A classic load balancer, which has no ARN on the wire and is known by its name. */
export interface ClassicLoadBalancer extends BalancerRecordBase {
  readonly kind: "classicLoadBalancer";
  /** Those that a caller registered; the instances of groups are not listed here. */
  readonly instances: readonly Target[];
  /** In AWS's own shape, if not the defaults. */
  readonly classicAttributes: Readonly<Record<string, unknown>>;
}

/** Records that callers know by ARN. */
export type BalancerRecord = LoadBalancer | TargetGroup | Listener;
export type AnyBalancerRecord = BalancerRecord | ClassicLoadBalancer;

export interface Target {
  readonly id: string;
  readonly port?: number;
  readonly availabilityZone?: string;
  readonly registeredAt: Instant;
  /** Described as draining until then, and gone afterwards. */
  readonly drainsUntil?: Instant;
}

export type BalancerChange =
  /** A new record, or a replacement of the one with the same ARN. */
  | { readonly type: "BalancerRecordPut"; readonly record: AnyBalancerRecord }
  /** Also deletes the listeners of a load balancer. */
  | { readonly type: "BalancerRecordDeleted"; readonly arn: string };

/** A region's records, by ARN. */
interface BalancerRecords {
  readonly balancing: ReadonlyMap<string, AnyBalancerRecord>;
}

export function recordsOf<K extends AnyBalancerRecord["kind"]>(
  { balancing }: BalancerRecords,
  kind: K,
): readonly Extract<AnyBalancerRecord, { kind: K }>[] {
  return [...balancing.values()].filter(
    (record): record is Extract<AnyBalancerRecord, { kind: K }> => record.kind === kind,
  );
}

/** The load balancers with a listener that forwards to the target group, each once. */
export function balancersOf(region: BalancerRecords, targetGroupArn: string): readonly string[] {
  const forwarding = recordsOf(region, "listener").filter(({ targetGroupArns }) =>
    targetGroupArns.includes(targetGroupArn),
  );
  return [...new Set(forwarding.map(({ loadBalancerArn }) => loadBalancerArn))];
}
