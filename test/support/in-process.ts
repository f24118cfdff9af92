/** An emulator in this process without HTTP: calls with the SDK's inputs, virtual time by hand. */
import { eventOf } from "../../src/domain/event-bridge.ts";
import type { EventBridgeEvent } from "../../src/domain/event-bridge-event.ts";
import { type EventFact, isOnBus } from "../../src/domain/event-fact.ts";
import type { AutoScalingGroup } from "../../src/domain/group.ts";
import type { Instance } from "../../src/domain/instance.ts";
import type { InstanceRefresh } from "../../src/domain/instance-refresh.ts";
import type { JournalEntry } from "../../src/domain/journal-entry.ts";
import { type Timing, timings } from "../../src/domain/timing.ts";
import { type Region, regionOf, type Settings } from "../../src/domain/world.ts";
import { createEmulator, type Emulator } from "../../src/emulator.ts";
import { ServiceError } from "../../src/model/faults.ts";
import type { ServiceName } from "../../src/model/shapes.ts";
import { validate } from "../../src/model/validate.ts";

export const account = "123456789012";
export const regionName = "us-east-1";
export const start = Date.parse("2026-09-27T12:00:00Z");

export type Input = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

export interface InProcess {
  readonly emulator: Emulator;
  /** One validated call; throws ServiceError. */
  readonly call: (service: ServiceName, operation: string, input: Input) => Answer;
  /** The answer's code, or undefined when the call is accepted. */
  readonly codeOf: (service: ServiceName, operation: string, input: Input) => string | undefined;
  readonly advance: (seconds: number) => void;
  /** Seconds since the beginning. */
  readonly elapsedSeconds: () => number;
  readonly region: () => Region;
  readonly group: (name?: string) => AutoScalingGroup;
  readonly instances: (name?: string) => Instance[];
  /** The newest refresh. */
  readonly refresh: (name?: string) => InstanceRefresh;
  readonly journal: () => readonly JournalEntry[];
  /** What EventBridge was sent, oldest first. */
  readonly events: () => readonly EventBridgeEvent[];
  /** What is kept of them. */
  readonly facts: () => readonly EventFact[];
}

export interface InProcessOptions {
  readonly timing?: Partial<Timing>;
  readonly settings?: Partial<Settings>;
  readonly seed?: string;
}

export function inProcess(options: InProcessOptions = {}): InProcess {
  let at = start;
  const settings: Settings = {
    timing: { ...timings.aws, ...options.timing },
    min100: "launch-first",
    behaviors: [],
    ...options.settings,
  };
  const emulator = createEmulator({ seed: options.seed ?? "test", settings, now: () => at });
  const call = (service: ServiceName, operation: string, input: Input) => {
    validate(service, operation, input);
    const caller = { account, region: regionName, requestId: "request" };
    return emulator.call({ service, operation, input, caller }) as Answer;
  };
  const region = () => regionOf(emulator.world, account, regionName);
  const group = (name = "web") => {
    const found = region().groups.get(name);
    if (found === undefined) throw new Error(`no group ${name}`);
    return found;
  };
  return {
    emulator,
    call,
    codeOf: (service, operation, input) => {
      try {
        call(service, operation, input);
        return undefined;
      } catch (error) {
        if (error instanceof ServiceError) return error.code;
        throw error;
      }
    },
    advance: (seconds) => {
      at += Math.round(seconds * 1000);
      emulator.catchUp();
    },
    elapsedSeconds: () => (at - start) / 1000,
    region,
    group,
    instances: (name) => [...group(name).fleet.members.values()],
    refresh: (name) => {
      const newest = group(name).refreshes.at(-1);
      if (newest === undefined) throw new Error("no refresh");
      return newest;
    },
    journal: () => emulator.journalAfter(0),
    events: () => emulator.eventsAfter(0).filter(isOnBus).map(eventOf),
    facts: () => emulator.eventsAfter(0),
  };
}

export interface FleetOptions {
  readonly size: number;
  readonly group?: Input;
}

/** Template `web` with versions 1 to 3, and the group `web` of version 1, settled. */
export function aSettledFleet(options: InProcessOptions & FleetOptions): InProcess {
  const story = inProcess(options);
  const data = (number: number) => ({ ImageId: `ami-${number}`, InstanceType: "t3.nano" });
  story.call("ec2", "CreateLaunchTemplate", {
    LaunchTemplateName: "web",
    LaunchTemplateData: data(1),
  });
  for (const number of [2, 3]) {
    story.call("ec2", "CreateLaunchTemplateVersion", {
      LaunchTemplateName: "web",
      LaunchTemplateData: data(number),
    });
  }
  story.call("autoscaling", "CreateAutoScalingGroup", {
    AutoScalingGroupName: "web",
    MinSize: 0,
    MaxSize: Math.max(1, 2 * options.size),
    DesiredCapacity: options.size,
    AvailabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"],
    LaunchTemplate: { LaunchTemplateName: "web", Version: "1" },
    ...options.group,
  });
  story.advance(600);
  return story;
}

export const toVersion = (version: string): Input => ({
  LaunchTemplate: { LaunchTemplateName: "web", Version: version },
});

/** Starts a refresh of `web` to version 2. */
export function startRefresh(story: InProcess, preferences: Input, members: Input = {}): void {
  story.call("autoscaling", "StartInstanceRefresh", {
    AutoScalingGroupName: "web",
    DesiredConfiguration: toVersion("2"),
    Preferences: preferences,
    ...members,
  });
}

/** Lets time pass in steps until it holds; fails when it does not within so many seconds. */
export function advanceUntil(
  story: InProcess,
  holds: () => boolean,
  { within, step = 1 }: { readonly within: number; readonly step?: number },
): void {
  for (let passed = 0; passed < within; passed += step) {
    if (holds()) return;
    story.advance(step);
  }
  if (!holds()) throw new Error(`not within ${within} seconds: ${story.refresh().status}`);
}

export const hasEnded = (story: InProcess) => () => story.refresh().endTime !== undefined;
