/** The plan thread: makes plans one at a time, while the process answers other requests. */

import { parentPort } from "node:worker_threads";
import { PlanRefusal } from "../domain/user-errors.ts";
import type { GroupExcerpt, GroupReference } from "../emulator.ts";
import type { PlanRequest } from "./plan-schema.ts";
import { planDescribed, planExcerpt } from "./run-plan.ts";

export interface PlanOrder {
  readonly request: PlanRequest;
  /** Absent when the request describes its group. */
  readonly existing?: { readonly place: GroupReference; readonly excerpt: GroupExcerpt };
}

/** The answer as JSON, serialised in this thread, or the reason why there is none. */
export type PlanOutcome =
  | { readonly json: string }
  | { readonly refusal: string }
  | { readonly failure: Error };

parentPort?.on("message", (order: PlanOrder) => parentPort?.postMessage(outcomeOf(order)));

function outcomeOf({ request, existing }: PlanOrder): PlanOutcome {
  try {
    const plan =
      existing === undefined
        ? planDescribed(request)
        : planExcerpt(request, existing.excerpt, existing.place);
    return { json: JSON.stringify(plan) };
  } catch (error) {
    if (error instanceof PlanRefusal) return { refusal: error.message };
    return { failure: error as Error };
  }
}
