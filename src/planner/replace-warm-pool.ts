/** The rule for the warm pool: terminates its outdated instances and refills it with the target. */
import { byLaunchTime } from "../domain/fleet.ts";
import type { Instance } from "../domain/instance.ts";
import { causes } from "../domain/scaling-activity.ts";
import { launchable } from "./capacity.ts";
import { type Answer, decide, type LaunchOrder } from "./decision.ts";
import { deadline, named } from "./endings.ts";
import { type RefreshView, suspendedProcess } from "./view.ts";
import { isLivePartDone, type WarmPoolPart, warmPoolPart } from "./warm-pool-part.ts";

/**
 * Runs after the live instances, within percentages of the pool's own size.
 */
export function replaceWarmPool(view: RefreshView): Answer | undefined {
  const part = warmPoolPart(view);
  if (part === undefined || part.outgoing === 0 || !isLivePartDone(view)) return undefined;
  if (view.group.scalingNotBefore > view.now || suspendedProcess(view) !== undefined) {
    return undefined;
  }
  const chosen = choose(view, part);
  const ended = chosen.reduce((units, { weight }) => units + weight, 0);
  const missing = launchable(part.bounds, {
    desired: part.size,
    live: part.live - ended,
    replaceable: part.outgoing - ended,
  });
  if (chosen.length === 0 && missing === 0) return undefined;
  const isSelected = part.bounds.ceiling <= part.size;
  const cause = causes.refreshTermination(view.now);
  return decide({
    changes: [{ type: "RefreshActed", ...named(view), isProgress: chosen.length > 0 }],
    terminations: chosen.map((instance) => ({ instance, purpose: "refresh", cause, isSelected })),
    launches: missing > 0 ? [refill(view, missing)] : [],
    wakeAt: deadline(view),
  });
}

/** The oldest instances at rest in the pool, while it keeps its floor. */
function choose({ group, outgoing }: RefreshView, { ready, bounds }: WarmPoolPart): Instance[] {
  const candidates: Instance[] = [];
  for (const { role, condition, instances } of group.fleet.buckets.values()) {
    if (role === outgoing && condition === "warmed") candidates.push(...instances.values());
  }
  let spare = ready - bounds.floor;
  const chosen: Instance[] = [];
  for (const candidate of candidates.sort(byLaunchTime)) {
    if (spare < candidate.weight) break;
    spare -= candidate.weight;
    chosen.push(candidate);
  }
  return chosen;
}

function refill({ now }: RefreshView, units: number): LaunchOrder {
  const cause = causes.refreshLaunch(now);
  return { units, isAtMost: true, purpose: "refresh", cause, isIntoWarmPool: true };
}
