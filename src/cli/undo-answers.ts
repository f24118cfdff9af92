/** Runs `history`, `undo` and `guard`: fetches, asks and prints what the decisions of undo say. */
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type {
  RefreshPreferences,
  StartInstanceRefreshCommandInput,
} from "@aws-sdk/client-auto-scaling";
import { NothingToUndo, UndoRefusal } from "../domain/user-errors.ts";
import { type UndoCalls, undoCalls } from "../undo/aws-calls.ts";
import { guard } from "../undo/guard.ts";
import { historyAnswer, planAnswer } from "../undo/json-answers.ts";
import {
  carryOut,
  type EndPlan,
  planUndo,
  readHistory,
  type StartPlan,
  type UndoPlan,
} from "../undo/undo.ts";
import type { UndoOptions } from "../undo/undo-options.ts";
import { showPlan } from "./plan.ts";
import { askedBy, asRefusal, autoScalingClient, type RefreshFlags } from "./refresh-calls.ts";
import { Refusal } from "./refusal.ts";
import { askPerson, canAsk, show, warn } from "./terminal.ts";
import { endLines, historyLines, startLines } from "./undo-text.ts";
import { waitForRefresh } from "./wait.ts";
import { watchRefresh } from "./watch.ts";

export interface HistoryFlags extends RefreshFlags {
  readonly all?: true;
  readonly json?: true;
}

export interface UndoFlags extends RefreshFlags, UndoOptions {
  readonly dryRun?: true;
  readonly plan?: true;
  readonly yes?: true;
  readonly watch?: true;
  readonly wait?: true;
  readonly timeout?: number;
  readonly json?: true;
}

export interface GuardFlags extends UndoFlags {
  readonly alarm: readonly string[];
  /** In milliseconds. */
  readonly for: number;
  readonly ignoreAlarmFailures?: true;
  readonly exec?: string;
}

export async function showHistory(group: string, flags: HistoryFlags): Promise<void> {
  const read = await asking(group, flags, readHistory);
  if (flags.json === true) show(JSON.stringify(historyAnswer(read.history)));
  else show(...historyLines(read, flags.all === true));
}

/** Returns the exit code: 0 when it was started, or when there is nothing to do. */
export async function undoDeployment(group: string, flags: UndoFlags): Promise<0 | 1> {
  const isOnlyShown = flags.dryRun === true || flags.plan === true;
  if (!isOnlyShown && flags.yes !== true && !canAsk)
    throw new Refusal("nobody can be asked here; add --yes", 2);
  if (flags.plan === true && !askedBy(flags).startsWith("http://"))
    throw new Refusal("--plan asks an emulator; AWS has no such call", 2);
  const plan = await asking(group, flags, (calls) => planUndo(calls, flags));
  if (plan.kind === "nothing") return told(plan.says);
  if (plan.kind === "ending") return ending(group, plan, flags);
  tell(plan, flags);
  if (flags.plan === true) return showPreview(group, plan, flags);
  if (flags.dryRun === true) return told(JSON.stringify(requestOf(plan)));
  if (flags.yes !== true && !/^y(es)?$/i.test(await askPerson("Undo? [y/N] "))) return 1;
  const id = await start(group, plan, flags);
  return follow(group, id, flags);
}

/** Returns the exit code: 0 when nothing happened, 1 when it undid the deployment. */
export async function guardDeployment(group: string, flags: GuardFlags): Promise<0 | 1> {
  const { alarm: alarms, for: spanMilliseconds, ignoreAlarmFailures = false } = flags;
  const options = { alarms, spanMilliseconds, ignoreAlarmFailures };
  const pause = () => sleep(flags.interval);
  const guarded = await asking(group, flags, (calls) => guard(calls, options, pause));
  const id = guarded.refresh.InstanceRefreshId ?? "";
  if (guarded.kind === "quiet") return told(`${group} ${id}: no alarm until its time was over`);
  warn(`${group} ${id}: alarm ${guarded.alarm} is in ALARM`);
  const plan = await asking(group, flags, (calls) => planUndo(calls, flags));
  if (plan.kind === "nothing" || plan.kind === "ending") throw new Refusal(plan.says);
  tell(plan, flags);
  const started = await start(group, plan, flags);
  await runCommand(flags.exec, { ...planAnswer(plan, started), alarm: guarded.alarm });
  await follow(group, started, flags);
  return 1;
}

