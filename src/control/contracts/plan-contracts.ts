/** Input and answer of POST plan, in a module of their own because they load much more code. */
import { planAnswerSchema } from "../../preview/plan-answer.ts";
import { planRequestSchema } from "../../preview/plan-schema.ts";
import type { RouteContract } from "../route.ts";

export const plan = {
  input: planRequestSchema,
  answer: planAnswerSchema,
  accepted: [
    '{"group":"web","preferences":{"MinHealthyPercentage":90}}',
    '{"describedGroup":{"size":12},"preferences":{"InstanceWarmup":300}}',
  ],
} satisfies RouteContract;
