/** A plan with the preferences of an instance refresh, from now on, to lay beside that refresh. */
import type { Plan } from "../../client/plan.ts";
import { planOf } from "../act/planning.ts";
import { planSamples } from "../data/plan-samples.ts";
import type { DescribedRefresh } from "../data/shapes.ts";
import { now } from "../data/world.ts";
import { append, emptyChart, holdUntil } from "../refresh/course.ts";
import { targetText } from "../refresh/targets.ts";
import type { Compared } from "./facts.ts";

/** What stands in the address in place of an id. */
export const planId = "plan";

export interface PlanBeside {
  /** In milliseconds since 1970; virtual time. */
  readonly startedAt: number;
  readonly plan: Plan;
}

/** Throws a refusal where AWS would not start one, as while another is under way. */
export async function planLike(refresh: DescribedRefresh): Promise<PlanBeside> {
  const startedAt = now.peek() ?? 0;
  const { Strategy, Preferences = {}, DesiredConfiguration } = refresh;
  const isSet = ([, value]: readonly [string, unknown]) => JSON.stringify(value) !== "{}";
  const sent = Object.fromEntries(Object.entries(Preferences).filter(isSet));
  const plan = await planOf({
    Preferences: sent,
    ...(Strategy !== undefined && { Strategy }),
    ...(DesiredConfiguration !== undefined && { DesiredConfiguration }),
  });
  return { startedAt, plan };
}

export function comparedPlan({ startedAt, plan }: PlanBeside, like: DescribedRefresh): Compared {
  const { steps, stepCount, durationSeconds, desiredCapacity, secondsInStatus } = plan;
  const timeOf = (seconds: number) => new Date(startedAt + seconds * 1000).toISOString();
  const extreme = ({ units, percentage, atSeconds }: Plan["lowestReady"]) => ({
    units,
    percentage:
      desiredCapacity === 0 ? percentage : Math.round((units / desiredCapacity) * 10_000) / 100,
    at: timeOf(atSeconds),
  });
  // A refresh has begun when it is pending no more.
  const began = secondsInStatus.Pending ?? 0;
  const course = emptyChart();
  append(course, planSamples(plan, -began));
  holdUntil(course, durationSeconds - began);
  const { launches, failedLaunches, terminations } = plan;
  // Of very many steps those in the middle are left out, so that they cannot be counted.
  const batches = steps.filter(({ kind }) => kind === "replace").length;
  return {
    refresh: {
      ...like,
      Status: plan.status,
      StatusReason: plan.statusReason,
      StartTime: timeOf(began),
      EndTime: timeOf(durationSeconds),
      PercentageComplete: plan.percentageComplete,
    },
    target: targetText(like),
    figures: {
      summary: {
        lowestReady: extreme(plan.lowestReady),
        lowestInService: extreme(plan.lowestInService),
        highestTotal: extreme(plan.highestTotal),
        secondsInStatus,
        batchCount: steps.length === stepCount ? batches : undefined,
        launches,
        failedLaunches,
        terminations,
      },
    },
    marks: steps.flatMap(({ kind, atSeconds, checkpoint = null }) =>
      kind === "checkpoint" ? [{ kind, at: timeOf(atSeconds), percentage: checkpoint }] : [],
    ),
    course,
  };
}