/** Turns every refusal of AWS and of undo into one line that names whom it asked. */
async function asking<T>(
  group: string,
  flags: RefreshFlags,
  ask: (calls: UndoCalls) => Promise<T>,
): Promise<T> {
  const client = autoScalingClient(flags);
  try {
    return await ask(undoCalls(group, client));
  } catch (error) {
    if (error instanceof NothingToUndo)
      throw new Refusal(`${error.message} (asked ${askedBy(flags)})`);
    if (error instanceof UndoRefusal) throw new Refusal(error.message);
    throw asRefusal(error, askedBy(flags));
  } finally {
    client.destroy();
  }
}

function told(line: string): 0 {
  show(line);
  return 0;
}

/** The warnings, which --yes accepts, and what would happen. */
function tell(plan: StartPlan | EndPlan, flags: UndoFlags): void {
  if (plan.kind === "start") warn(...plan.warnings.map((warning) => `warning: ${warning}`));
  if (flags.json === true || (flags.yes === true && flags.dryRun !== true)) return;
  show(...(plan.kind === "start" ? startLines(plan) : endLines(plan)));
}

async function start(group: string, plan: StartPlan | EndPlan, flags: UndoFlags): Promise<string> {
  const pause = () => sleep(flags.interval);
  const id = await asking(group, flags, (calls) => carryOut(calls, plan, pause));
  if (flags.json === true) show(JSON.stringify(planAnswer(plan, id)));
  else show(`${sayings[plan.kind]} ${id}`);
  return id;
}

const sayings = {
  start: "started refresh",
  rollBack: "rolling back refresh",
  cancel: "cancelling refresh",
};

/** A refresh that AWS is ending already (U-039). */
async function ending(
  group: string,
  plan: Extract<UndoPlan, { kind: "ending" }>,
  flags: UndoFlags,
): Promise<0 | 1> {
  if (flags.wait !== true && flags.watch !== true) throw new Refusal(plan.says);
  return follow(group, plan.refresh.InstanceRefreshId ?? "", flags);
}

/** The exit code of `watch` or `wait`, but 0 when the refresh was rolled back or cancelled. */
async function follow(group: string, id: string, flags: UndoFlags): Promise<0 | 1> {
  const { watch, wait } = flags;
  if (watch !== true && wait !== true) return 0;
  const isActive = { ...flags, refresh: id };
  const code = await (watch === true ? watchRefresh : waitForRefresh)(group, isActive);
  if (code === 0) return 0;
  const newest = await asking(group, flags, (calls) => calls.newestRefresh());
  const status = newest?.InstanceRefreshId === id ? newest.Status : undefined;
  return status === "RollbackSuccessful" || status === "Cancelled" ? 0 : 1;
}

function requestOf(plan: StartPlan | EndPlan): object {
  if (plan.kind === "start") return plan.request;
  return { AutoScalingGroupName: plan.history.known.group.AutoScalingGroupName };
}

/** The emulator's plan of the same call (U-035). */
async function showPreview(group: string, plan: StartPlan | EndPlan, flags: UndoFlags): Promise<0> {
  if (plan.kind !== "start") throw new Refusal("only the start of a refresh can be planned");
  const { Preferences, DesiredConfiguration } = plan.request;
  await showPlan(undefined, {
    ...flags,
    group,
    preferences: membersOf(Preferences),
    desiredConfiguration: membersOf(DesiredConfiguration),
    compare: [],
    whatIf: [],
  });
  return 0;
}

function membersOf(
  value: RefreshPreferences | StartInstanceRefreshCommandInput["DesiredConfiguration"],
): Readonly<Record<string, unknown>> {
  return { ...value };
}

/** Hands the story to the user's command (U-063). */
async function runCommand(command: string | undefined, story: object): Promise<void> {
  if (command === undefined) return;
  const child = spawn(command, { shell: true, stdio: ["pipe", "inherit", "inherit"] });
  // A command that does not read its input is no mistake.
  child.stdin.on("error", () => undefined);
  child.stdin.end(`${JSON.stringify(story)}\n`);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) warn(`warning: ${command} ended with ${code}`);
}
