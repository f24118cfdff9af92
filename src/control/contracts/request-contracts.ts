/** Contract of the newest requests. */
import { z } from "zod";
import { count, time } from "../group-schemas.ts";
import type { RouteContract } from "../route.ts";

const query = z.strictObject({
  since: z
    .string()
    .regex(/^\d{1,15}$/, "must be a whole number")
    .transform(Number)
    .default(0)
    .meta({ description: "Only those after this sequence, such as `next` of an answer before." }),
});
export type RequestsQuery = z.infer<typeof query>;

const request = z
  .object({
    sequence: count.meta({ description: "Counts from 1 at the start of the process." }),
    at: time,
    wallTime: time,
    service: z.string().nullable().meta({ description: "Null for the control API." }),
    action: z.string().nullable(),
    group: z.string().nullable(),
    status: z.number().int(),
    code: z.string().nullable(),
    message: z.string().nullable(),
    milliseconds: z.number(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: "AnsweredRequest" });

export const requests = {
  input: query,
  answer: z.object({ requests: z.array(request), next: count }).meta({ id: "AnsweredRequests" }),
  accepted: ["?since=120"],
} satisfies RouteContract;
