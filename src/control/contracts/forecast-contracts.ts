/** Input and answer of a whole forecast, in a module of their own as they load much more code. */
import { forecastRequestSchema, refreshForecastSchema } from "../../preview/forecast-schema.ts";
import type { RouteContract } from "../route.ts";

export const rest = {
  input: forecastRequestSchema.prefault({}),
  answer: refreshForecastSchema,
  accepted: [
    "",
    '{"call":{"operation":"RollbackInstanceRefresh"}}',
    '{"call":{"operation":"CancelInstanceRefresh","input":{}}}',
  ],
} satisfies RouteContract;
