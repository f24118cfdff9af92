/** PercentageComplete and InstancesToUpdate, as real samples show them. */
import {
  incomingConditions,
  liveConditions,
  memberConditions,
  settlingConditions,
  warmConditions,
} from "../domain/condition.ts";
import type { PoolProgress, ProgressDetails } from "../domain/instance-refresh.ts";
import { warmPoolSize } from "../domain/warm-pool.ts";
import { countOf, groupSize, type RefreshView } from "./view.ts";

export interface Progress extends PoolProgress {
  /** Only for a group with a warm pool. */
  readonly progressDetails?: ProgressDetails;
}

/**
 * A rollback counts its launches only once they are in service (observed: R-097), and no instances
 * with a root volume being replaced.
 */
const shown = [...memberConditions].filter((condition) => !incomingConditions.has(condition));

/**
 * floor(100 x credit / N) over the instances in scope that are not terminating: an updated
 * one counts 1 when it is ready, one half while it is in service but warming up or without a health
 * result, else 0. Instances that skip matching left alone are not in scope.
 *
 * Worked example: one instance, launched first: replacement in service and settling: 25; settled,
 * the old one still there: 50; the old one terminating: 100.
 */
export function progress(view: ProgressView): Progress {
  const live = liveTally(view);
  if (view.group.warmPool === undefined) return progressOf(live);
  const warm = warmTally(view);
  const all = {
    total: live.total + warm.total,
    settled: live.settled + warm.settled,
    settling: live.settling + warm.settling,
    toUpdate: live.toUpdate + warm.toUpdate,
  };
  const progressDetails = { livePool: progressOf(live), warmPool: progressOf(warm) };
  return { ...progressOf(all), progressDetails };
}

/** The formula's N, the instances with a full and with half a credit, and those still to go. */
interface Tally {
  readonly total: number;
  readonly settled: number;
  readonly settling: number;
  readonly toUpdate: number;
}

function progressOf({ total, settled, settling, toUpdate }: Tally): PoolProgress {
  const percentageComplete =
    total === 0 ? 0 : Math.floor((100 * (2 * settled + settling)) / (2 * total));
  return { percentageComplete, instancesToUpdate: toUpdate };
}

function liveTally(view: ProgressView): Tally {
  const listed = countOf(view, scope, view.isRollback ? shown : memberConditions);
  const total = view.isRollback ? Math.max(listed, fullSize(view)) : listed;
  const settled = countOf(view, ["updated"], ["ready", "standby"]);
  const settling = countOf(view, ["updated"], settlingConditions);
  const toUpdate = view.isRollback
    ? total - countOf(view, ["updated"], shown)
    : countOf(view, ["old", "restored"], memberConditions);
  return { total, settled, settling, toUpdate };
}

/**
 * The same formula for the warm pool, where an instance is settled as soon as it is at rest, and is
 * not counted on its way there. Over both pools that gives the public sample: 1 live and 2
 * warm instances, all replaced one at a time, are 0 of 3; the live one 1 of 3; the first pool
 * instance terminating 1 of 2, which is 50; its successor there 2 of 3; the last one terminating
 * 2 of 2, which is 100. The steps in between last one look of the engine each.
 */
function warmTally(view: ProgressView): Tally {
  const settled = countOf(view, ["updated"], ["warmed"]);
  const arrived = countOf(view, ["old", "restored"], ["warmed"]);
  if (view.isRollback) {
    const total = Math.max(settled + arrived, fullPool(view));
    return { total, settled, settling: 0, toUpdate: total - settled };
  }
  const toUpdate = arrived + countOf(view, ["old"], ["warmedPending"]);
  return { total: settled + toUpdate, settled, settling: 0, toUpdate };
}

/** The pool's size without instances left alone by skip matching; compare fullSize(). */
function fullPool(view: ProgressView): number {
  const { warmPool } = view.group;
  if (warmPool === undefined || warmPool.isPendingDelete) return 0;
  const outOfScope = countOf(view, ["matching"], warmConditions);
  return Math.max(0, warmPoolSize(warmPool.settings, view.group) - outOfScope);
}

type ProgressView = Pick<RefreshView, "counts" | "isRollback"> & GroupSizes;
type GroupSizes = Pick<RefreshView, "group" | "live" | "liveInstances">;

const scope = ["old", "updated", "restored"] as const;

/**
 * The instances in scope of a group that is at its desired capacity: in a rollback a place counts
 * as not updated from the moment its deployed instance goes, so that the percentage only falls
 * a launch above the desired capacity counts once it is in service, as recorded.
 */
function fullSize(view: ProgressView): number {
  const outOfScope = view.liveInstances - countOf(view, scope, liveConditions);
  return groupSize(view) - outOfScope + countOf(view, scope, ["standby"]);
}
