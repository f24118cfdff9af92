/** A fault as the control API shows it. */
import type { ActiveFault } from "../domain/fault.ts";
import { isoMillisecond } from "../domain/time.ts";

/** The fault as it was added, with times as texts. */
export function showFault({ id, fault, ...history }: ActiveFault) {
  const { addedAt, matched, fired, lastFiredAt, lastMissed } = history;
  const members = Object.entries(fault).map(([name, value]) => {
    const isTime = ["from", "until", "at"].includes(name) && typeof value === "number";
    return [name, isTime ? isoMillisecond(value) : value];
  });
  return {
    id,
    ...Object.fromEntries(members),
    addedAt: isoMillisecond(addedAt),
    matched,
    fired,
    lastFiredAt: lastFiredAt === undefined ? null : isoMillisecond(lastFiredAt),
    lastMissed: lastMissed ?? null,
  };
}
