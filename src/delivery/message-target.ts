/** Sends what rules and notification configurations say, to other programs. */
import { SendError } from "../senders/message.ts";
import type { ArnSender } from "../senders/send-to-arn.ts";
import { messagesOf } from "./messages.ts";
import type { Delivery, Target } from "./target.ts";

/** One target for all: an event may have several messages, and each is sent once. */
export function messageTarget(sender: ArnSender): Target {
  /** The messages of an event that have been answered, by their place. */
  const answered = new WeakMap<Delivery["fact"], Set<number>>();
  const meantFor = (delivery: Delivery) =>
    messagesOf(delivery).filter(({ arn }) => sender.reaches(arn));
  const sendAll = async (delivery: Delivery, signal: AbortSignal) => {
    const done = answered.get(delivery.fact) ?? new Set();
    answered.set(delivery.fact, done);
    const failures = await Promise.all(
      meantFor(delivery).map(async (message, nth) => {
        const failure = done.has(nth) ? undefined : await failureOf(sender.send(message, signal));
        if (failure?.isFinal !== false) done.add(nth);
        return failure;
      }),
    );
    return failures.find((failure) => failure?.isFinal === false) ?? failures.find(Boolean);
  };
  return {
    name: "messages",
    isMeant: (delivery) => meantFor(delivery).length > 0,
    isWaitedFor: true,
    mostAtOnce: 1,
    send: (batch, signal) => Promise.all(batch.map((delivery) => sendAll(delivery, signal))),
  };
}

async function failureOf(sent: Promise<void>): Promise<SendError | undefined> {
  try {
    await sent;
    return undefined;
  } catch (error) {
    if (error instanceof SendError) return error;
    throw error;
  }
}
