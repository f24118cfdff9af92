/** RecordLifecycleActionHeartbeat: restarts the timeout of a waiting action (G-155). */
import { present } from "../../../domain/assert.ts";
import { deadlineAfterHeartbeat } from "../../../domain/lifecycle-hook.ts";
import { defineAction } from "../../action.ts";
import { waitingAction } from "./waiting-actions.ts";

export const recordLifecycleActionHeartbeat = defineAction(
  "autoscaling",
  "RecordLifecycleActionHeartbeat",
  (input, { region, now }) => {
    const { group, instance, action } = waitingAction(region, input);
    const hook = present(group.lifecycleHooks.get(action.hookName), "hook of an action");
    const deadline = deadlineAfterHeartbeat(hook, action, now);
    const named = { group: group.name, id: instance.id, token: action.token };
    return { output: {}, changes: [{ type: "LifecycleActionExtended", ...named, deadline }] };
  },
);
