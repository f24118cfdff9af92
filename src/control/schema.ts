/** The control API's requests, as zod schemas: what is accepted, and how a refusal says so. */
import { z } from "zod";
import { parseInstant } from "../domain/time.ts";
import { isSpeed, speedLimits } from "../pacer.ts";
import { durationForms, parseDuration } from "./duration.ts";

const duration = z.string().transform((text, context) => {
  const span = parseDuration(text);
  if (span === undefined) return refuse(context, `"${text}" is not a duration: ${durationForms}`);
  return span;
});

const instant = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at === undefined) return refuse(context, `"${text}" is not an ISO 8601 time with a zone`);
  return at;
});

const speed = z
  .number()
  .refine(isSpeed, `must be from ${speedLimits.lowest} to ${speedLimits.highest}`);

/** POST clock: exactly one of these members. */
export const clockRequest = z
  .strictObject({ advance: duration, until: instant, speed, pause: z.boolean() })
  .partial()
  .refine((request) => Object.keys(request).length === 1, "exactly one member is wanted");

export type ClockRequest = z.infer<typeof clockRequest>;

export const clockForms: readonly string[] = [
  '{"advance":"10m"}',
  '{"until":"2026-01-31T12:00:00Z"}',
  '{"speed":60}',
  '{"pause":true}',
  '{"pause":false}',
];

/** The request, or one sentence that names everything wrong with it. */
export function readClockRequest(body: unknown): ClockRequest | { readonly error: string } {
  const result = clockRequest.safeParse(body);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
  return { error: problems.join("; ") };
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}
