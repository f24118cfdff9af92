/** What a forecast of the refresh under way is asked, and its answer, as zod schemas. */
import { z } from "zod";
import { account, name } from "../schemas/words.ts";
import { planAnswerSchema } from "./plan-answer.ts";
import { planRequestSchema } from "./plan-schema.ts";

/** The body of POST forecast. */
export const forecastRequestSchema = z
  .strictObject({
    account: account.optional(),
    region: name.optional(),
    call: z
      .strictObject({
        operation: z.enum(["CancelInstanceRefresh", "RollbackInstanceRefresh"]),
        input: z.strictObject({ WaitForTransitioningInstances: z.boolean() }).partial().default({}),
      })
      .optional()
      .meta({ description: "A call that is made first." }),
    hookAnswers: planRequestSchema.shape.hookAnswers,
  })
  .meta({ id: "ForecastRequest" });

export type ForecastRequest = z.output<typeof forecastRequestSchema>;

export const refreshForecastSchema = planAnswerSchema
  .extend({
    refresh: z.string().meta({ description: "Its id." }),
    startedAt: z.string().meta({
      description: "The time of the forecast, from which seconds count; ISO 8601 in UTC.",
    }),
  })
  .meta({ id: "RefreshForecast", description: "As of `plan`, from now to the end." });

export type RefreshForecast = z.infer<typeof refreshForecastSchema>;
