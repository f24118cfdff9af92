/** The advice thread: makes one plan after another, and gives up those that cannot be the best. */
import { parentPort, workerData } from "node:worker_threads";
import { PlanRefusal, WorldFileError } from "../domain/user-errors.ts";
import { type NamedWorld, readWorld } from "../world-file/read.ts";
import type { PlanAnswer } from "./plan-answer.ts";
import { readPlanRequest } from "./plan-schema.ts";
import { planDescribed } from "./run-plan.ts";
import { GivenUp, type GiveUp, judgeBy } from "./trial.ts";
import { planOfWorld } from "./world-plan.ts";

/** The world of the group, as plain data; the thread is given it once, at its start. */
export interface TrialWorld {
  readonly content: unknown;
  readonly place: { readonly account: string; readonly region: string; readonly group: string };
  readonly from: PlanAnswer["from"];
}

export interface TrialOrder {
  /** A described group is in it. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly giveUp: GiveUp;
}

/** No plan: given up. */
export type TrialOutcome = { readonly plan: PlanAnswer | undefined } | { readonly refusal: string };

const world = workerData as TrialWorld | undefined;
let read: NamedWorld | undefined;

parentPort?.on("message", (order: TrialOrder) => parentPort?.postMessage(outcomeOf(order)));

function outcomeOf(order: TrialOrder): TrialOutcome {
  try {
    return { plan: planOf(order) };
  } catch (error) {
    if (error instanceof GivenUp) return { plan: undefined };
    const isRefused = error instanceof PlanRefusal || error instanceof WorldFileError;
    if (isRefused) return { refusal: error.message };
    throw error;
  }
}

function planOf({ request: asked, giveUp }: TrialOrder): PlanAnswer {
  const request = readPlanRequest(asked);
  const judge = judgeBy(giveUp);
  if (world === undefined) return planDescribed(request, judge);
  const { content, place, from } = world;
  read ??= readWorld({ world: content }, place);
  return planOfWorld(request, read, { ...place, from, judge });
}
