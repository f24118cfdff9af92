/**
 * Tells one reader what is new since it was last told. It holds places in what is kept anyway, so
 * that a slow reader costs no memory: it is told of a gap.
 */
import { eventOf } from "../domain/event-bridge.ts";
import { groupOf as groupOfFact, isOnBus } from "../domain/event-fact.ts";
import type { JournalEntry } from "../domain/journal-entry.ts";
import { isoMillisecond } from "../domain/time.ts";
import type { ControlOptions } from "./options.ts";
import { groupOf, showClockAndStop, showEvent } from "./present.ts";
import { showRequest } from "./present-request.ts";
import { faultOf, instancesOf, refreshOf, touchedBy } from "./stream-changes.ts";
import { deliveriesTold } from "./stream-deliveries.ts";
import type { StreamKind, StreamMessage } from "./stream-message.ts";
import { idOf, placeIn, type StreamPlace } from "./stream-place.ts";

export interface StreamWish {
  readonly kinds: ReadonlySet<StreamKind>;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly group: string | undefined;
  /** The id of the last message that was read; without it the stream begins now. */
  readonly after: string | undefined;
}

export interface StreamReader {
  /** What is new, as far as one write may tell of it; ask again until nothing is. */
  news(): readonly StreamMessage[];
  /** The id of this place. */
  id(): string;
}

/** A reader that is further behind is told of a gap, and reads anew what it shows. */
const mostLines = 5000;
/** Lines of the journal, events and requests that one write tells of. */
const mostAtOnce = 1000;

export function streamReader(options: ControlOptions, wish: StreamWish): StreamReader {
  const { emulator, latest, streams } = options;
  const worldNow = () => `${streams.process}-${emulator.replacements()}`;
  const endNow = (): StreamPlace => ({
    journal: emulator.lastSequence(),
    events: emulator.eventCounts().last,
    requests: latest.last(),
  });
  let world = worldNow();
  const { place, isOfOther } = beginning(wish, endNow(), world);
  let isOther = isOfOther;
  const clockTold = clockTeller(options);
  const deliveryTold = deliveriesTold(options.deliveries);
  const id = () => idOf(place, world);
  const gap = (why: string, members: object = {}): readonly StreamMessage[] => {
    world = worldNow();
    isOther = false;
    Object.assign(place, endNow());
    return [{ kind: "gap", id: id(), data: { reread: "all", ...members, why } }];
  };
  const message = (kind: StreamKind, data: object): StreamMessage => ({ kind, id: id(), data });
  return {
    id,
    news: () => {
      if (isOther || world !== worldNow()) return [...gap("another world"), ...clockTold(message)];
      const sequence = emulator.lastSequence();
      if (sequence - place.journal > mostLines) return gap("too far behind", { sequence });
      const { kinds } = wish;
      return [
        ...(kinds.has("event") ? eventNews(options, wish, { place, message }) : []),
        ...(kinds.has("request") ? requestNews(options, { place, message }) : []),
        ...(kinds.has("delivery") ? deliveryTold(message) : []),
        ...journalNews(options, wish, { place, message }),
        ...(kinds.has("clock") ? clockTold(message) : []),
      ];
    },
  };
}

function beginning({ after }: StreamWish, end: StreamPlace, world: string) {
  const given = after === undefined ? undefined : placeIn(after);
  if (given === undefined) return { place: end, isOfOther: false };
  const { journal, events = end.events, requests = end.requests } = given;
  const isOfOther = (given.world ?? world) !== world || journal > end.journal;
  return { place: { journal, events, requests }, isOfOther };
}

type Message = (kind: StreamKind, data: object) => StreamMessage;

interface Telling {
  readonly place: StreamPlace;
  readonly message: Message;
}

