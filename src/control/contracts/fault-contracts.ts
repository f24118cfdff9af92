/** Inputs and answers of the fault routes as zod schemas, loaded with the first request. */
import { z } from "zod";
import { faultForms, faultSchema } from "../../schemas/fault.ts";
import type { RouteContract } from "../route.ts";

const time = z.string().meta({ description: "ISO 8601 with milliseconds, in UTC." });
const count = z.number().int().min(0);
const place = { account: z.string().optional(), region: z.string().optional() };
const mostAtOnce = 1000;

const addition = z
  .preprocess(
    listed,
    z.strictObject({ ...place, faults: z.array(faultSchema).min(1).max(mostAtOnce) }),
  )
  .meta({
    id: "FaultAddition",
    description: "One fault, a list of them, or an object with the list in `faults`.",
  });
export type FaultAddition = z.infer<typeof addition>;

/** Wraps a fault or a list of faults into an object with the list. */
function listed(body: unknown): unknown {
  if (Array.isArray(body)) return { faults: body };
  const isObject = typeof body === "object" && body !== null;
  return isObject && "kind" in body ? { faults: [body] } : body;
}

/** The place of a mistake in what was sent: no member `faults` where there was none. */
function placeInAddition(path: readonly PropertyKey[], body: unknown): readonly PropertyKey[] {
  if (path[0] !== "faults" || listed(body) === body) return path;
  return Array.isArray(body) ? path.slice(1) : path.slice(2);
}

const query = z.strictObject(place);
export type FaultQuery = z.infer<typeof query>;

const accepted = ["?account=000000000000", "?region=us-east-1"];
const ids = z.object({ ids: z.array(z.string()) }).meta({ id: "FaultIds" });

const shown = z
  .looseObject({
    id: z.string(),
    kind: z.string(),
    addedAt: time,
    matched: count.meta({ description: "How often all but number, chance and rank held." }),
    fired: count,
    lastFiredAt: time.nullable(),
    lastMissed: z.string().nullable(),
  })
  .meta({ id: "ListedFault", description: "A fault as it was added, and what became of it." });

export const faultsAdded = {
  input: addition,
  placeOf: placeInAddition,
  answer: ids,
  accepted: faultForms,
} satisfies RouteContract;
export const faultsListed = {
  input: query,
  answer: z.object({ faults: z.array(shown) }).meta({ id: "ListedFaults" }),
  accepted,
} satisfies RouteContract;
export const faultsRemoved = { input: query, answer: ids, accepted } satisfies RouteContract;
