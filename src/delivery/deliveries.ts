/** All targets of events: who is one, and what of them is waited for before time goes on. */
import { isDeepStrictEqual } from "node:util";
import type { TargetDescription } from "../domain/target-description.ts";
import type { KeptTarget, TargetStore } from "../domain/target-store.ts";
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
  readonly targets?: StartTargets | undefined;
  /** Keeps targets over a restart; by default nothing does. */
  readonly store?: TargetStore | undefined;
}

/** Who is sent events from the start on. */
interface StartTargets {
  /** Whatever was kept of the process before. */
  readonly wanted: readonly TargetDescription[];
  /** Unless a process before has kept its own. */
  readonly ofWorld: readonly TargetDescription[];
}

export interface Deliveries {
  /** Delivers events from now on; a running clock runs freely as long as there is a target. */
  add(target: Target): Delivering;
  /** The same for a target as users describe it, which takes the place of one of its name. */
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
  const { emulator, turns, store, sender, log = silentLog } = options;
  const endsOfFreeRun = new Map<Delivering, () => void>();
  const waitedFor = () => [...endsOfFreeRun.keys()].filter(isWaitedFor);
  const begin = beginningIn(options);
  const add = (target: Target, kept?: Omit<KeptTarget, "place">) => {
    const delivering = begin(target, kept);
    endsOfFreeRun.set(delivering, turns.runFreely());
    return delivering;
  };
  const remove = (delivering: Delivering) => {
    delivering.stop();
    endsOfFreeRun.get(delivering)?.();
    endsOfFreeRun.delete(delivering);
    if (delivering.target.description !== undefined) store?.remove(delivering.target.name);
  };
  const addDescribed = (description: TargetDescription, isToBeKept = true) => {
    const { name } = description;
    const known = [...endsOfFreeRun.keys()].find(({ target }) => target.description?.name === name);
    if (known !== undefined && isDeepStrictEqual(known.target.description, description)) {
      return known;
    }
    if (known !== undefined) remove(known);
    const kept = isToBeKept ? { name, description } : { name };
    return add(describedTarget(description, log), kept);
  };
  for (const target of messageTargets(options, sender)) add(target, { name: `:${target.name}` });
  addFirst(options, addDescribed);
  return {
    add: (target) => add(target),
    addDescribed: (description) => addDescribed(description),
    remove,
    all: () => [...endsOfFreeRun.keys()],
    reaches: (arn) => sender?.reaches(arn) === true,
    isWaitedFor: () => waitedFor().length > 0,
    answers: () => {
      const { last } = emulator.eventCounts();
      const late = waitedFor().filter(({ isDone }) => !isDone(last));
      if (late.length === 0) return undefined;
      return Promise.all(late.map(({ whenDone }) => whenDone(last))).then(() => undefined);
    },
  };
}

function isWaitedFor({ target, isDown }: Delivering): boolean {
  return target.isWaitedFor && (target.onGivenUp !== undefined || !isDown());
}

/** Begins where the process before has left a target, else now. */
function beginningIn(options: DeliveriesOptions) {
  const { emulator, turns, whenOnDisk, patience, store, log = silentLog } = options;
  const { stopping } = turns;
  const places = new Map(store?.kept.map(({ name, place }) => [name, place]));
  return (target: Target, kept?: Omit<KeptTarget, "place">): Delivering => {
    const { last, past } = emulator.eventCounts();
    const place = kept && places.get(kept.name);
    const since = place === undefined ? last : Math.min(Math.max(place, past), last);
    if (kept !== undefined) places.delete(kept.name);
    const onPlace = kept && store?.add({ ...kept, place: since });
    const reader = readEvents({ emulator, since, whenOnDisk, stopping });
    return deliver(target, { emulator, reader, log, stopping, onPlace, patience });
  };
}

function messageTargets(
  { emulator, turns }: DeliveriesOptions,
  sender: ArnSender | undefined,
): readonly Target[] {
  if (sender === undefined) return [];
  const endWait = async (hook: Parameters<typeof emulator.endUndeliveredWait>[0]) => {
    await turns.take(() => emulator.endUndeliveredWait(hook));
  };
  return [messageTarget(sender), hookTarget(sender, endWait)];
}

/** What is kept wins over the world's, and what a flag says wins over both. */
function addFirst(
  { targets, store }: DeliveriesOptions,
  add: (description: TargetDescription, isToBeKept: boolean) => void,
): void {
  const { wanted = [], ofWorld = [] } = targets ?? {};
  const flagged = new Set(wanted.map(({ name }) => name));
  const before = store?.isNew === false ? described(store.kept) : ofWorld;
  for (const description of before) if (!flagged.has(description.name)) add(description, true);
  for (const description of wanted) add(description, false);
  const here = new Set([...before.map(({ name }) => name), ...flagged]);
  for (const { name } of store?.kept ?? []) {
    if (!here.has(name) && !name.startsWith(":")) store?.remove(name);
  }
}

function described(kept: readonly KeptTarget[]): readonly TargetDescription[] {
  return kept.flatMap(({ description }) => description ?? []);
}
