/** The events that AWS would put on EventBridge's bus, read off what happened in a region. */
import type { AutoScalingGroup } from "./group.ts";
import type { JournalEntry } from "./journal-entry.ts";
import { launching } from "./lifecycle-hook.ts";
import { zoneIdOf } from "./network.ts";
import type { RefreshStatus } from "./refresh-status.ts";
import {
  type ActivityKind,
  causeOf,
  descriptionOf,
  type ScalingActivity,
} from "./scaling-activity.ts";
import { stableHex } from "./stable-hash.ts";
import { type Instant, isoMillisecond, isoSecond, wholeSecond } from "./time.ts";
import type { Region } from "./world.ts";

export interface EventBridgeEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: "aws.autoscaling";
  readonly account: string;
  /** Cut to the second (G-146). */
  readonly time: string;
  readonly region: string;
  /** The group's ARN; instance events add the instance's (R-242). */
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * The events of a region's groups in the order of their time: of launches and terminations from the
 * scaling activities, of refreshes and lifecycle hooks from the journal lines given.
 */
export function eventsOf(region: Region, entries: readonly JournalEntry[]): EventBridgeEvent[] {
  const isHere = ({ account, region: name }: JournalEntry) =>
    account === region.account && name === region.name;
  const here = entries.filter(isHere);
  const hooked = new Set(here.flatMap((entry) => heldTerminations(region, entry)));
  const told = [
    ...here.flatMap((entry) => journalEvents(region, entry)),
    ...[...region.groups.values()].flatMap((group) => activityEvents(region, group, hooked)),
  ];
  return told.sort((a, b) => a.at - b.at).map(({ event }) => event);
}

interface Told {
  readonly at: Instant;
  readonly event: EventBridgeEvent;
}

/** Statuses whose beginning is an event (R-244). A rollback is told when the engine begins it. */
const refreshEvents: Partial<Record<RefreshStatus, string>> = {
  InProgress: "Started",
  Baking: "Started Baking",
  Successful: "Succeeded",
  Failed: "Failed",
  Cancelled: "Cancelled",
  RollbackSuccessful: "Rollback Succeeded",
  RollbackFailed: "Rollback Failed",
};

function journalEvents(region: Region, entry: JournalEntry): Told[] {
  const { change } = entry;
  switch (change.type) {
    case "RefreshStatusChanged": {
      const what = refreshEvents[change.to];
      return what === undefined ? [] : refreshEvent(region, entry, { ...change, what });
    }
    case "RollbackBegun":
      return refreshEvent(region, entry, { ...change, what: "Rollback Started" });
    case "CheckpointReached":
      return checkpointEvent(region, entry, change);
    case "LifecycleActionsBegun":
      return hookEvents(region, entry, change);
    default:
      return [];
  }
}

interface RefreshNamed {
  readonly group: string;
  readonly refreshId: string;
}

function refreshEvent(
  region: Region,
  entry: JournalEntry,
  { group: name, refreshId, what }: RefreshNamed & { readonly what: string },
  more: Readonly<Record<string, string>> = {},
): Told[] {
  const group = region.groups.get(name);
  if (group === undefined) return [];
  return told(region, {
    at: entry.at,
    key: `${entry.sequence}`,
    type: `EC2 Auto Scaling Instance Refresh ${what}`,
    resources: [group.arn],
    detail: { InstanceRefreshId: refreshId, AutoScalingGroupName: name, ...more },
  });
}

/** The percentage and the delay are texts (R-246); 100 percent is never announced (R-163). */
function checkpointEvent(
  region: Region,
  entry: JournalEntry,
  change: RefreshNamed & { readonly percentage: number },
): Told[] {
  const refreshes = region.groups.get(change.group)?.refreshes ?? [];
  const refresh = refreshes.find(({ id }) => id === change.refreshId);
  return refreshEvent(
    region,
    entry,
    { ...change, what: "Checkpoint Reached" },
    {
      CheckpointPercentage: String(change.percentage),
      CheckpointDelay: String(refresh?.preferences.checkpointDelaySeconds ?? 0),
    },
  );
}

