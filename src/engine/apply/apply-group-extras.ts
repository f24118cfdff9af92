/**
 * Applies changes of a group's notifications, metrics and traffic sources, and of account settings.
 */
import { never } from "../../domain/assert.ts";
import type {
  AccountSettingChange,
  GroupExtrasChange,
} from "../../domain/changes/group-extras-change.ts";
import { sourceRemovedAt } from "../../domain/connection-draining.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import {
  isTokenRemembered,
  type LaunchTokenChange,
  launchTokenKey,
} from "../../domain/launch-token.ts";
import { type TrafficSource, trafficSourceKey } from "../../domain/traffic-source.ts";
import { type ApplyContext, groupNamed } from "./apply-context.ts";
import { sendTrial } from "./apply-events.ts";
import { dropExpired } from "./apply-region.ts";
import { awaitHealthOfLeftOut, takeInAll } from "./left-out.ts";

export function applyGroupExtrasChange(context: ApplyContext, change: GroupExtrasChange): void {
  const group = groupNamed(context, change.group);
  switch (change.type) {
    case "NotificationsPut":
      group.notifications.set(change.topicArn, change.notificationTypes);
      sendTrial(context, group, change.topicArn, change.requestId);
      return;
    case "NotificationsDeleted":
      group.notifications.delete(change.topicArn);
      return;
    case "MetricsCollectionSet":
      group.enabledMetrics = change.metrics;
      return;
    case "TrafficSourcesAttached":
    case "TrafficSourcesDetached": {
      const isDetached = change.type === "TrafficSourcesDetached";
      for (const source of change.sources) {
        const { region, settings, at: now } = context;
        const place = { region, group, timing: settings.timing, now };
        const removedAt = isDetached ? sourceRemovedAt(source, place) : undefined;
        const changed = { ...source, changedAt: now, isDetached, removedAt };
        moveSource(group, source, isDetached);
        group.changedSources.set(trafficSourceKey(source), changed);
      }
      if (isDetached) awaitHealthOfLeftOut(context, group);
      else takeInAll(context, group);
      return;
    }
    default:
      return never(change);
  }
}

/** Applies changes of the account: settings, and client tokens of launches. */
export function applyAccountChange(
  { region, at }: ApplyContext,
  change: AccountSettingChange | LaunchTokenChange,
): void {
  if (change.type === "AccountSettingPut") {
    region.accountSettings.set(change.name, change.value);
    return;
  }
  const { launchTokens } = region;
  const key = launchTokenKey(change.use);
  // A token that is used again moves to the end, because the map is in order of use.
  launchTokens.delete(key);
  launchTokens.set(key, change.use);
  dropExpired(launchTokens, (use) => !isTokenRemembered(use, at));
}

/** Stores the source under the AWS member that shows it. */
function moveSource(group: AutoScalingGroup, source: TrafficSource, isDetached: boolean): void {
  const { type, identifier } = source;
  const isOther = (one: unknown) => identifierOf(one) !== identifier;
  for (const member of ["LoadBalancerNames", "TargetGroupARNs", "TrafficSources"] as const) {
    const listed = (group.stored[member] ?? []) as readonly unknown[];
    const others = listed.filter(isOther);
    const isOwn = member === ownMember[type];
    const shown = member === "TrafficSources" ? { Identifier: identifier, Type: type } : identifier;
    const kept = isOwn && !isDetached ? [...others, shown] : others;
    if (kept.length === listed.length && others.length === listed.length) continue;
    group.stored = { ...group.stored, [member]: kept };
  }
}

const ownMember = {
  elb: "LoadBalancerNames",
  elbv2: "TargetGroupARNs",
  "vpc-lattice": "TrafficSources",
} as const;

function identifierOf(one: unknown): unknown {
  return typeof one === "string" ? one : (one as { readonly Identifier?: string }).Identifier;
}
