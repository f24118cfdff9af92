/**
 * planRefresh decides what a refresh does now. It is pure: the same view gives the same decision.
 */
import type { Change } from "../domain/changes/change.ts";
import type { InstanceRefresh, ProgressDetails } from "../domain/instance-refresh.ts";
import type { Decision } from "./decision.ts";
import { decisionRecord } from "./decision-record.ts";
import { named } from "./endings.ts";
import { progress } from "./progress.ts";
import { firstDecision } from "./rules.ts";
import { type GroupView, type RefreshView, refreshView } from "./view.ts";

/** Updates the counters and takes the first rule that answers. */
export function planRefresh(group: GroupView, refresh: InstanceRefresh): Decision {
  const view = refreshView(group, refresh);
  const decision = firstDecision(view);
  return {
    ...decision,
    changes: [...counted(view), ...recorded(view, decision), ...decision.changes],
  };
}

/** Records each decision in the journal and with the refresh. */
function recorded(view: RefreshView, decision: Decision): Change[] {
  const record = decisionRecord(view, decision);
  return record === undefined ? [] : [{ type: "Decided", ...named(view), record }];
}

/** Counters exist from the pick-up on and freeze with a cancel or an end. */
function counted(view: RefreshView): Change[] {
  const { status, percentageComplete, instancesToUpdate, progressDetails } = view.refresh;
  if (status !== "InProgress" && status !== "RollbackInProgress") return [];
  const now = progress(view);
  const isSame =
    now.percentageComplete === percentageComplete &&
    now.instancesToUpdate === instancesToUpdate &&
    areSameDetails(now.progressDetails, progressDetails);
  return isSame ? [] : [{ type: "RefreshCounted", ...named(view), ...now }];
}

function areSameDetails(a: ProgressDetails | undefined, b: ProgressDetails | undefined): boolean {
  return (
    a?.livePool.percentageComplete === b?.livePool.percentageComplete &&
    a?.livePool.instancesToUpdate === b?.livePool.instancesToUpdate &&
    a?.warmPool.percentageComplete === b?.warmPool.percentageComplete &&
    a?.warmPool.instancesToUpdate === b?.warmPool.instancesToUpdate
  );
}
