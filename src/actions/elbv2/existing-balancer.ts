/** Finds Elastic Load Balancing's records for a request, and names new ones. */
import {
  type BalancerRecord,
  type Listener,
  type LoadBalancer,
  recordsOf,
  type TargetGroup,
} from "../../domain/load-balancing.ts";
import { balancerTexts } from "../../domain/texts/balancer-texts.ts";
import type { Region } from "../../domain/world.ts";
import { fault, type ServiceError } from "../../model/faults.ts";
import type { ActionContext } from "../action.ts";

export function existingLoadBalancer({ balancing }: Region, arn = ""): LoadBalancer {
  const record = balancing.get(arn);
  if (record?.kind === "loadBalancer") return record;
  const message = balancerTexts.unknownLoadBalancer(arn);
  throw fault("elbv2", "LoadBalancerNotFoundException", message);
}

export function existingTargetGroup({ balancing }: Region, arn = ""): TargetGroup {
  const record = balancing.get(arn);
  if (record?.kind === "targetGroup") return record;
  const message = balancerTexts.unknownTargetGroup(arn);
  throw fault("elbv2", "TargetGroupNotFoundException", message);
}

export function existingListener({ balancing }: Region, arn = ""): Listener {
  const record = balancing.get(arn);
  if (record?.kind === "listener") return record;
  throw fault("elbv2", "ListenerNotFoundException", balancerTexts.unknownListener(arn));
}

/** Finds any record, for tags; the ARN's kind determines the error. Rules have no tags here. */
export function existingRecord(region: Region, arn: string): BalancerRecord {
  if (arn.includes(":listener-rule/")) {
    throw fault("elbv2", "RuleNotFoundException", balancerTexts.unknownRules);
  }
  if (arn.includes(":truststore/")) {
    throw fault("elbv2", "TrustStoreNotFoundException", balancerTexts.unknownTrustStore(arn));
  }
  if (arn.includes(":targetgroup/")) return existingTargetGroup(region, arn);
  if (arn.includes(":listener/")) return existingListener(region, arn);
  return existingLoadBalancer(region, arn);
}

export function named<R extends BalancerRecord>(records: readonly R[], name = ""): R | undefined {
  return records.find((record) => record.name === name);
}

/** A new ARN: `arn:…:loadbalancer/app/web/` and sixteen drawn digits. */
export function newBalancerArn({ region, identifiers }: ActionContext, path: string): string {
  const id = identifiers.uuid().replaceAll("-", "").slice(0, 16);
  return `arn:aws:elasticloadbalancing:${region.name}:${region.account}:${path}/${id}`;
}

interface Selection<R> {
  readonly records: readonly R[];
  readonly arns: readonly string[] | undefined;
  readonly names: readonly string[] | undefined;
  readonly missing: (names: readonly string[]) => ServiceError;
}

/** All records, or those named by ARN or name; a missing one fails the whole call. */
export function selected<R extends BalancerRecord>(selection: Selection<R>): readonly R[] {
  const { records, missing } = selection;
  const { arns = [], names = [] } = selection;
  if (arns.length === 0 && names.length === 0) return records;
  const isMeant = ({ arn, name }: R) => arns.includes(arn) || names.includes(name);
  const found = records.filter(isMeant);
  const absent = [...arns, ...names].filter(
    (one) => !found.some(({ arn, name }) => arn === one || name === one),
  );
  if (absent.length > 0) throw missing(absent);
  return found;
}

export function listenersOf(region: Region, loadBalancerArn: string): readonly Listener[] {
  return recordsOf(region, "listener").filter((one) => one.loadBalancerArn === loadBalancerArn);
}
