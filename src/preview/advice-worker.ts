/** The advice thread: makes one plan after another, and gives up those that cannot be the best. */
import { parentPort } from "node:worker_threads";
import { PlanRefusal, WorldFileError } from "../domain/user-errors.ts";
import { readWorld } from "../world-file/read.ts";
import type { PlanAnswer } from "./plan-answer.ts";
import { readPlanRequest } from "./plan-schema.ts";
import { planDescribed } from "./run-plan.ts";
import { GivenUp, type GiveUp, judgeBy } from "./trial.ts";
import { planOfWorld } from "./world-plan.ts";

/** A group and a refresh as plain data; a described group is in the request. */
export interface TrialOrder {
  readonly request: Readonly<Record<string, unknown>>;
  readonly world?: {
    readonly content: unknown;
    readonly place: { readonly account: string; readonly region: string; readonly group: string };
    readonly from: PlanAnswer["from"];
  };
}

interface Asked {
  readonly order: TrialOrder;
  readonly giveUp: GiveUp;
}

/** No plan: given up. */
export type TrialOutcome = { readonly plan: PlanAnswer | undefined } | { readonly refusal: string };

parentPort?.on("message", (asked: Asked) => parentPort?.postMessage(outcomeOf(asked)));

function outcomeOf({ order, giveUp }: Asked): TrialOutcome {
  try {
    return { plan: planOf(order, giveUp) };
  } catch (error) {
    if (error instanceof GivenUp) return { plan: undefined };
    const isRefused = error instanceof PlanRefusal || error instanceof WorldFileError;
    if (isRefused) return { refusal: error.message };
    throw error;
  }
}

function planOf({ request, world }: TrialOrder, giveUp: GiveUp): PlanAnswer {
  const read = readPlanRequest(request);
  const judge = judgeBy(giveUp);
  if (world === undefined) return planDescribed(read, judge);
  const named = readWorld({ world: world.content }, world.place);
  return planOfWorld(read, named, { ...world.place, from: world.from, judge });
}
