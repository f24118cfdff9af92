/** Keeps the event of an applied change, with the rules that it matches at this moment. */
import { eventOf } from "../domain/event-bridge.ts";
import { type EventFact, isOnBus, type NewFact } from "../domain/event-fact.ts";
import { matchedRules } from "../domain/rule-deliveries.ts";
import type { Instant } from "../domain/time.ts";
import type { Region } from "../domain/world.ts";
import { type EventLog, keepFact } from "./event-log.ts";

interface Sender {
  readonly events: EventLog;
  readonly now: Instant;
}

export function sendEvent({ events, now: at }: Sender, region: Region, fact: NewFact): void {
  const { account, name } = region;
  const sequence = events.nextSequence;
  events.nextSequence += 1;
  const kept = { sequence, at, account, region: name, ...fact } as EventFact;
  const rules = rulesFor(kept, region);
  keepFact(events, rules.length === 0 ? kept : { ...kept, rules });
}

function rulesFor(fact: EventFact, region: Region): EventFact["rules"] & object {
  if (region.eventRules.size === 0 || !isOnBus(fact)) return [];
  return matchedRules(region, eventOf(fact));
}
