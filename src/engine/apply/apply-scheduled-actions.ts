/** Applies changes of scheduled actions, each of which has one queued event for its next time. */
import { never, present } from "../../domain/assert.ts";
import type { ScheduledActionChange } from "../../domain/changes/scheduled-action-change.ts";
import type { ScheduledAction } from "../../domain/scheduled-action.ts";
import { type ApplyContext, groupNamed } from "./apply-context.ts";

export function applyScheduledActionChange(
  context: ApplyContext,
  change: ScheduledActionChange,
): void {
  const group = groupNamed(context, change.group);
  switch (change.type) {
    case "ScheduledActionPut": {
      const action = { ...change.action };
      group.scheduledActions.set(action.name, action);
      return schedule(context, group.name, action);
    }
    case "ScheduledActionDeleted":
      group.scheduledActions.delete(change.name);
      return;
    case "ScheduledActionReached": {
      const action = present(group.scheduledActions.get(change.name), change.name);
      if (change.nextAt === undefined) {
        group.scheduledActions.delete(change.name);
        return;
      }
      action.nextAt = change.nextAt;
      return schedule(context, group.name, action);
    }
    default:
      return never(change);
  }
}

/** Queues the next time. An older event stays queued and is stale, because the time differs. */
function schedule(context: ApplyContext, group: string, { name, nextAt }: ScheduledAction): void {
  const event = { kind: "scheduledAction", region: context.regionKey, group, name } as const;
  context.schedule(nextAt, event);
}