/** One event for each hook that holds the instance (G-149). */
function hookEvents(
  region: Region,
  entry: JournalEntry,
  change: Extract<JournalEntry["change"], { type: "LifecycleActionsBegun" }>,
): Told[] {
  const group = region.groups.get(change.group);
  if (group === undefined) return [];
  return change.actions.flatMap(({ hookName, token }) => {
    const hook = group.lifecycleHooks.get(hookName);
    if (hook === undefined) return [];
    const isLaunch = hook.transition === launching;
    return told(region, {
      at: entry.at,
      key: token,
      type: `EC2 Instance-${isLaunch ? "launch" : "terminate"} Lifecycle Action`,
      resources: [group.arn],
      detail: {
        LifecycleActionToken: token,
        AutoScalingGroupName: group.name,
        LifecycleHookName: hookName,
        EC2InstanceId: change.id,
        LifecycleTransition: hook.transition,
        ...(isLaunch ? intoGroup : outOfGroup),
        Action: isLaunch ? "Launch" : "Terminate",
        ...(hook.notificationMetadata && { NotificationMetadata: hook.notificationMetadata }),
      },
    });
  });
}

/** Instances whose termination a hook held: their events say so (G-146). */
function heldTerminations(region: Region, { change }: JournalEntry): string[] {
  if (change.type !== "LifecycleActionsBegun") return [];
  const hooks = region.groups.get(change.group)?.lifecycleHooks;
  const isLaunch = change.actions.some(({ hookName }) => {
    return hooks?.get(hookName)?.transition === launching;
  });
  return isLaunch ? [] : [change.id];
}

const intoGroup = { Origin: "EC2", Destination: "AutoScalingGroup" } as const;
const outOfGroup = { Origin: "AutoScalingGroup", Destination: "EC2" } as const;

/** Where an instance comes from and goes to (G-147, R-209); other activities send no event. */
const moves: Partial<Record<ActivityKind, { Origin: string; Destination: string }>> = {
  launch: intoGroup,
  launchIntoWarmPool: { Origin: "EC2", Destination: "WarmPool" },
  launchFromWarmPool: { Origin: "WarmPool", Destination: "AutoScalingGroup" },
  terminate: outOfGroup,
};

function activityEvents(
  region: Region,
  group: AutoScalingGroup,
  hooked: ReadonlySet<string>,
): Told[] {
  return [...group.activities.values()].flatMap((activity) => {
    const move = moves[activity.kind];
    if (move === undefined || activity.endTime === undefined) return [];
    const { instanceId, endTime } = activity;
    const action = activity.kind === "terminate" ? "Terminate" : "Launch";
    const isSuccess = activity.statusCode === "Successful";
    const arn = `arn:aws:ec2:${region.name}:${region.account}:instance/${instanceId}`;
    return told(region, {
      at: endTime,
      key: activity.id,
      type: `EC2 Instance ${action} ${isSuccess ? "Successful" : "Unsuccessful"}`,
      resources: instanceId === undefined ? [group.arn] : [group.arn, arn],
      detail: { ...move, Action: action, ...activityDetail(region, group, activity, hooked) },
    });
  });
}

/** Keys in the order of the wire (R-248, G-146). */
function activityDetail(
  region: Region,
  group: AutoScalingGroup,
  activity: ScalingActivity,
  hooked: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  const { id, instanceId, startTime, endTime = startTime, availabilityZone: zone = "" } = activity;
  const isHeld = activity.kind === "terminate" && hooked.has(instanceId ?? "");
  const running = isHeld ? "MidTerminatingLifecycleAction" : "InProgress";
  return {
    Description: descriptionOf(activity),
    EndTime: isoMillisecond(endTime),
    RequestId: id,
    ActivityId: id,
    StartTime: isoMillisecond(startTime),
    EC2InstanceId: instanceId ?? "",
    StatusCode: activity.statusCode === "Successful" ? running : activity.statusCode,
    StatusMessage: activity.statusMessage ?? "",
    Details: {
      "Availability Zone ID": zoneIdOf(region.name, zone),
      "Subnet ID": activity.subnetId,
      "Availability Zone": zone,
    },
    Cause: causeOf(activity),
    AutoScalingGroupName: group.name,
  };
}

interface Telling {
  readonly at: Instant;
  /** Makes the event's id, always the same for the same event. */
  readonly key: string;
  readonly type: string;
  readonly resources: readonly string[];
  readonly detail: EventBridgeEvent["detail"];
}

function told(region: Region, { at, key, type, resources, detail }: Telling): Told[] {
  const digits = `${stableHex(`${type}/${key}`)}${stableHex(key)}`;
  const parts = [0, 8, 12, 16, 20, 32].map((from, nth, cuts) => digits.slice(from, cuts[nth + 1]));
  const event: EventBridgeEvent = {
    version: "0",
    id: parts.slice(0, 5).join("-"),
    "detail-type": type,
    source: "aws.autoscaling",
    account: region.account,
    time: isoSecond(wholeSecond(at)),
    region: region.name,
    resources,
    detail,
  };
  return [{ at, event }];
}
