/** What one step of a refresh ends and launches, one instance after the other. */
import { boundsByLaw } from "./bounds.ts";
import { allowedByLaw } from "./checkpoints.ts";
import { type Fleet, isLive, isReplaceable, type Member, weightOf } from "./fleet.ts";

/** The weight that all instances of the fleet have. */
function unitOf({ members }: Fleet): number {
  return members[0]?.weight ?? 1;
}

/** in capacity units, for instances that all weigh the same. */
export function stepByLaw(fleet: Fleet): { readonly ended: number; readonly launched: number } {
  const unit = unitOf(fleet);
  const live = fleet.members.filter(isLive);
  const waiting = fleet.members.filter((member) => isReplaceable(fleet, member));
  const bounds = boundsByLaw({
    desired: fleet.desired,
    minHealthyPercentage: fleet.min,
    maxHealthyPercentage: fleet.max ?? undefined,
    min100: fleet.min100,
    unit: waiting.length > 0 ? unit : 1,
  });
  // an unhealthy one is the health process's affair, unless that is suspended.
  const own = waiting.filter(
    ({ condition }) => condition !== "unhealthy" || fleet.isHealthSuspended,
  );
  const allowance = allowanceOf(fleet);
  // What is above desired may go without a launch; each other that goes is launched anew.
  const most = Math.max(0, weightOf(live) - fleet.desired) + allowance;
  let ready = weightOf(live.filter(({ condition }) => condition === "ready"));
  let ended = 0;
  const remaining = ({ condition }: Member) => ready - (condition === "ready" ? unit : 0);
  // unhealthy ones first, they are of no use to the minimum.: the
  // others must keep it.
  const mayGo = (one: Member) => one.condition === "unhealthy" || remaining(one) >= bounds.floor;
  const inOrder = [
    ...own.filter(({ condition }) => condition === "unhealthy"),
    ...own.filter(({ condition }) => condition !== "unhealthy"),
  ];
  for (const member of inOrder) {
    // the oldest is the next, so nobody is taken before it while it has to stay.
    if (ended + unit > most || !mayGo(member)) break;
    ready = remaining(member);
    ended += unit;
  }
  // up to the ceiling, and above desired only in the place of one that is left.
  const target = Math.min(bounds.ceiling, fleet.desired + weightOf(waiting) - ended);
  const missing = target - (weightOf(live) - ended);
  return { ended: ended / unit, launched: Math.max(0, Math.min(missing, allowance)) };
}

/**
 * how many units may still be replaced before the next checkpoint, which counts instances
 * a rollback has none.
 */
function allowanceOf(fleet: Fleet): number {
  if (fleet.isRollback) return Number.POSITIVE_INFINITY;
  const allowed = allowedByLaw({
    percentages: fleet.checkpoints,
    passedPercentage: fleet.passed,
    groupSize: Math.round(fleet.desired / unitOf(fleet)),
    readyUpdated: 0,
  });
  if (allowed === undefined) return Number.POSITIVE_INFINITY;
  // those that match count as new for checkpoints.
  const there = fleet.members.filter(({ role }) => role === "updated" || role === "matching");
  return Math.max(0, allowed - there.filter(isLive).length) * unitOf(fleet);
}
