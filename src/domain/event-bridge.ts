/** The events that AWS would put on EventBridge's bus, derived from what happened in a region. */
import { activityEvents, type EventGroup } from "./activity-events.ts";
import { type DatedEvent, datedEvent, type EventBridgeEvent } from "./event-bridge-event.ts";
import { hookPath } from "./event-paths.ts";
import type { JournalEntry } from "./journal-entry.ts";
import { launching } from "./lifecycle-hook.ts";
import type { RefreshStatus } from "./refresh-status.ts";
import type { Region } from "./world.ts";

/**
 * The events of a region's groups in order of time: launches and terminations from the scaling
 * activities, refreshes and lifecycle hooks from the given journal entries. Events of deleted
 * groups are included, since they have been delivered.
 */
export function eventsOf(region: Region, entries: readonly JournalEntry[]): EventBridgeEvent[] {
  const isHere = ({ account, region: name }: JournalEntry) =>
    account === region.account && name === region.name;
  const here = entries.filter(isHere);
  const hooked = new Set(here.flatMap(heldTerminations));
  const groups = [...region.deletedGroups.values(), ...region.groups.values()];
  const dated = [
    ...here.flatMap((entry) => journalEvents(region, entry)),
    ...groups.flatMap((group) => activityEvents(region, group, hooked)),
  ];
  return dated.sort((a, b) => a.at - b.at).map(({ event }) => event);
}

/**
 * Statuses that send an event when they begin. A rollback's event is sent when the engine
 * begins it.
 */
const refreshEvents: Partial<Record<RefreshStatus, string>> = {
  InProgress: "Started",
  Baking: "Started Baking",
  Successful: "Succeeded",
  Failed: "Failed",
  Cancelled: "Cancelled",
  RollbackSuccessful: "Rollback Succeeded",
  RollbackFailed: "Rollback Failed",
};

function journalEvents(region: Region, entry: JournalEntry): DatedEvent[] {
  const { change } = entry;
  switch (change.type) {
    case "RefreshStatusChanged": {
      const what = change.isSilent ? undefined : refreshEvents[change.to];
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

/** The group with this name at this time, of all that had it one after another. */
function groupAt(region: Region, { at, name }: { at: number; name: string }) {
  const gone = [...region.deletedGroups.values()];
  const then: EventGroup | undefined = gone.find((one) => one.name === name && at <= one.deletedAt);
  return then ?? region.groups.get(name);
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
): DatedEvent[] {
  const group = groupAt(region, { at: entry.at, name });
  if (group === undefined) return [];
  return datedEvent(region, {
    at: entry.at,
    key: `${entry.sequence}`,
    type: `EC2 Auto Scaling Instance Refresh ${what}`,
    resources: [group.arn],
    detail: { InstanceRefreshId: refreshId, AutoScalingGroupName: name, ...more },
  });
}

/** Percentage and delay are strings; 100 percent is never announced. */
function checkpointEvent(
  region: Region,
  entry: JournalEntry,
  change: RefreshNamed & { readonly percentage: number; readonly delaySeconds: number },
): DatedEvent[] {
  return refreshEvent(
    region,
    entry,
    { ...change, what: "Checkpoint Reached" },
    {
      CheckpointPercentage: String(change.percentage),
      CheckpointDelay: String(change.delaySeconds),
    },
  );
}

/** One event for each hook that an instance waits for (G-149). */
function hookEvents(
  region: Region,
  entry: JournalEntry,
  change: Extract<JournalEntry["change"], { type: "LifecycleActionsBegun" }>,
): DatedEvent[] {
  const group = groupAt(region, { at: entry.at, name: change.group });
  if (group === undefined) return [];
  const { transition, notificationMetadata } = change;
  const path = hookPath(transition, change.move);
  return change.actions.flatMap(({ hookName, token }) => {
    const metadata = notificationMetadata[hookName];
    return datedEvent(region, {
      at: entry.at,
      key: token,
      type: `EC2 Instance-${path.Action.toLowerCase()} Lifecycle Action`,
      resources: [group.arn],
      detail: {
        LifecycleActionToken: token,
        AutoScalingGroupName: group.name,
        LifecycleHookName: hookName,
        EC2InstanceId: change.id,
        LifecycleTransition: transition,
        ...path,
        ...(metadata && { NotificationMetadata: metadata }),
      },
    });
  });
}

/** Instances whose termination waits for a hook, as their events say (G-146). */
function heldTerminations({ change }: JournalEntry): string[] {
  if (change.type !== "LifecycleActionsBegun") return [];
  return change.transition === launching ? [] : [change.id];
}
