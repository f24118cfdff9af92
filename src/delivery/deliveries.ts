/** All targets of events: who is one, and what of them is waited for before time goes on. */

import type { TargetDescription } from "../domain/target-description.ts";
import type { CallOperations, EventOperations } from "../emulator.ts";
import type { ArnSender } from "../senders/send-to-arn.ts";
import { readEvents, type WhenOnDisk } from "../turns/event-reader.ts";
import type { Turns } from "../turns/turns.ts";
import { type Delivering, deliver } from "./delivering.ts";
import { type DeliveryLog, silentLog } from "./delivery-log.ts";
import { describedTarget } from "./described-target.ts";
import { hookTarget } from "./hook-target.ts";
import { messageTarget } from "./message-target.ts";
import type { Target } from "./target.ts";
import type { Patience } from "./tries.ts";

export interface DeliveriesOptions {
  readonly emulator: EventOperations & Pick<CallOperations, "endUndeliveredWait">;
  readonly turns: Pick<Turns, "runFreely" | "stopping" | "take">;
  readonly whenOnDisk: WhenOnDisk;
  readonly patience?: Patience | undefined;
  /** Sends messages of rules, notifications and lifecycle hooks; by default nobody does. */
  readonly sender?: ArnSender | undefined;
  readonly log?: DeliveryLog | undefined;
  /** What a user has asked for at the start. */
  readonly targets?: readonly TargetDescription[] | undefined;
}

export interface Deliveries {
  /** Delivers events from now on; a running clock runs freely as long as there is a target. */
  add(target: Target): Delivering;
  /** The same for a target as users describe it. */
  addDescribed(description: TargetDescription): Delivering;
  /** Ends the deliveries to a target, also what is still waiting. */
  remove(delivering: Delivering): void;
  all(): readonly Delivering[];
  /** Whether messages of rules, notifications and hooks to this ARN are sent to anybody. */
  reaches(arn: string): boolean;
  /** Whether some target must have answered before time goes on. */
  isWaitedFor(): boolean;
  /** Resolves when those targets have answered; undefined when nothing is to be waited for. */
  answers(): Promise<void> | undefined;
}

export function deliveriesOf(options: DeliveriesOptions): Deliveries {
  const { emulator, turns, whenOnDisk, patience, sender, log = silentLog } = options;
  const { stopping } = turns;
  const endsOfFreeRun = new Map<Delivering, () => void>();
  const waitedFor = () =>
    [...endsOfFreeRun.keys()].filter(({ target, isDown }) => {
      const isPatient = target.onGivenUp !== undefined;
      return target.isWaitedFor && (isPatient || !isDown());
    });
  const deliveries: Deliveries = {
    add: (target) => {
      const since = emulator.eventCounts().last;
      const reader = readEvents({ emulator, since, whenOnDisk, stopping });
      const delivering = deliver(target, { emulator, reader, log, stopping, patience });
      endsOfFreeRun.set(delivering, turns.runFreely());
      return delivering;
    },
    addDescribed: (description) => deliveries.add(describedTarget(description, log)),
    reaches: (arn) => sender?.reaches(arn) === true,
    remove: (delivering) => {
      delivering.stop();
      endsOfFreeRun.get(delivering)?.();
      endsOfFreeRun.delete(delivering);
    },
    all: () => [...endsOfFreeRun.keys()],
    isWaitedFor: () => waitedFor().length > 0,
    answers: () => {
      const { last } = emulator.eventCounts();
      const late = waitedFor().filter(({ isDone }) => !isDone(last));
      if (late.length === 0) return undefined;
      return Promise.all(late.map(({ whenDone }) => whenDone(last))).then(() => undefined);
    },
  };
  if (sender !== undefined) {
    const endWait = async (hook: Parameters<typeof emulator.endUndeliveredWait>[0]) => {
      await turns.take(() => emulator.endUndeliveredWait(hook));
    };
    deliveries.add(messageTarget(sender));
    deliveries.add(hookTarget(sender, endWait));
  }
  for (const description of options.targets ?? []) deliveries.addDescribed(description);
  return deliveries;
}
