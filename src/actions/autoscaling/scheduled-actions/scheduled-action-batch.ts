/** Finds scheduled actions by name, and processes several of them one by one. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { ScheduledAction } from "../../../domain/scheduled-action.ts";
import { ServiceError, validationError } from "../../../model/faults.ts";

/** AWS's text, as recorded for DeleteScheduledAction. */
export function existingAction(group: AutoScalingGroup, name: string): ScheduledAction {
  const action = group.scheduledActions.get(name);
  if (action !== undefined) return action;
  throw validationError("Scheduled action name not found");
}

export interface FailedAction {
  readonly ScheduledActionName: string;
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** Processes each name; a refused one is reported and does not stop the others. */
export function eachScheduledAction(
  names: readonly string[],
  doIt: (name: string, index: number) => void,
): FailedAction[] {
  return names.flatMap((name, index) => {
    try {
      doIt(name, index);
      return [];
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { code, message } = error;
      return [{ ScheduledActionName: name, ErrorCode: code, ErrorMessage: message }];
    }
  });
}
