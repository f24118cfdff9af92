/** Applies adding, removing and counting of faults; timed ones are queued. */
import { never, present } from "../../domain/assert.ts";
import type { FaultChange } from "../../domain/changes/fault-change.ts";
import { answerByKind, type ByFaultKind } from "../../domain/fault.ts";
import type { Instant } from "../../domain/time.ts";
import type { ApplyContext } from "./apply-context.ts";

export function applyFaultChange(context: ApplyContext, change: FaultChange): void {
  const { faults } = context.region;
  const { id } = change;
  if (change.type === "FaultAdded") {
    const { fault } = change;
    faults.set(id, { id, fault, addedAt: context.at, matched: 0, fired: 0 });
    const at = answerByKind(dueAt, fault, context.at);
    const event = { kind: "fault", region: context.regionKey, id } as const;
    if (at !== undefined) context.schedule(at, event);
    return;
  }
  const active = present(faults.get(id), `fault ${id}`);
  switch (change.type) {
    case "FaultRemoved":
      faults.delete(id);
      return;
    case "FaultFired":
      active.matched += 1;
      active.fired += 1;
      active.lastFiredAt = context.at;
      return;
    case "FaultPassed":
      active.matched += 1;
      if (change.missed !== undefined) active.lastMissed = change.missed;
      return;
    default:
      return never(change);
  }
}

const notByItself = () => undefined;

/** When a fault happens by itself; undefined when something else has to happen first. */
const dueAt: ByFaultKind<Instant, Instant | undefined> = {
  launch: notByItself,
  zone: ({ isUnhealthy, from }, now) => (isUnhealthy ? (from ?? now) : undefined),
  alarm: ({ at, atCheckpoint }, now) => (atCheckpoint === undefined ? (at ?? now) : undefined),
  hook: notByItself,
  api: notByItself,
};
