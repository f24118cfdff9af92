/** BatchPutScheduledUpdateGroupAction: puts several scheduled actions; lists refused ones. */
import type { Change } from "../../../domain/changes/change.ts";
import type { ScheduledAction } from "../../../domain/scheduled-action.ts";
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { checkLength } from "../list-limits.ts";
import { eachScheduledAction } from "./scheduled-action-batch.ts";
import { readScheduledAction } from "./scheduled-action-settings.ts";

export const batchPutScheduledUpdateGroupAction = defineAction(
  "autoscaling",
  "BatchPutScheduledUpdateGroupAction",
  (input, context) => {
    const group = existingGroup(context.region, input.AutoScalingGroupName, "mutate");
    const requests = input.ScheduledUpdateGroupActions ?? [];
    checkLength(requests, { member: "scheduledUpdateGroupActions", most: 50 });
    const present = new Map<string, ScheduledAction>(group.scheduledActions);
    const changes: Change[] = [];
    const failed = eachScheduledAction(
      requests.map(({ ScheduledActionName = "" }) => ScheduledActionName),
      (name, index) => {
        const request = { ...requests[index], ScheduledActionName: name };
        const action = readScheduledAction(request, { group, present }, context);
        present.set(name, action);
        changes.push({ type: "ScheduledActionPut", group: group.name, action });
      },
    );
    return { output: { FailedScheduledUpdateGroupActions: failed }, changes };
  },
);
