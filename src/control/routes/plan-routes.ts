/** Looking ahead, without changing the world: how a refresh would go, and how one goes on. */
import type { GroupReference } from "../../emulator.ts";
import type { ForecastRequest } from "../../preview/forecast-schema.ts";
import type { PlanRequest } from "../../preview/plan-schema.ts";
import type { PlanOrder, PlanOutcome } from "../../preview/plan-worker.ts";
import type { ControlOptions } from "../options.ts";
import { answeredJson, type ControlAnswer, type ControlRoute, lazily, refused } from "../route.ts";

const contract = lazily(() => import("../contracts/plan-contracts.ts"));
const restContract = lazily(() => import("../contracts/forecast-contracts.ts"));
const forecastContract = lazily(() => import("../contracts/group-contracts.ts"));

export const planRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_asg-local/plan",
    summary: "How an instance refresh would go, from start to end, without touching anything.",
    takes: "body",
    contract: contract("plan"),
    answer: ({ input }, options) => answerPlan(input as PlanRequest, options),
  },
  {
    method: "GET",
    path: "/_asg-local/groups/{name}/forecast",
    summary: "When and how a group's refresh under way ends if nobody intervenes.",
    takes: "query",
    contract: forecastContract("forecast"),
    answer: ({ input, names }, options) =>
      ofExisting({ ...(input as Place), group: names.name }, options, (existing) => ({
        underWay: existing,
      })),
  },
  {
    method: "POST",
    path: "/_asg-local/groups/{name}/forecast",
    summary: "How a group's refresh under way goes on, as a plan; also if it were cancelled now.",
    takes: "body",
    contract: restContract("rest"),
    answer: ({ input, names }, options) => {
      const rest = input as ForecastRequest;
      const place = { account: rest.account, region: rest.region, group: names.name };
      return ofExisting(place, options, (underWay) => ({ underWay, rest }));
    },
  },
];

type Place = { readonly [M in keyof GroupReference]?: GroupReference[M] | undefined };

function answerPlan(request: PlanRequest, options: ControlOptions) {
  const { describedGroup, account, region, group } = request;
  if (describedGroup !== undefined) {
    return { later: options.planner.plan({ request }).then(answerFor) };
  }
  return ofExisting({ account, region, group }, options, (existing) => ({
    request,
    existing,
  }));
}

type ExistingGroup = Extract<PlanOrder, { readonly underWay: unknown }>["underWay"];

/** Only finding and copying the group happen within the turn. */
function ofExisting(
  place: Place,
  { emulator, planner, about }: ControlOptions,
  orderFor: (existing: ExistingGroup) => PlanOrder,
) {
  const { account = about.account, region = about.region, group = "" } = place;
  emulator.catchUp();
  const found = { account, region, group };
  const excerpt = emulator.excerpt(found);
  if (excerpt === undefined) return refused(`no group ${group} in ${account} ${region}`, 404);
  return { later: planner.plan(orderFor({ place: found, excerpt })).then(answerFor) };
}

function answerFor(outcome: PlanOutcome): ControlAnswer {
  if ("failure" in outcome) throw outcome.failure;
  return "refusal" in outcome ? refused(outcome.refusal) : answeredJson(outcome.json);
}
