/** The typed client of the control API, for tests and for the commands of the command line. */
import type {
  BusEvent,
  Clock,
  ClockState,
  Decisions,
  GroupStatus,
  Information,
  JournalLine,
  Moved,
  RefreshSummary,
  Snapshot,
  Waited,
} from "./answers.ts";
import { type Faults, faultsOf } from "./faults.ts";
import { jsonOf, pathWith, requestText } from "./http.ts";
import type {
  AccountAndRegion,
  Condition,
  DecisionsFilter,
  EventsFilter,
  JournalFilter,
  Waiting,
} from "./requests.ts";

export interface Control {
  /** What time it is, and when the next thing is due. */
  clock(): Promise<Clock>;
  /** Moves time by a span, such as `10m`; answers when everything due by then has happened. */
  advance(span: string): Promise<Moved>;
  /** Moves time until something has happened. */
  advance(next: "next", waiting?: Waiting): Promise<Waited>;
  /** Moves time to an instant, ISO 8601 with a zone or a Date. */
  until(at: string | Date): Promise<Moved>;
  /** Moves time until this is so; `settled`: until nothing is under way in any group. */
  until(condition: Condition | "settled", waiting?: Waiting): Promise<Waited>;
  /** Stops a realtime clock; `resume` lets it run on. */
  pause(): Promise<Moved>;
  resume(): Promise<Moved>;
  setSpeed(speed: number): Promise<Moved>;
  /** Lets time run by itself, at this speed, or stand still until it is moved. */
  setMode(mode: "realtime" | "manual", speed?: number): Promise<Moved>;
  /** What is to go wrong, for whom and when. */
  readonly faults: Faults;
  /** Everything there is, clock included, as plain JSON. */
  snapshot(): Promise<Snapshot>;
  /** Puts a snapshot in place of everything; a wrong one changes nothing. */
  restore(snapshot: Snapshot): Promise<ClockState>;
  /** Back to the beginning, world file and all. */
  reset(): Promise<ClockState>;
  /** What has happened, oldest first. */
  journal(filter?: JournalFilter): Promise<readonly JournalLine[]>;
  /** Why the refreshes of a group went as they did. */
  decisions(group: string, filter?: DecisionsFilter): Promise<Decisions>;
  /** How the emulator was started, what time it is and how much there is. */
  info(): Promise<Information>;
  /** Every group with its sizes, its instances by state and its active refresh. */
  groups(): Promise<readonly GroupStatus[]>;
  /** What AWS would have sent to EventBridge, oldest first. */
  events(filter?: EventsFilter): Promise<readonly BusEvent[]>;
  /** How each refresh of a group went, oldest first. */
  refreshes(group: string, place?: AccountAndRegion): Promise<readonly RefreshSummary[]>;
}

/** Each call throws ControlError when it is refused, UnreachableError when nothing answers. */
export function controlOf(endpoint: string): Control {
  const get = <T>(path: string) => jsonOf<T>(endpoint, { method: "GET", path });
  const post = <T>(path: string, body?: unknown) =>
    jsonOf<T>(endpoint, { method: "POST", path, body });
  return {
    clock: () => get("clock"),
    // Whether the answer says `reached` depends on what is asked; the overloads above know.
    advance: (span: string, waiting: Waiting = {}) =>
      post<Waited>("clock", { advance: span, ...waiting }),
    until: (wanted: string | Date | Condition, waiting: Waiting = {}) =>
      post<Waited>("clock", { until: wanted, ...waiting }),
    pause: () => post("clock", { pause: true }),
    resume: () => post("clock", { pause: false }),
    setSpeed: (speed) => post("clock", { speed }),
    setMode: (mode, speed) => post("clock", { mode, ...(speed === undefined ? {} : { speed }) }),
    faults: faultsOf(endpoint),
    snapshot: () => get("snapshot"),
    restore: async (body) => {
      const request = { method: "PUT", path: "snapshot", body } as const;
      return (await jsonOf<{ readonly clock: ClockState }>(endpoint, request)).clock;
    },
    reset: async () => (await post<{ readonly clock: ClockState }>("reset")).clock,
    journal: async ({ type, ...filter } = {}) => {
      const path = pathWith("journal", { ...filter, type: type?.join(",") });
      return linesOf(await requestText(endpoint, { method: "GET", path }));
    },
    decisions: (group, filter = {}) =>
      get(pathWith(`groups/${encodeURIComponent(group)}/decisions`, { ...filter })),
    info: () => get("info"),
    groups: async () => (await get<{ readonly groups: readonly GroupStatus[] }>("groups")).groups,
    events: async (filter = {}) => {
      const path = pathWith("events", { ...filter });
      return (await get<{ readonly events: readonly BusEvent[] }>(path)).events;
    },
    refreshes: async (group, place = {}) => {
      const path = pathWith(`groups/${encodeURIComponent(group)}/refreshes`, { ...place });
      return (await get<{ readonly refreshes: readonly RefreshSummary[] }>(path)).refreshes;
    },
  };
}

function linesOf(text: string): readonly JournalLine[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as JournalLine);
}
