/** Takes a deployment back by AWS's own calls: first a plan that changes nothing, then the call. */
import { isDeepStrictEqual } from "node:util";
import type {
  DesiredConfiguration,
  InstanceRefresh,
  StartInstanceRefreshCommandInput,
} from "@aws-sdk/client-auto-scaling";
import { UndoRefusal } from "../domain/user-errors.ts";
import { type ActiveStep, activeStep } from "./active-refresh.ts";
import type { UndoCalls } from "./aws-calls.ts";
import { overridesOf, savedConfiguration, templatesOf } from "./configuration.ts";
import { type History, type HistoryRow, historyOf } from "./deployments.ts";
import { configurationText, shownId } from "./names.ts";
import { type PhaseTable, phaseTable } from "./phase-table.ts";
import { undoRequest } from "./request.ts";
import {
  chooseTarget,
  groupName,
  isCurrent,
  isEverywhere,
  isNamed,
  type Target,
} from "./target.ts";
import { versionOf } from "./template-versions.ts";
import type { UndoOptions } from "./undo-options.ts";
import { warningsOf } from "./warnings.ts";

/** What undo would do. */
export type UndoPlan =
  | { readonly kind: "nothing"; readonly says: string }
  | { readonly kind: "ending"; readonly refresh: InstanceRefresh; readonly says: string }
  | EndPlan
  | StartPlan;

/** Ends the active refresh by AWS's call for it. */
export interface EndPlan {
  readonly kind: "rollBack" | "cancel";
  readonly refresh: InstanceRefresh;
  readonly history: History;
}

export interface StartPlan {
  readonly kind: "start";
  readonly history: History;
  /** Position 0: what is taken back. */
  readonly takenBack: HistoryRow;
  readonly target: Target;
  readonly request: StartInstanceRefreshCommandInput;
  readonly phases?: PhaseTable;
  readonly warnings: readonly string[];
  /** The active refresh that is cancelled first. */
  readonly cancels?: InstanceRefresh;
}

export interface ReadHistory {
  readonly history: History;
  /** Why EC2 did not tell the versions (U-001). */
  readonly problem?: string;
}

/** Reads the group's history by describe calls only (U-001). Throws UndoRefusal. */
export async function readHistory(calls: UndoCalls): Promise<ReadHistory> {
  const group = await calls.group();
  const refreshes = await calls.refreshes();
  const saved = savedConfiguration(group);
  const configurations = refreshes.flatMap(({ DesiredConfiguration: given }) => given ?? []);
  const templates = [...(saved ? [saved] : []), ...configurations].flatMap(templatesOf);
  const { versions, problem } = await calls.versions(templates);
  const history = historyOf({ group, refreshes, versions });
  return { history, ...(problem !== undefined && { problem }) };
}

/** Decides what to do, and changes nothing. Throws UndoRefusal. */
export async function planUndo(calls: UndoCalls, options: UndoOptions = {}): Promise<UndoPlan> {
  const { history } = await readHistory(calls);
  const step = activeStep(history, options.cancel === true);
  if (step === undefined) return planStart(calls, { options, history });
  if (isNamed(options)) throw new UndoRefusal(refusedChoice(step, history));
  if (step.kind === "ending") return step;
  if (step.kind !== "cancelFirst") return { kind: step.kind, refresh: step.refresh, history };
  return planStart(calls, { options, history, cancels: step.refresh });
}

function refusedChoice({ refresh }: ActiveStep, history: History): string {
  const id = shownId(refresh, history);
  const advice = "only when it is over can a target be named";
  return `${groupName(history)}: ${id} is ${refresh.Status}; ${advice}`;
}

interface Asked {
  readonly options: UndoOptions;
  readonly history: History;
  readonly cancels?: InstanceRefresh;
}

async function planStart(calls: UndoCalls, asked: Asked): Promise<UndoPlan> {
  const { options, history, cancels } = asked;
  const target = chooseTarget(options, history);
  const isDone = isCurrent(target, history) && isEverywhere(target, history);
  if (isDone && cancels === undefined) {
    const what = configurationText(target.configuration);
    const says = `nothing to do: ${groupName(history)} has ${what}, and so has every instance`;
    return { kind: "nothing", says };
  }
  const phases = options.phased && (await phaseTable(calls, options.phased, { history, target }));
  const { preferences } = options;
  const checkpointPercentages = phases?.percentages;
  const request = undoRequest({ target, preferences, checkpointPercentages }, history);
  const unknownImages = await calls.unknownImages(imagesOf(target.configuration, history));
  return {
    kind: "start",
    history,
    takenBack: history.current,
    target,
    request,
    ...(phases && { phases }),
    warnings: warningsOf({ target, request, unknownImages }, history),
    ...(cancels && { cancels }),
  };
}

function imagesOf(configuration: DesiredConfiguration, { known }: History): readonly string[] {
  const own = overridesOf(configuration).flatMap(({ ImageId: image }) => image ?? []);
  const ofVersions = templatesOf(configuration).flatMap(
    (template) => versionOf(template, known.versions)?.imageId ?? [],
  );
  return [...new Set([...ofVersions, ...own])];
}

/** How the caller lets time pass between two looks. */
export type Sleep = () => Promise<void>;

/**
 * Carries the plan out after looking whether it still fits (U-033), and returns the refresh's id.
 * Throws UndoRefusal.
 */
export async function carryOut(
  calls: UndoCalls,
  plan: StartPlan | EndPlan,
  sleep: Sleep,
): Promise<string> {
  await refuseIfChanged(calls, plan.history);
  if (plan.kind !== "start") return plan.kind === "cancel" ? calls.cancel() : calls.rollBack();
  if (plan.cancels !== undefined) await cancelAndWait(calls, { plan, sleep });
  return calls.start(plan.request);
}

async function refuseIfChanged(calls: UndoCalls, { known }: History): Promise<void> {
  const newest = await calls.newestRefresh();
  const group = await calls.group();
  const isSameRefresh = newest?.InstanceRefreshId === known.refreshes[0]?.InstanceRefreshId;
  if (isSameRefresh && hasSameSaved(group, known)) return;
  throw new UndoRefusal(`${known.group.AutoScalingGroupName} changed meanwhile, look again`);
}

function hasSameSaved(group: History["known"]["group"], { group: before }: History["known"]) {
  return isDeepStrictEqual(savedConfiguration(group), savedConfiguration(before));
}

interface Cancelling {
  readonly plan: StartPlan;
  readonly sleep: Sleep;
}

/** U-038: the active refresh must be over before the next can start. */
async function cancelAndWait(calls: UndoCalls, { plan, sleep }: Cancelling): Promise<void> {
  const id = await calls.cancel();
  for (;;) {
    const newest = await calls.newestRefresh();
    if (newest?.InstanceRefreshId !== id) break;
    if (newest.Status === "Cancelled") return;
    if (newest.Status !== "Cancelling" && newest.Status !== "Pending") break;
    await sleep();
  }
  throw new UndoRefusal(`${groupName(plan.history)} changed meanwhile, look again`);
}
