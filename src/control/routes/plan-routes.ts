/** POST plan: how a refresh of a group would go; the world that everyone sees is left as it is. */
import type { PlanRequest } from "../../preview/plan-schema.ts";
import type { ControlOptions } from "../options.ts";
import { answered, type ControlAnswer, type ControlRoute, refused } from "../route.ts";

export const planRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_asg-local/plan",
    summary: "How an instance refresh would go, from start to end, without touching anything.",
    takes: "body",
    contract: async () => (await import("../contracts/plan-contracts.ts")).plan,
    answer: ({ input }, options) => answerPlan(input as PlanRequest, options),
  },
];

async function answerPlan(request: PlanRequest, options: ControlOptions): Promise<ControlAnswer> {
  const { emulator, pacer, about } = options;
  const { planDescribed, planExisting } = await import("../../preview/run-plan.ts");
  const { PlanRefusal } = await import("../../preview/plan-schema.ts");
  try {
    if (request.describedGroup !== undefined) return answered(planDescribed(request));
    emulator.catchUp();
    const { account, region } = about;
    const plan = planExisting(request, emulator, { account, region, now: pacer.now() });
    if (plan !== undefined) return answered(plan);
    const place = `${request.account ?? account} ${request.region ?? region}`;
    return refused(`no group ${request.group} in ${place}`, 404);
  } catch (error) {
    if (error instanceof PlanRefusal) return refused(error.message);
    throw error;
  }
}
