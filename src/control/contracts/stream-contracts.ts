/** Input of the stream of changes. */
import { z } from "zod";
import type { RouteContract } from "../route.ts";
import { type StreamKind, streamKinds } from "../stream-message.ts";
import { placeIn } from "../stream-place.ts";

const known: ReadonlySet<string> = new Set(streamKinds);

const kinds = z
  .string()
  .transform((text, context): ReadonlySet<StreamKind> => {
    const names = text.split(",");
    const unknown = names.filter((name) => !known.has(name));
    if (unknown.length === 0) return new Set(names as StreamKind[]);
    const expected = `expected some of ${streamKinds.join(", ")}`;
    context.addIssue({ code: "custom", message: `${expected}; got ${unknown.join(", ")}` });
    return z.NEVER;
  })
  .meta({ description: "Kinds of messages, with commas between them; without it all." });

const query = z.strictObject({
  kinds: kinds.optional(),
  account: z.string().optional(),
  region: z.string().optional(),
  group: z.string().optional(),
  since: z
    .string()
    .refine((id) => placeIn(id) !== undefined, "must be a message's id, or a journal's sequence")
    .optional()
    .meta({ description: "Goes on after this id; the header Last-Event-ID comes before it." }),
});

export type StreamQuery = z.infer<typeof query>;

export const stream = {
  input: query,
  answer: "text/event-stream",
  accepted: ["?kinds=clock,journal", "?group=web&region=us-east-1", "?since=120"],
} satisfies RouteContract;
