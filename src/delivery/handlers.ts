/** Handlers of events in the caller's process, which virtual time waits for. */
import type { EventBridgeEvent } from "../domain/event-bridge-event.ts";
import { compileEventPattern } from "../domain/event-pattern/event-pattern.ts";
import { matchesEventPattern } from "../domain/event-pattern/matching.ts";
import type { Deliveries } from "./deliveries.ts";

type EventHandler = (event: Members) => unknown;

/** An event whose members can be looked up by any name. */
type Members = EventBridgeEvent & Readonly<Record<string, unknown>>;

/** Throws EventPatternError for a pattern that AWS would refuse. */
export function handleEvents(
  deliveries: Deliveries,
  pattern: object,
  handler: EventHandler,
): () => void {
  const compiled = compileEventPattern(JSON.stringify(pattern));
  const delivering = deliveries.add({
    name: "handler",
    isMeant: ({ event }) => event !== undefined && matchesEventPattern(compiled, event),
    isWaitedFor: true,
    mostAtOnce: 1,
    send: async (batch) => {
      for (const { event } of batch) {
        if (event !== undefined) await handled(handler, { ...event });
      }
      return [];
    },
  });
  return () => deliveries.remove(delivering);
}

/** What throws here throws again: a handler is called once for each event. */
async function handled(handler: EventHandler, event: Members): Promise<void> {
  try {
    await handler(event);
  } catch (error) {
    throw Object.assign(new Error(`a handler failed: ${String(error)}`), { isFinal: true });
  }
}
