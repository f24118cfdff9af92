/** The typed client of the control API, for tests and for our own commands. */
import type {
  AwsOutput,
  BusEvent,
  Clock,
  ClockState,
  Health,
  Information,
  JournalLine,
  Moved,
  Snapshot,
  Waited,
} from "./answers.ts";
import type { ChangeMessage } from "./change-messages.ts";
import { followChanges } from "./changes.ts";
import { followEvents, listEvents } from "./events.ts";
import { type Faults, faultsOf } from "./faults.ts";
import { type GroupQuestions, groupQuestionsOf } from "./group-questions.ts";
import { jsonOf, pathWith, requestText } from "./http.ts";
import { journalOf, storyIn } from "./journal.ts";
import type { Plan, PlanRequest } from "./plan.ts";
import type {
  AnotherWorld,
  AwsCall,
  ChangesFilter,
  Condition,
  EventCondition,
  EventsFilter,
  FollowFilter,
  JournalFilter,
  Waiting,
} from "./requests.ts";
import type { AnsweredRequest } from "./requests-answered.ts";
import { type KeptSnapshots, keptSnapshotsOf } from "./snapshots.ts";
import { type Targets, targetsOf } from "./targets.ts";

export interface Control extends GroupQuestions {
  /** Whether it is of use; fails when the world has stopped after a bug of ours. */
  ready(): Promise<Health>;
  /** The current time, and when the next event is due. */
  clock(): Promise<Clock>;
  /** Moves time by a duration such as `10m`; resolves when everything due by then has happened. */
  advance(span: string): Promise<Moved>;
  /** Moves time to the next change. */
  advance(next: "next", waiting?: Waiting): Promise<Waited>;
  /** Moves time to an instant, ISO 8601 with a zone or a Date. */
  until(at: string | Date): Promise<Moved>;
  /**
   * Moves time until the condition holds; `settled` means that nothing is in progress in any group.
   */
  until(condition: Condition | EventCondition | "settled", waiting?: Waiting): Promise<Waited>;
  /** Stops a realtime clock; `resume` continues it. */
  pause(): Promise<Moved>;
  resume(): Promise<Moved>;
  setSpeed(speed: number): Promise<Moved>;
  /**
   * Pauses a clock that runs at the instant at which the condition comes true, whoever looks by
   * then; null takes that back. A reset, another world or a restart forgets it.
   */
  breakAt(condition: Condition | EventCondition | null): Promise<Moved>;
  /** Lets time run by itself, at this speed, or stand still until it is moved. */
  setMode(mode: "realtime" | "manual", speed?: number): Promise<Moved>;
  /** Manages the injected faults. */
  readonly faults: Faults;
  /** Manages who is sent events. */
  readonly targets: Targets;
  /** The whole state, clock included, as plain JSON. */
  snapshot(): Promise<Snapshot>;
  /** Snapshots that the emulator keeps under names. */
  readonly snapshots: KeptSnapshots;
  /** Replaces the whole state by a snapshot; an invalid one changes nothing. */
  restore(snapshot: Snapshot): Promise<ClockState>;
  /** Restores the initial state, including the world file's, or begins once with another world. */
  reset(to?: AnotherWorld): Promise<ClockState>;
  /** The journal, oldest entry first, read page by page. */
  journal(filter?: JournalFilter): Promise<readonly JournalLine[]>;
  /** The same in lines for people. */
  story(filter?: JournalFilter): Promise<string>;
  /** How the emulator was started, what time it is and how much there is. */
  info(): Promise<Information>;
  /**
   * What changes, as it changes, until the loop over it is left or the emulator stops. A message
   * `gap` says what is to be read anew.
   */
  changes(filter?: ChangesFilter): AsyncIterableIterator<ChangeMessage>;
  /** One call of AWS's API, answered as plain JSON. A refusal of AWS is a ControlError. */
  call(call: AwsCall): Promise<AwsOutput>;
  /** What AWS would have sent to EventBridge, oldest first. */
  events(filter?: EventsFilter): Promise<readonly BusEvent[]>;
  /**
   * Events as they happen, until the loop over them is left or the emulator stops. A reader that is
   * so slow that events are dropped meanwhile gets ControlError.
   */
  follow(filter?: FollowFilter): AsyncIterableIterator<BusEvent>;
  /** How an instance refresh would go, from start to end, without touching anything. */
  plan(request: PlanRequest): Promise<Plan>;
  /** The newest requests, oldest first, after a sequence if one is given. */
  requests(since?: number): Promise<readonly AnsweredRequest[]>;
  /** Requests, groups, instances and refreshes in Prometheus' text format. */
  metrics(): Promise<string>;
}

/** Calls throw ControlError when refused, and UnreachableError when nothing answers. */
export function controlOf(endpoint: string): Control {
  const get = <T>(path: string) => jsonOf<T>(endpoint, { method: "GET", path });
  const post = <T>(path: string, body?: unknown) =>
    jsonOf<T>(endpoint, { method: "POST", path, body });
  const text = (path: string) => requestText(endpoint, { method: "GET", path });
  return {
    ...groupQuestionsOf(endpoint),
    ready: () => get("ready"),
    clock: () => get("clock"),
    // Whether the answer has `reached` depends on the arguments, as the overloads above say.
    advance: (span: string, waiting: Waiting = {}) =>
      post<Waited>("clock", { advance: span, ...waiting }),
    until: (wanted: string | Date | Condition | EventCondition, waiting: Waiting = {}) =>
      post<Waited>("clock", { until: wanted, ...waiting }),
    pause: () => post("clock", { pause: true }),
    resume: () => post("clock", { pause: false }),
    breakAt: (condition) => post("clock", { breakAt: condition }),
    setSpeed: (speed) => post("clock", { speed }),
    setMode: (mode, speed) => post("clock", { mode, ...(speed === undefined ? {} : { speed }) }),
    faults: faultsOf(endpoint),
    targets: targetsOf(endpoint),
    snapshot: () => get("snapshot"),
    snapshots: keptSnapshotsOf(endpoint),
    restore: async (body) => {
      const request = { method: "PUT", path: "snapshot", body } as const;
      return (await jsonOf<{ readonly clock: ClockState }>(endpoint, request)).clock;
    },
    reset: async (to) => (await post<{ readonly clock: ClockState }>("reset", to)).clock,
    journal: (filter) => journalOf(endpoint, filter),
    story: (filter) => storyIn(endpoint, filter),
    info: () => get("info"),
    changes: (filter) => followChanges(endpoint, filter),
    call: (call) => post("calls", call),
    events: (filter) => listEvents(endpoint, filter),
    follow: (filter) => followEvents(endpoint, filter),
    plan: (request) => post("plan", request),
    requests: async (since) => {
      const path = pathWith("requests", { since });
      return (await get<{ readonly requests: readonly AnsweredRequest[] }>(path)).requests;
    },
    metrics: () => text("metrics"),
  };
}
