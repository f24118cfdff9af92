/** TestEventPattern: whether a pattern matches an event; both are given as text. */
import { matchesEventPattern } from "../../domain/event-pattern/matching.ts";
import { eventBridgeTexts } from "../../domain/texts/event-bridge-texts.ts";
import { defineAction } from "../action.ts";
import { eventBridgeInvalid } from "./existing-rule.ts";
import { jsonObject } from "./json-object.ts";
import { patternFrom } from "./pattern-from.ts";

/** An event has to have these. */
const required = ["id", "account", "source", "time", "region", "detail-type"];

export const testEventPattern = defineAction("events", "TestEventPattern", (input) => {
  const event = jsonObject(input.Event ?? "");
  const isWhole = event !== undefined && required.every((name) => Object.hasOwn(event, name));
  if (!isWhole) throw eventBridgeInvalid(eventBridgeTexts.invalidEvent);
  const pattern = patternFrom(input.EventPattern ?? "");
  return { output: { Result: matchesEventPattern(pattern, event) } };
});
