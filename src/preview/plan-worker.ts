/** The plan thread: looks ahead, one order at a time, while the process answers other requests. */

import { parentPort } from "node:worker_threads";
import { PlanRefusal } from "../domain/user-errors.ts";
import type { GroupExcerpt, GroupReference } from "../emulator.ts";
import { type Forecast, forecastOf, restOf } from "./forecast.ts";
import type { ForecastRequest, RefreshForecast } from "./forecast-schema.ts";
import type { PlanAnswer } from "./plan-answer.ts";
import type { PlanRequest } from "./plan-schema.ts";
import { planDescribed, planExcerpt } from "./run-plan.ts";

interface ExistingGroup {
  readonly place: GroupReference;
  readonly excerpt: GroupExcerpt;
}

/** A refresh that nobody has started, or the rest of the one under way. */
export type PlanOrder =
  | {
      readonly request: PlanRequest;
      /** Absent when the request describes its group. */
      readonly existing?: ExistingGroup;
    }
  | {
      readonly underWay: ExistingGroup;
      /** Absent when only its end is asked for. */
      readonly rest?: ForecastRequest;
    };

/** The answer as JSON, serialised in this thread, or the reason why there is none. */
export type PlanOutcome =
  | { readonly json: string }
  | { readonly refusal: string }
  | { readonly failure: Error };

parentPort?.on("message", (order: PlanOrder) => parentPort?.postMessage(outcomeOf(order)));

function outcomeOf(order: PlanOrder): PlanOutcome {
  try {
    return { json: JSON.stringify(answerTo(order)) };
  } catch (error) {
    if (error instanceof PlanRefusal) return { refusal: error.message };
    return { failure: error as Error };
  }
}

function answerTo(order: PlanOrder): PlanAnswer | RefreshForecast | Forecast {
  if ("underWay" in order) {
    const { excerpt, place } = order.underWay;
    const { rest } = order;
    return rest === undefined ? forecastOf(excerpt, place) : restOf(rest, excerpt, place);
  }
  const { request, existing } = order;
  if (existing === undefined) return planDescribed(request);
  return planExcerpt(request, existing.excerpt, existing.place);
}
