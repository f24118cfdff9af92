/**
 * Keeps the event of an applied change, with the rules that it matches at this moment: at once, or
 * when it arrives, where events are late.
 */
import { eventOf } from "../domain/event-bridge.ts";
import { type BusFact, type EventFact, isOnBus, type NewFact } from "../domain/event-fact.ts";
import { matchedRules } from "../domain/rule-deliveries.ts";
import { stableHex } from "../domain/stable-hash.ts";
import { milliseconds, type Seconds } from "../domain/time.ts";
import { type Region, regionKey } from "../domain/world.ts";
import type { Engine } from "./engine.ts";
import { keepNext } from "./event-log.ts";
import { push } from "./event-queue.ts";

export function sendEvent(engine: Engine, region: Region, fact: NewFact): void {
  const { account, name } = region;
  const made = { sequence: 0, at: engine.now, account, region: name, ...fact } as EventFact;
  if (!isOnBus(made)) return keepNext(engine.events, made);
  const rules = region.eventRules.size === 0 ? [] : matchedRules(region, eventOf(made));
  const sent = rules.length === 0 ? made : { ...made, rules };
  if (engine.world.settings.lateEvents === true) sendLate(engine, region, sent);
  else keepNext(engine.events, sent);
}

/** Nothing happens where it has arrived before. */
export function receiveEvent({ events }: Pick<Engine, "events">, id: number): void {
  const fact = events.pending.get(id);
  events.pending.delete(id);
  if (fact !== undefined) keepNext(events, fact);
}

function sendLate({ events, queue, seed, now }: Engine, region: Region, fact: BusFact): void {
  const id = queue.nextSequence;
  events.pending.set(id, { ...fact, sequence: id });
  const at = now + milliseconds(lateness(`${seed} ${eventOf(fact).id}`));
  push(queue, at, { kind: "arrival", region: regionKey(region.account, region.name), id });
}

/** Seconds by which events were seen to be late (G-150). */
const least = 3;
const most = 103;

/** Drawn from the text and no generator, so that the story of the world is the same. */
function lateness(text: string): Seconds {
  const thousandths = 1000 * (most - least) + 1;
  return least + (Number.parseInt(stableHex(text).slice(-8), 16) % thousandths) / 1000;
}
