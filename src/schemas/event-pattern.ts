/** Reads event patterns in requests; AWS's reason is shown for one that it would refuse. */
import { z } from "zod";
import type { EventBridgeEvent } from "../domain/event-bridge-event.ts";
import { compileEventPattern } from "../domain/event-pattern/event-pattern.ts";
import { EventPatternError } from "../domain/event-pattern/event-pattern-error.ts";
import { matchesEventPattern } from "../domain/event-pattern/matching.ts";

export type EventMatcher = (event: EventBridgeEvent) => boolean;

/** For a schema's transform: the JSON text of a pattern to what it matches. */
export function eventMatcher(source: string, context: z.RefinementCtx): EventMatcher {
  try {
    const pattern = compileEventPattern(source);
    return (event) => matchesEventPattern(pattern, event);
  } catch (error) {
    if (!(error instanceof EventPatternError)) throw error;
    const message = `Event pattern is not valid. Reason: ${error.message}`;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  }
}
