/** Inputs and answers of the journal and of decisions, which come page by page. */
import { z } from "zod";
import { parseInstant } from "../../domain/time.ts";
import { count, time } from "../group-schemas.ts";
import { nextMeta, pageForms, pageMembers } from "../page-schema.ts";
import type { RouteContract } from "../route.ts";
import { refreshStatus as status } from "../schema.ts";

/** The sequence of a line, or an instant. */
const place = z.string().transform((text, context) => {
  if (/^\d{1,15}$/.test(text)) return { sequence: Number(text), at: undefined };
  const at = parseInstant(text);
  if (at !== undefined) return { sequence: undefined, at };
  context.addIssue({ code: "custom", message: `"${text}" is no sequence and no ISO 8601 time` });
  return z.NEVER;
});

const places = {
  since: place
    .optional()
    .meta({ description: "After this sequence, or from this ISO 8601 time on." }),
  before: place.optional().meta({ description: "Before this sequence, or this ISO 8601 time." }),
};

const names = z
  .string()
  .transform((text) => text.split(","))
  .meta({ description: "Types of changes, with commas between them." });

const journalQuery = z.strictObject({
  account: z.string().optional(),
  region: z.string().optional(),
  group: z.string().optional(),
  refresh: z.string().optional().meta({ description: "All of its group while it was active." }),
  ...pageMembers("lines"),
  ...places,
  type: names.optional(),
  form: z.enum(["json", "text"]).default("json"),
});
export type JournalQuery = z.infer<typeof journalQuery>;

export const journal = {
  input: journalQuery,
  answer: "application/x-ndjson",
  headers: { "X-Asg-Local-Next": nextMeta.description },
  accepted: [
    ...pageForms,
    "?since=2026-01-31T12:00:00Z",
    "?group=web",
    "?account=000000000000&region=us-east-1",
    "?refresh=ID",
    "?type=RefreshStatusChanged,CheckpointReached",
    "?form=text",
  ],
} satisfies RouteContract;

const decisionsQuery = z.strictObject({
  account: z.string().optional(),
  region: z.string().optional(),
  refresh: z.string().optional(),
  ...pageMembers("decisions"),
  ...places,
});
export type DecisionsQuery = z.infer<typeof decisionsQuery>;

const decision = z
  .object({
    at: time,
    sequence: count.meta({ description: "Of the journal's line about it." }),
    rule: z.string(),
    desired: count,
    floor: z.number(),
    ceiling: z.number(),
    live: z.number(),
    ready: z.number(),
    warming: z.number(),
    pending: z.number(),
    replaceable: z.number(),
    mayStop: z.number(),
    stops: z.array(z.string()).meta({ description: "The first ten instances." }),
    stopCount: count,
    stopUnits: count,
    launches: z.number(),
    says: z.string(),
  })
  .meta({ id: "Decision" });

const decided = z
  .object({ id: z.string(), status, decisions: z.array(decision) })
  .meta({ id: "RefreshDecisions" });

export const decisions = {
  input: decisionsQuery,
  answer: z
    .object({
      group: z.string(),
      refreshes: z.array(decided),
      next: count.meta(nextMeta),
    })
    .meta({ id: "Decisions" }),
  accepted: [...pageForms, "?account=000000000000", "?region=us-east-1", "?refresh=ID"],
} satisfies RouteContract;
