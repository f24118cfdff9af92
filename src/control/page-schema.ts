/** What every question has that is answered page by page, as schemas. */
import { z } from "zod";

/** One answer has no more, so that nobody waits long for another. */
const mostOfOne = 10_000;
const usualLimit = 1000;

export const wholeNumber = z.string().regex(/^\d{1,15}$/, "must be a whole number");

/** `since` and `before` are the question's own, because some take times as well. */
export function pageMembers(what: string) {
  return {
    limit: wholeNumber
      .transform(Number)
      .refine((limit) => limit >= 1 && limit <= mostOfOne, `must be from 1 to ${mostOfOne}`)
      .default(usualLimit)
      .meta({ description: `How many ${what} the answer has at most.` }),
    order: z
      .enum(["oldest", "newest"])
      .default("oldest")
      .meta({ description: "Which come first." }),
  };
}

export const nextMeta = {
  description:
    "Where the next page begins: its `since`, or its `before` where the newest come first.",
};

export const pageForms: readonly string[] = [
  "?since=120",
  "?since=120&limit=50",
  "?order=newest&limit=50",
  "?order=newest&before=120",
];
