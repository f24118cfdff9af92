/** What events are delivered to: who wants which, and how one gets them. */
import type { EventBridgeEvent } from "../domain/event-bridge-event.ts";
import type { EventFact } from "../domain/event-fact.ts";
import type { TargetDescription } from "../domain/target-description.ts";

export interface Delivery {
  readonly fact: EventFact;
  /** Undefined for a message that is no event. */
  readonly event?: EventBridgeEvent | undefined;
}

export interface Target {
  readonly name: string;
  /** What a user has asked for; handlers and messages of rules have none. */
  readonly description?: TargetDescription | undefined;
  readonly isMeant: (delivery: Delivery) => boolean;
  /** Virtual time that is being moved stands until it has answered. */
  readonly isWaitedFor: boolean;
  /** As many go at once; more than one are not in order where one of them fails. */
  readonly mostAtOnce: number;
  /**
   * For each delivery nothing, or why it was not taken; a rejection is that of all. The signal ends
   * the try.
   */
  readonly send: (
    batch: readonly Delivery[],
    signal: AbortSignal,
  ) => Promise<readonly (DeliveryFailure | undefined)[]>;
  /** What becomes of the world when an event was not taken: then time stands until that is so. */
  readonly onGivenUp?: (delivery: Delivery) => Promise<void>;
}

export interface DeliveryFailure extends Error {
  /** Sending it again is in vain. */
  readonly isFinal?: boolean;
}

/** How the deliveries to a target have gone so far. */
export interface DeliveryCounts {
  readonly delivered: number;
  /** Given up after the last try. */
  readonly failed: number;
  /** Passed over, because too many were waiting or they were no longer kept. */
  readonly dropped: number;
}
