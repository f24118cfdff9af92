/** Presents a kept event with the type and the body that EventBridge would deliver. */
import { activityDetail, activityResources, activityType } from "./activity-events.ts";
import { type EventBridgeEvent, eventId } from "./event-bridge-event.ts";
import type { BusFact, HookFact, RefreshFact } from "./event-fact.ts";
import { hookPath } from "./event-paths.ts";
import { launching } from "./lifecycle-hook.ts";
import { isoSecond, wholeSecond } from "./time.ts";

/** The event's body; members in the order of the wire. */
export function eventOf(fact: BusFact): EventBridgeEvent {
  const type = typeOf(fact);
  const { id, source, time, resources, detail } =
    fact.kind === "put" ? fact : { ...contentsOf(fact, type), time: fact.at };
  return {
    version: "0",
    id,
    "detail-type": type,
    source,
    account: fact.account,
    time: isoSecond(wholeSecond(time)),
    region: fact.region,
    resources,
    detail,
  };
}

/** The facts of groups, which Auto Scaling sends itself. */
type OwnFact = Exclude<BusFact, { readonly kind: "put" }>;

function contentsOf(fact: OwnFact, type: string) {
  return {
    id: eventId(type, keyOf(fact)),
    source: "aws.autoscaling",
    resources: fact.kind === "activity" ? activityResources(fact) : [fact.groupArn],
    detail: detailOf(fact),
  };
}

/** The member `detail-type`. */
export function typeOf(fact: BusFact): string {
  switch (fact.kind) {
    case "refresh":
      return `EC2 Auto Scaling Instance Refresh ${fact.what}`;
    case "hook": {
      const transition = fact.transition === launching ? "launch" : "terminate";
      return `EC2 Instance-${transition} Lifecycle Action`;
    }
    case "put":
      return fact.detailType;
    default:
      return activityType(fact);
  }
}

/** Distinguishes the event from all others of its type. */
function keyOf(fact: OwnFact): string {
  switch (fact.kind) {
    case "refresh":
      return `${fact.refreshId}/${fact.checkpoint?.percentage ?? ""}/${fact.at}`;
    case "hook":
      return fact.token;
    default:
      return fact.activity.id;
  }
}

function detailOf(fact: OwnFact): EventBridgeEvent["detail"] {
  switch (fact.kind) {
    case "refresh":
      return refreshDetail(fact);
    case "hook":
      return hookDetail(fact);
    default:
      return activityDetail(fact);
  }
}

/** Percentage and delay are strings; 100 percent is never announced. */
function refreshDetail({ group, refreshId, checkpoint }: OwnFact & RefreshFact) {
  const detail = { InstanceRefreshId: refreshId, AutoScalingGroupName: group };
  if (checkpoint === undefined) return detail;
  return {
    ...detail,
    CheckpointPercentage: String(checkpoint.percentage),
    CheckpointDelay: String(checkpoint.delaySeconds),
  };
}

function hookDetail(fact: OwnFact & HookFact) {
  const { group, transition, move, notificationMetadata: metadata } = fact;
  const detail = {
    LifecycleActionToken: fact.token,
    AutoScalingGroupName: group,
    LifecycleHookName: fact.hookName,
    EC2InstanceId: fact.instanceId,
    LifecycleTransition: transition,
    ...hookPath(transition, move),
  };
  return metadata ? { ...detail, NotificationMetadata: metadata } : detail;
}
