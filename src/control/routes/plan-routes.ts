/** POST plan: shows how a refresh of a group would go, without changing the world. */
import type { PlanRequest } from "../../preview/plan-schema.ts";
import type { PlanOutcome } from "../../preview/plan-worker.ts";
import type { ControlOptions } from "../options.ts";
import { answeredJson, type ControlAnswer, type ControlRoute, lazily, refused } from "../route.ts";

const contract = lazily(() => import("../contracts/plan-contracts.ts"));

export const planRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_asg-local/plan",
    summary: "How an instance refresh would go, from start to end, without touching anything.",
    takes: "body",
    contract: contract("plan"),
    answer: ({ input }, options) => answerPlan(input as PlanRequest, options),
  },
];

/** Only finding and copying the group happen within the turn. */
function answerPlan(request: PlanRequest, { emulator, planner, about }: ControlOptions) {
  if (request.describedGroup !== undefined)
    return { later: planner.plan({ request }).then(answerFor) };
  const { account = about.account, region = about.region, group = "" } = request;
  emulator.catchUp();
  const place = { account, region, group };
  const excerpt = emulator.excerpt(place);
  if (excerpt === undefined) return refused(`no group ${group} in ${account} ${region}`, 404);
  return { later: planner.plan({ request, existing: { place, excerpt } }).then(answerFor) };
}

function answerFor(outcome: PlanOutcome): ControlAnswer {
  if ("failure" in outcome) throw outcome.failure;
  return "refusal" in outcome ? refused(outcome.refusal) : answeredJson(outcome.json);
}
