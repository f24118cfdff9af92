/** Sends what lifecycle hooks say when an instance begins to wait, each in a try of its own. */
import type { EventFact, HookFact } from "../domain/event-fact.ts";
import { hookNotification } from "../domain/notifications/hook-notification.ts";
import type { ArnSender } from "../senders/send-to-arn.ts";
import { messageTo } from "./messages.ts";
import type { Delivery, Target } from "./target.ts";

type Undelivered = EventFact & HookFact;

/** What it cannot deliver holds no instance (G-154): then `endWait` is called. */
export function hookTarget(
  sender: ArnSender,
  endWait: (hook: Undelivered) => Promise<void>,
): Target {
  return {
    name: "lifecycle-hooks",
    isMeant: (delivery) => {
      const arn = hookOf(delivery)?.notificationTargetArn;
      return arn !== undefined && sender.reaches(arn);
    },
    isWaitedFor: true,
    mostAtOnce: 1,
    send: async (batch, signal) => {
      for (const delivery of batch) {
        const hook = hookOf(delivery);
        const { notificationTargetArn: arn } = hook ?? {};
        if (hook === undefined || arn === undefined) continue;
        await sender.send(messageTo(arn, hookNotification(hook)), signal);
      }
      return [];
    },
    onGivenUp: async (delivery) => {
      const hook = hookOf(delivery);
      if (hook !== undefined) await endWait(hook);
    },
  };
}

function hookOf({ fact }: Delivery): Undelivered | undefined {
  return fact.kind === "hook" ? fact : undefined;
}
