/** Sends what rules, notification configurations and lifecycle hooks say, to other programs. */
import { regionOf, type World } from "../domain/world.ts";
import { SendError } from "../senders/message.ts";
import type { ArnSender } from "../senders/send-to-arn.ts";
import { messagesOf } from "./messages.ts";
import type { Delivery, Target } from "./target.ts";

/** One target for all: each event may have several messages, and each is sent once. */
export function messageTarget(world: () => World, sender: ArnSender): Target {
  /** How many messages of an event have been answered, so that a second try goes on there. */
  const answered = new WeakMap<Delivery["fact"], number>();
  const meantFor = (delivery: Delivery) => {
    const { account, region } = delivery.fact;
    const messages = messagesOf(regionOf(world(), account, region), delivery);
    return messages.filter(({ arn }) => sender.reaches(arn));
  };
  const sendAll = async (delivery: Delivery, signal: AbortSignal) => {
    let refusal: SendError | undefined;
    const messages = meantFor(delivery);
    for (let nth = answered.get(delivery.fact) ?? 0; nth < messages.length; nth += 1) {
      const message = messages[nth];
      if (message === undefined) continue;
      const failure = await failureOf(sender.send(message, signal));
      if (failure !== undefined && !failure.isFinal) throw failure;
      refusal ??= failure;
      answered.set(delivery.fact, nth + 1);
    }
    return refusal;
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
