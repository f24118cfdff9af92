/** Tells how deliveries of events go, target by target. */
import type { Deliveries } from "../delivery/deliveries.ts";
import type { Delivering } from "../delivery/delivering.ts";
import type { StreamKind, StreamMessage } from "./stream-message.ts";

type Message = (kind: StreamKind, data: object) => StreamMessage;

/** Of each target again when its counts have changed. */
export function deliveriesTold(deliveries: Deliveries) {
  const told = new WeakMap<Delivering, string>();
  return (message: Message): readonly StreamMessage[] =>
    deliveries.all().flatMap((delivering) => {
      const data = showDelivery(delivering);
      const text = JSON.stringify(data);
      if (told.get(delivering) === text) return [];
      told.set(delivering, text);
      return [message("delivery", data)];
    });
}

function showDelivery({ target, counts, lastFailure, isDown }: Delivering) {
  const { delivered, failed, dropped } = counts;
  return {
    target: target.name,
    delivered,
    failed,
    dropped,
    isDown: isDown(),
    lastFailure: lastFailure() ?? null,
  };
}

/** Whether some target is still to be sent something. */
export function isDelivering(deliveries: Deliveries, last: number): boolean {
  return deliveries.all().some(({ isDone }) => !isDone(last));
}
