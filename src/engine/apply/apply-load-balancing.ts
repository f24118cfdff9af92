/** Applies changes of Elastic Load Balancing's records. */
import { type BalancerChange, recordsOf, type Target } from "../../domain/load-balancing.ts";
import { milliseconds } from "../../domain/time.ts";
import type { ApplyContext } from "./apply-context.ts";
import { takeIn } from "./left-out.ts";

export function applyBalancerChange(context: ApplyContext, change: BalancerChange): void {
  const { region } = context;
  if (change.type === "BalancerRecordPut") {
    const { record } = change;
    const before = region.balancing.get(record.arn);
    region.balancing.set(record.arn, record);
    if (record.kind !== "targetGroup") return;
    const known = before?.kind === "targetGroup" ? before.targets : [];
    const isKnown = ({ id, port, drainsUntil }: Target) =>
      known.some((one) => one.id === id && one.port === port && one.drainsUntil === drainsUntil);
    const draining = record.targets.filter(({ drainsUntil }) => drainsUntil !== undefined);
    for (const target of draining) if (!isKnown(target)) awaitEnd(context, target);
    for (const target of record.targets) if (!isKnown(target)) registered(context, target);
    return;
  }
  region.balancing.delete(change.arn);
  for (const { arn, loadBalancerArn } of recordsOf(region, "listener")) {
    if (loadBalancerArn === change.arn) region.balancing.delete(arn);
  }
}

/** A member that AddToLoadBalancer left out has health results from now on. */
function registered(context: ApplyContext, { id, drainsUntil }: Target): void {
  const instance = context.region.instances.get(id);
  const group = context.region.groups.get(instance?.groupName ?? "");
  if (drainsUntil !== undefined || instance === undefined || group === undefined) return;
  takeIn(context, group, instance);
}

/**
 * Schedules the failure of a drained member's ELB check, but not within the grace period.
 */
function awaitEnd(context: ApplyContext, { id, drainsUntil }: Target): void {
  const { region, regionKey } = context;
  const { groupName = "", inServiceAt = 0 } = region.instances.get(id) ?? {};
  const group = region.groups.get(groupName);
  if (drainsUntil === undefined || group === undefined) return;
  const graceEndsAt = inServiceAt + milliseconds(group.healthCheckGracePeriodSeconds);
  const event = { kind: "instance", region: regionKey, id, step: "leaveTargetGroup" } as const;
  context.schedule(Math.max(drainsUntil, graceEndsAt), event);
}
