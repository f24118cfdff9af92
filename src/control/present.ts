/** Journal lines, clock and counts as the control API shows them, as plain readable objects. */
import type { Change } from "../domain/changes/change.ts";
import { activeRefresh } from "../domain/group.ts";
import type { JournalEntry } from "../domain/journal-entry.ts";
import { type StatusReason, statusReasonText } from "../domain/status-reason.ts";
import type { Detail, StoryLine } from "../domain/story/story-line.ts";
import { type Instant, isoMillisecond } from "../domain/time.ts";
import type { Region, World } from "../domain/world.ts";
import type { ClockState, Pacer } from "../pacer.ts";
import type { StopAt } from "../turns/stop-at.ts";

/** A line of the journal, as every answer has it. */
export interface ShownEvent extends StoryLine {
  readonly sequence: number;
  readonly account: string;
  readonly region: string;
  /** The called operation, or the engine's step. */
  readonly cause: string;
}

export function showClock(state: ClockState) {
  return { now: isoMillisecond(state.now), mode: state.mode, speed: state.speed };
}

interface StoppedClock {
  readonly pacer: Pick<Pacer, "describe">;
  readonly turns: { readonly stopAt: Pick<StopAt, "wanted" | "stopped"> };
}

/** Also where it is to stop when it runs, and where it has stopped for that and still stands. */
export function showClockAndStop({ pacer, turns: { stopAt } }: StoppedClock) {
  const stop = stopAt.stopped();
  return {
    ...showClock(pacer.describe()),
    breakAt: stopAt.wanted()?.asked ?? null,
    stopped: stop === undefined ? null : { at: isoMillisecond(stop.at), breakAt: stop.asked },
  };
}

/** The entry with the scalar members of its change; records are shown by id or name. */
export function showEvent({ change, at, ...line }: JournalEntry): ShownEvent {
  const details = Object.entries(membersOf(change)).flatMap(([name, value]) => {
    const shown = showDetail(name, value, at);
    return shown === undefined ? [] : [[name, shown] as const];
  });
  const { sequence, account, region, cause } = line;
  const head = { sequence, at: isoMillisecond(at), account, region, cause, type: change.type };
  return { ...head, ...Object.fromEntries(details) };
}

/** Of a decision its numbers, of an instance that died EC2's text: nobody knows them by an id. */
function membersOf(change: Change): object {
  if (change.type === "LaunchDied") return { ...change, reason: change.reason.message };
  if (change.type !== "Decided") return change;
  const { rule, ready, floor, mayStop, stopCount, launches, says } = change.record;
  const { record: _, ...members } = change;
  return { ...members, rule, ready, floor, mayStop, stopCount, launches, says };
}

/** The name of the group that the change is about. */
export function groupOf({ change }: JournalEntry): string | undefined {
  if (!("group" in change)) return undefined;
  return typeof change.group === "string" ? change.group : change.group.name;
}

function showDetail(name: string, value: unknown, at: Instant): ShownEvent[string] | undefined {
  if (name === "pausedUntil" && typeof value === "number") return isoMillisecond(value);
  if (name === "reason" && isRecord(value))
    return statusReasonText(value as StatusReason, { now: at });
  if (Array.isArray(value)) return value.every(isScalar) ? value : undefined;
  if (isRecord(value)) return [value.id, value.name, value.number].find(isScalar);
  return isScalar(value) ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is Detail {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** Totals over all accounts and regions. */
export function countWorld(world: World) {
  const regions = [...world.regions.values()];
  const groups = regions.flatMap((region) => [...region.groups.values()]);
  const total = (sizeOf: (region: Region) => number) =>
    regions.reduce((sum, region) => sum + sizeOf(region), 0);
  return {
    groups: groups.length,
    instances: total((region) => region.instances.size),
    launchTemplates: total((region) => region.launchTemplates.size),
    activeInstanceRefreshes: groups.filter((group) => activeRefresh(group) !== undefined).length,
  };
}
