/** Makes a target of what a user describes: a webhook, another bus, a queue, topic or function. */
import { present } from "../domain/assert.ts";
import type { EventBridgeEvent } from "../domain/event-bridge-event.ts";
import { groupOf } from "../domain/event-fact.ts";
import { compileEventPattern } from "../domain/event-pattern/event-pattern.ts";
import { matchesEventPattern } from "../domain/event-pattern/matching.ts";
import type { BusAddress, TargetDescription } from "../domain/target-description.ts";
import { isoMillisecond } from "../domain/time.ts";
import { type Bus, putOnBus } from "../senders/event-bridge.ts";
import { SendError, type Service } from "../senders/message.ts";
import { arnSender } from "../senders/send-to-arn.ts";
import { postToWebhook, type Webhook } from "../senders/webhook.ts";
import { type DeliveryLog, sayingOnce } from "./delivery-log.ts";
import type { Delivery, Target } from "./target.ts";

type Sending = Pick<Target, "mostAtOnce" | "send">;
type OfEvent = Delivery & { readonly event: EventBridgeEvent };

/** Throws EventPatternError for a pattern that AWS would refuse. */
export function describedTarget(description: TargetDescription, log: DeliveryLog): Target {
  const { name, pattern, webhook, lambda, wait } = description;
  const compiled = pattern && compileEventPattern(JSON.stringify(pattern));
  return {
    name,
    description,
    isMeant: ({ event }) =>
      event !== undefined && (compiled === undefined || matchesEventPattern(compiled, event)),
    isWaitedFor: wait ?? (webhook !== undefined || lambda !== undefined),
    ...sendingTo(description, log),
  };
}

function sendingTo(description: TargetDescription, log: DeliveryLog): Sending {
  const { webhook, eventBridge, sqs, sns, lambda, aws: isAws } = description;
  if (webhook !== undefined) return toWebhook(webhook);
  if (eventBridge !== undefined) return toBus(eventBridge, isAws, log);
  const { endpoint = "", arn = "" } = sqs ?? sns ?? lambda ?? {};
  return toArn({ endpoint, isAws }, arn, log);
}

function toWebhook(webhook: Webhook): Sending {
  return oneByOne(({ fact, event }, signal) => {
    const { id } = event;
    const virtualTime = isoMillisecond(fact.at);
    const text = JSON.stringify(event);
    return postToWebhook(webhook, { id, sequence: fact.sequence, virtualTime, text }, { signal });
  });
}

function toArn(service: Service, arn: string, log: DeliveryLog): Sending {
  const services = { sqs: service, sns: service, lambda: service };
  const sender = arnSender(
    services,
    sayingOnce((text) => log.warn(text)),
  );
  return oneByOne(({ fact, event }, signal) => {
    const groupId = groupOf(fact) ?? event.source;
    const text = JSON.stringify(event);
    return sender.send({ arn, text, groupId, deduplicationId: event.id }, signal);
  });
}

function oneByOne(send: (delivery: OfEvent, signal: AbortSignal) => Promise<void>): Sending {
  return {
    mostAtOnce: 1,
    send: async (batch, signal) => {
      for (const delivery of batch) await send(ofEvent(delivery), signal);
      return [];
    },
  };
}

/** Only events are meant for these targets. */
function ofEvent({ fact, event }: Delivery): OfEvent {
  return { fact, event: present(event, "event") };
}

/** AWS's limit of the entries of one call. */
const mostEntries = 10;

function toBus(
  { endpoint, bus, source }: BusAddress,
  isAws: boolean | undefined,
  log: DeliveryLog,
): Sending {
  const to: Bus = { service: { endpoint, isAws }, bus, source };
  const warn = sayingOnce((text) => log.warn(text));
  return {
    mostAtOnce: mostEntries,
    send: async (batch, signal) => {
      const refusals = new Map<Delivery, SendError | undefined>();
      for (const part of partsByPlace(batch)) {
        const answers = await putPart(to, part, signal);
        for (const [nth, delivery] of part.entries()) refusals.set(delivery, answers[nth]);
        if (answers.some(isOfSource)) warn(sourceRefused(endpoint));
      }
      return batch.map((delivery) => refusals.get(delivery));
    },
  };
}

function isOfSource(refusal: SendError | undefined): boolean {
  return refusal?.code === "NotAuthorizedForSourceException";
}

function sourceRefused(endpoint: string): string {
  const remedy = "give the target a source, or start with --events-source";
  return `${endpoint} takes no events of aws.autoscaling from outside, as AWS does: ${remedy}`;
}

/** A call is of one account and one region. */
function partsByPlace(batch: readonly Delivery[]): Iterable<readonly Delivery[]> {
  const parts = new Map<string, Delivery[]>();
  for (const delivery of batch) {
    const place = `${delivery.fact.account} ${delivery.fact.region}`;
    parts.set(place, [...(parts.get(place) ?? []), delivery]);
  }
  return parts.values();
}

/** What fails as a whole fails for each of the part, and for no other. */
async function putPart(bus: Bus, part: readonly Delivery[], signal: AbortSignal) {
  const events = part.map((delivery) => ofEvent(delivery).event);
  try {
    return await putOnBus(bus, events, { signal });
  } catch (error) {
    if (error instanceof SendError) return part.map(() => error);
    throw error;
  }
}
