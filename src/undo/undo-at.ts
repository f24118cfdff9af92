/** The history and the undo of a group at one endpoint, for programs. */
import { setTimeout as sleep } from "node:timers/promises";
import { AutoScalingClient, type AutoScalingClientConfig } from "@aws-sdk/client-auto-scaling";
import { UndoRefusal } from "../domain/user-errors.ts";
import { type UndoCalls, undoCalls } from "./aws-calls.ts";
import { type HistoryAnswer, historyAnswer, planAnswer, type UndoAnswer } from "./json-answers.ts";
import { carryOut, planUndo, readHistory } from "./undo.ts";
import type { UndoOptions } from "./undo-options.ts";

const pauseMilliseconds = 100;

export function historyAt(
  configuration: AutoScalingClientConfig,
  group: string,
): Promise<HistoryAnswer> {
  return at(configuration, group, async (calls) => {
    const { history } = await readHistory(calls);
    return historyAnswer(history);
  });
}

/** Undefined when there is nothing to do (U-023). Throws UndoRefusal, and AWS's errors. */
export function undoAt(
  configuration: AutoScalingClientConfig,
  group: string,
  options: UndoOptions,
): Promise<UndoAnswer | undefined> {
  return at(configuration, group, async (calls) => {
    const plan = await planUndo(calls, options);
    if (plan.kind === "nothing") return undefined;
    if (plan.kind === "ending") throw new UndoRefusal(plan.says);
    const id = await carryOut(calls, plan, () => sleep(pauseMilliseconds));
    return planAnswer(plan, id);
  });
}

async function at<T>(
  configuration: AutoScalingClientConfig,
  group: string,
  ask: (calls: UndoCalls) => Promise<T>,
): Promise<T> {
  const client = new AutoScalingClient(configuration);
  try {
    return await ask(undoCalls(group, client));
  } finally {
    client.destroy();
  }
}
