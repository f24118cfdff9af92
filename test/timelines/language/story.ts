/** An emulator on a clock that only the story moves, with names for what has random ids. */
import { eventOf } from "../../../src/domain/event-bridge.ts";
import type { EventBridgeEvent } from "../../../src/domain/event-bridge-event.ts";
import { isOnBus } from "../../../src/domain/event-fact.ts";
import type { ActiveFault } from "../../../src/domain/fault.ts";
import type { JournalEntry } from "../../../src/domain/journal-entry.ts";
import { type Instant, milliseconds, parseInstant } from "../../../src/domain/time.ts";
import { type TimingProfile, timings } from "../../../src/domain/timing.ts";
import {
  defaultMin100,
  type LaunchBehavior,
  type Region,
  regionOf,
  type Settings,
} from "../../../src/domain/world.ts";
import { createEmulator, type Emulator } from "../../../src/emulator.ts";
import type { Input, OperationName, Output, ServiceName } from "../../../src/model/operations.ts";
import { applyCallFault } from "./call-fault.ts";
import { type Names, newNames } from "./names.ts";
import { fail } from "./words.ts";

interface Premises {
  timing: TimingProfile;
  start: string;
  min100: Settings["min100"];
  /** Undefined: as the timing profile says. */
  connectionDraining: boolean | undefined;
  behaviors: LaunchBehavior[];
}

export interface Story {
  /** What the world is like; settled with the first call. */
  readonly premises: Premises;
  readonly names: Names;
  readonly now: () => Instant;
  /** Lets time pass, and everything due in it happen. */
  readonly moveTo: (at: Instant) => void;
  readonly autoscaling: <N extends OperationName<"autoscaling">>(
    operation: N,
    input: Input<"autoscaling", N>,
  ) => Output<"autoscaling", N>;
  readonly ec2: <N extends OperationName<"ec2">>(
    operation: N,
    input: Input<"ec2", N>,
  ) => Output<"ec2", N>;
  readonly cloudwatch: <N extends OperationName<"cloudwatch">>(
    operation: N,
    input: Input<"cloudwatch", N>,
  ) => Output<"cloudwatch", N>;
  readonly elbv2: <N extends OperationName<"elbv2">>(
    operation: N,
    input: Input<"elbv2", N>,
  ) => Output<"elbv2", N>;
  /** Changes that no call brings. */
  readonly commitChanges: (cause: string, decide: Parameters<Emulator["commitChanges"]>[2]) => void;
  readonly faults: () => readonly ActiveFault[];
  readonly region: () => Region;
  /** Everything that has happened so far. */
  readonly journal: () => readonly JournalEntry[];
  readonly events: () => readonly EventBridgeEvent[];
  /** True once the emulator is there and the premises cannot change any more. */
  readonly hasBegun: () => boolean;
}

const caller = { account: "123456789012", region: "us-east-1", requestId: "timeline" };

export function newStory(): Story {
  const premises: Premises = {
    timing: "aws",
    start: "2026-09-27T12:00:00Z",
    min100: defaultMin100,
    connectionDraining: undefined,
    behaviors: [],
  };
  const names = newNames();
  let at: Instant | undefined;
  let emulator: Emulator | undefined;
  let seen = 0;
  const now = () => {
    at ??= parseInstant(premises.start) ?? fail(`"${premises.start}" is no time`);
    return at;
  };
  const begun = () => {
    emulator ??= createEmulator({ seed: "timeline", settings: settingsOf(premises), now });
    return emulator;
  };
  const learn = () => {
    for (const { sequence, change } of begun().journalAfter(seen)) {
      names.learn(change);
      seen = sequence;
    }
  };
  const region = () => regionOf(begun().world, caller.account, caller.region);
  const call = (service: ServiceName, operation: string, input: unknown) => {
    try {
      applyCallFault(begun().faultFor({ service, operation, caller }));
      return begun().call({ service, operation, input, caller });
    } finally {
      learn();
    }
  };
  return {
    premises,
    names,
    now,
    moveTo: (then) => {
      if (then < now()) fail("time does not go back");
      begun();
      at = then;
      begun().catchUp();
      learn();
    },
    autoscaling: (operation, input) => call("autoscaling", operation, input) as never,
    ec2: (operation, input) => call("ec2", operation, input) as never,
    cloudwatch: (operation, input) => call("cloudwatch", operation, input) as never,
    elbv2: (operation, input) => call("elbv2", operation, input) as never,
    commitChanges: (cause, decide) => {
      begun().commitChanges(caller, cause, decide);
      learn();
    },
    faults: () => [...region().faults.values()],
    region,
    journal: () => begun().journalAfter(0),
    events: () => begun().eventsAfter(0).filter(isOnBus).map(eventOf),
    hasBegun: () => emulator !== undefined,
  };
}

function settingsOf({ timing, min100, connectionDraining, behaviors }: Premises): Settings {
  const profile = timings[timing];
  const draining = connectionDraining ?? profile.connectionDraining;
  return { timing: { ...profile, connectionDraining: draining }, min100, behaviors };
}

export function advance(story: Story, seconds: number): void {
  story.moveTo(story.now() + milliseconds(seconds));
}
