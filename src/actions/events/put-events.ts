/** PutEvents: puts callers' events on the default bus; each entry is taken or refused by itself. */
import { Buffer } from "node:buffer";
import type { PutEvent } from "../../domain/changes/event-rule-change.ts";
import { eventBridgeTexts } from "../../domain/texts/event-bridge-texts.ts";
import type { Input } from "../../model/operations.ts";
import { type ActionContext, defineAction } from "../action.ts";
import { eventBridgeInvalid, isDefaultBus } from "./existing-rule.ts";
import { jsonObject } from "./json-object.ts";

type Entry = NonNullable<Input<"events", "PutEvents">["Entries"]>[number];

interface Refused {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

export const putEvents = defineAction("events", "PutEvents", (input, context) => {
  const { Entries: entries = [] } = input;
  const size = entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
  if (size > mostBytes) throw eventBridgeInvalid(eventBridgeTexts.entriesTooLarge);
  const read = entries.map((entry) => eventFrom(entry, context));
  const taken = read.filter((one): one is PutEvent => !("ErrorCode" in one));
  // AWS answers an unknown bus like a known one, and the event goes nowhere.
  const lost = new Set(
    read.filter((_, nth) => !isDefaultBus(context.region, entries[nth]?.EventBusName)),
  );
  const events = taken.filter((event) => !lost.has(event));
  const output = {
    FailedEntryCount: read.length - taken.length,
    Entries: read.map((one) => ("ErrorCode" in one ? one : { EventId: one.id })),
  };
  return { output, changes: events.length === 0 ? [] : [{ type: "EventsPut", events }] };
});

/** AWS's limit of all entries of a request together. */
const mostBytes = 256 * 1024;

/** As AWS counts: a time is 14 bytes. */
function bytesOf({ Time, Source, DetailType, Detail, Resources = [] }: Entry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  const time = Time === undefined ? 0 : 14;
  return texts.reduce((sum, text = "") => sum + Buffer.byteLength(text), time);
}

function eventFrom(entry: Entry, { now, identifiers }: ActionContext): PutEvent | Refused {
  const { Source: source, DetailType: detailType, Detail: text } = entry;
  if (!source) return missing("Source");
  if (!detailType) return missing("DetailType");
  if (!text) return missing("Detail");
  if (source.startsWith("aws.")) {
    const message = eventBridgeTexts.foreignSource;
    return { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: message };
  }
  const detail = jsonObject(text);
  if (detail === undefined) {
    return { ErrorCode: "MalformedDetail", ErrorMessage: eventBridgeTexts.malformedDetail };
  }
  return {
    id: identifiers.uuid(),
    source,
    detailType,
    detail,
    resources: entry.Resources ?? [],
    time: entry.Time?.getTime() ?? now,
  };
}

function missing(name: string): Refused {
  return { ErrorCode: "InvalidArgument", ErrorMessage: eventBridgeTexts.missingInEntry(name) };
}
