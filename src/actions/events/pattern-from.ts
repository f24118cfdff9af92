/** Reads the pattern of a request. */
import {
  compileEventPattern,
  type EventPattern,
} from "../../domain/event-pattern/event-pattern.ts";
import { EventPatternError } from "../../domain/event-pattern/event-pattern-error.ts";
import { eventBridgeTexts } from "../../domain/texts/event-bridge-texts.ts";
import { fault } from "../../model/faults.ts";

/** Throws InvalidEventPatternException with AWS's reason. */
export function patternFrom(text: string): EventPattern {
  try {
    return compileEventPattern(text);
  } catch (error) {
    if (!(error instanceof EventPatternError)) throw error;
    const message = eventBridgeTexts.invalidPattern(error.message);
    throw fault("events", "InvalidEventPatternException", message);
  }
}