function eventNews({ emulator }: ControlOptions, wish: StreamWish, telling: Telling) {
  const { place, message } = telling;
  const told: StreamMessage[] = [];
  for (const fact of emulator.eventsAfter(place.events, mostAtOnce)) {
    place.events = fact.sequence;
    if (!isOnBus(fact) || !isMeant(fact, groupOfFact(fact), wish)) continue;
    told.push(message("event", { sequence: fact.sequence, event: eventOf(fact) }));
  }
  return told;
}

function requestNews({ latest }: ControlOptions, { place, message }: Telling) {
  // The count begins anew with the process.
  if (place.requests > latest.last()) place.requests = 0;
  return latest.after(place.requests).map((request) => {
    place.requests = request.sequence;
    return message("request", showRequest(request));
  });
}

/** What has changed comes before the lines that say so: the place moves with the lines. */
function journalNews(options: ControlOptions, wish: StreamWish, telling: Telling) {
  const { emulator } = options;
  const { place, message } = telling;
  const { kinds } = wish;
  const entries = emulator
    .journalAfter(place.journal)
    .slice(0, mostAtOnce)
    .filter((entry) => isMeant(entry, groupOf(entry), wish));
  const end = Math.min(place.journal + mostAtOnce, emulator.lastSequence());
  const told = stateNews(options, wish, { entries, message });
  for (const entry of entries) {
    const { sequence, change, account, region, at } = entry;
    const isTold = kinds.has("journal");
    if (!isTold) place.journal = sequence;
    if (kinds.has("decision") && change.type === "Decided") {
      const { group, refreshId: refresh, record } = change;
      const data = { sequence, account, region, group, refresh, at: isoMillisecond(at), ...record };
      told.push(message("decision", data));
    }
    place.journal = sequence;
    if (isTold) told.push(message("journal", showEvent(entry)));
  }
  place.journal = end;
  return told;
}

function stateNews(
  options: ControlOptions,
  { kinds }: StreamWish,
  { entries, message }: { readonly entries: readonly JournalEntry[]; readonly message: Message },
): StreamMessage[] {
  const { emulator } = options;
  const { world } = emulator;
  const isAsked = kinds.has("instances") || kinds.has("refresh") || kinds.has("fault");
  if (!isAsked || entries.length === 0) return [];
  const { groups, faults } = touchedBy(entries, world);
  const told: StreamMessage[] = [];
  for (const touched of groups.values()) {
    const { kind, data } = kinds.has("instances")
      ? instancesOf(touched, { world, emulator })
      : nothing;
    if (data !== undefined) told.push(message(kind, data));
    const isOfRefresh = kinds.has("refresh") && touched.isOfRefresh;
    const now = entries.at(-1)?.at ?? 0;
    const refresh = isOfRefresh ? refreshOf(touched, world, now) : undefined;
    if (refresh !== undefined) told.push(message("refresh", refresh));
  }
  if (!kinds.has("fault")) return told;
  return [...told, ...[...faults.values()].map((one) => message("fault", faultOf(one, world)))];
}

const nothing = { kind: "instances", data: undefined } as const;

/** What concerns no group is told to those only who ask for all. */
function isMeant(
  { account, region }: { readonly account: string; readonly region: string },
  group: string | undefined,
  wish: StreamWish,
): boolean {
  return (
    account === (wish.account ?? account) &&
    region === (wish.region ?? region) &&
    (wish.group === undefined || group === wish.group)
  );
}

/** Tells of the clock at first, and whenever it does not simply run on. */
function clockTeller(options: ControlOptions) {
  const { emulator, pacer, turns } = options;
  let told: readonly unknown[] = [];
  return (message: Message): readonly StreamMessage[] => {
    const dueAt = emulator.nextDueAt();
    const advancing = turns.isAlone();
    const sequence = emulator.lastSequence();
    const known = [pacer.stored(), dueAt, advancing, sequence, turns.stopAt.wanted()];
    if (known.every((value, nth) => value === told[nth])) return [];
    told = known;
    const nextDueAt = dueAt === undefined ? null : isoMillisecond(dueAt);
    return [message("clock", { ...showClockAndStop(options), nextDueAt, advancing, sequence })];
  };
}
