/** The checks of a whole snapshot: clock, settings, queue, generators and journal. */
import type { JournalEntry } from "../../domain/journal-entry.ts";
import type { Timing } from "../../domain/timing.ts";
import { type LaunchBehavior, regionKey, type Settings } from "../../domain/world.ts";
import type { DueEvent, InstanceStep, QueuedEvent } from "../event-queue.ts";
import { seededIdentifiers } from "../identifiers.ts";
import { change } from "./change-kinds.ts";
import type { SnapshotContent, StoredEvents } from "./snapshot-content.ts";
import { eventFact } from "./stored-event-kinds.ts";
import {
  count,
  instant,
  type Kind,
  kind,
  list,
  map,
  number,
  oneOf,
  oneOfRecords,
  optional,
  record,
  seconds,
  text,
  truth,
  where,
  whole,
  wholeInstant,
} from "./stored-kinds.ts";
import { region } from "./stored-region-kinds.ts";

/** A shorter tick would keep the loop busy for hours of virtual time; 0 means "at once". */
const tick: Kind<number> = {
  wrongIn: (value) => (value === 0 ? undefined : number(0.05, 86_400).wrongIn(value)),
};
/** A retry needs a pause, or repeated failures would stop time. */
const waitBeforeAgain = number(1, 86_400);

const timing = record<Timing>({
  profile: oneOf<Timing["profile"]>({ aws: true, fast: true, instant: true }),
  tickSeconds: tick,
  pickUpSeconds: seconds,
  cancelSeconds: seconds,
  rollbackSeconds: seconds,
  completeSeconds: seconds,
  scalingReactionSeconds: seconds,
  healthReactionSeconds: waitBeforeAgain,
  launchSeconds: seconds,
  bootSeconds: seconds,
  hookProceedSeconds: seconds,
  replaceRootVolumeSeconds: seconds,
  finalizeRootVolumeSeconds: seconds,
  settleSeconds: seconds,
  terminateSeconds: seconds,
  enterStandbySeconds: seconds,
  exitStandbySeconds: seconds,
  attachSeconds: seconds,
  detachSeconds: seconds,
  warmPoolHookSeconds: seconds,
  warmPoolStopSeconds: seconds,
  restNewInstanceSeconds: seconds,
  restReturnedInstanceSeconds: seconds,
  leaveRunningPoolSeconds: seconds,
  leaveStoppedPoolSeconds: seconds,
  deleteGroupSeconds: seconds,
  deleteGroupAfterPoolSeconds: seconds,
  launchRetrySeconds: waitBeforeAgain,
  connectionDraining: truth,
});

const settings = record<Settings>({
  timing,
  min100: oneOf<Settings["min100"]>({ "terminate-first": true, "launch-first": true }),
  behaviors: list(
    record<LaunchBehavior>({
      group: optional(text),
      nthLaunch: optional(whole(1)),
      launchTemplateVersion: optional(whole(1)),
      imageId: optional(text),
      bootSeconds: optional(seconds),
      terminateSeconds: optional(seconds),
      settleSeconds: optional(seconds),
      launchRefusal: optional(text),
      isBroken: optional(truth),
      rootVolumeFailure: optional(text),
    }),
  ),
  strictImages: optional(truth),
  lateEvents: optional(truth),
});

/** Counters need room to grow. */
const sequence = whole(1, 2 ** 52);

const step = oneOf<InstanceStep>({
  accept: true,
  die: true,
  enterService: true,
  settle: true,
  warmUp: true,
  failHealth: true,
  leaveTargetGroup: true,
  enterStandby: true,
  endDraining: true,
  detach: true,
  enterWarmPool: true,
  terminate: true,
  ec2Start: true,
  ec2Stop: true,
  replaceRootVolume: true,
  endRootVolume: true,
  returnInstance: true,
  beginLaunchWait: true,
  beginTerminationWait: true,
  beginRootVolumeWait: true,
  timeOut: true,
  answerHook: true,
  boot: true,
  shutDown: true,
});

const dueEvent: Kind<DueEvent> = oneOfRecords("kind", {
  group: { region: text, group: text },
  scheduledAction: { region: text, group: text, name: text },
  fault: { region: text, id: text },
  instance: { region: text, id: text, step },
  arrival: { region: text, id: sequence },
});

const word = whole(-(2 ** 31), 2 ** 31 - 1);
const words: Kind<readonly number[]> = kind(
  "four whole numbers of 32 bits",
  (value) => Array.isArray(value) && value.length === 4 && list(word).wrongIn(value) === undefined,
);

const purposes = Object.keys(seededIdentifiers("").states);

/** Generators by purpose; with `isWhole` all of them are required. */
export function generators(isWhole: boolean): Kind<SnapshotContent["random"]> {
  const each = Object.fromEntries(
    purposes.map((purpose) => [purpose, isWhole ? words : optional(words)]),
  );
  const known = record(each as never) as Kind<SnapshotContent["random"]>;
  return where(known, (random) => {
    const strange = Object.keys(random).find((purpose) => !purposes.includes(purpose));
    const expected = `${purposes.join(", ")} and no other`;
    return strange === undefined ? undefined : { path: "", expected };
  });
}

const journalEntry = record<JournalEntry>({
  sequence,
  at: instant,
  account: text,
  region: text,
  cause: text,
  change,
});

export const snapshotContent = record<SnapshotContent>({
  product: text,
  now: wholeInstant,
  seed: text,
  world: record<SnapshotContent["world"]>({
    settings,
    regions: map(text, region, ({ account, name }) => regionKey(account, name)),
  }),
  queue: record<SnapshotContent["queue"]>({
    nextSequence: sequence,
    events: list(record<QueuedEvent>({ at: instant, sequence, event: dueEvent })),
  }),
  random: generators(true),
  journal: record<SnapshotContent["journal"]>({
    nextSequence: sequence,
    entries: list(journalEntry),
  }),
  events: record<StoredEvents>({
    nextSequence: sequence,
    dropped: count,
    lastDropped: count,
    facts: list(eventFact),
    pending: optional(list(eventFact)),
  }),
});
