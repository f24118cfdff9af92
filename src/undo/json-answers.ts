/** The history and the undo of a group for programs (U-011, U-065). */
import { mainTemplate, withoutNames } from "./configuration.ts";
import type { History, HistoryRow, Mark } from "./deployments.ts";
import type { EndPlan, StartPlan } from "./undo.ts";

/** A structure of AWS's own members, as the SDK for JavaScript types it. */
type AwsMembers = object;

export interface HistoryAnswer {
  readonly group: string;
  /** What the group has; absent for a launch configuration. */
  readonly current?: AwsMembers;
  /** The newest first. */
  readonly deployments: readonly DeploymentAnswer[];
}

export interface DeploymentAnswer {
  readonly refreshId?: string;
  readonly position?: number;
  readonly endTime?: string;
  /** From start to end. */
  readonly seconds?: number;
  readonly status?: string;
  /** As AWS takes it (U-030); absent when it is not known. */
  readonly configuration?: AwsMembers;
  readonly resolvedVersion?: string;
  readonly release?: string;
  readonly marks: readonly Mark[];
  readonly preferences?: AwsMembers;
}

export function historyAnswer(history: History): HistoryAnswer {
  const { current, known, deployments } = history;
  return {
    group: known.group.AutoScalingGroupName ?? "",
    ...(current.configuration && { current: withoutNames(current.configuration) }),
    deployments: deployments.map(deploymentAnswer),
  };
}

function deploymentAnswer(row: HistoryRow): DeploymentAnswer {
  const { refresh, position, configuration, numbered, release, marks } = row;
  const { StartTime: start, EndTime: end } = refresh ?? {};
  const version = numbered && mainTemplate(numbered)?.Version;
  return {
    ...(refresh?.InstanceRefreshId && { refreshId: refresh.InstanceRefreshId }),
    ...(position !== undefined && { position }),
    ...(end && { endTime: end.toISOString() }),
    ...(start && end && { seconds: (end.getTime() - start.getTime()) / 1000 }),
    ...(refresh?.Status && { status: refresh.Status }),
    ...(configuration && { configuration: withoutNames(configuration) }),
    ...(version !== undefined && { resolvedVersion: version }),
    ...(release !== undefined && { release }),
    marks,
    ...(refresh?.Preferences && { preferences: refresh.Preferences }),
  };
}

export interface UndoAnswer {
  readonly group: string;
  /** An undo is a rollback to people, though AWS's events tell of an ordinary refresh (U-065). */
  readonly rollback: true;
  readonly call: "StartInstanceRefresh" | "RollbackInstanceRefresh" | "CancelInstanceRefresh";
  /** Of the refresh that was started, or is ended. */
  readonly refreshId: string;
  /** The deployment that is taken back; absent if an update brought what the group had. */
  readonly takenBack?: string;
  readonly request?: AwsMembers;
  readonly warnings: readonly string[];
}

/** What undo did. */
export function planAnswer(plan: StartPlan | EndPlan, refreshId: string): UndoAnswer {
  const group = plan.history.known.group.AutoScalingGroupName ?? "";
  if (plan.kind !== "start") {
    const call = plan.kind === "cancel" ? "CancelInstanceRefresh" : "RollbackInstanceRefresh";
    return { group, rollback: true, call, refreshId, takenBack: refreshId, warnings: [] };
  }
  const takenBack = plan.takenBack.refresh?.InstanceRefreshId;
  return {
    group,
    rollback: true,
    call: "StartInstanceRefresh",
    refreshId,
    ...(takenBack !== undefined && { takenBack }),
    request: plan.request,
    warnings: plan.warnings,
  };
}
