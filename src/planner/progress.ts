/** PercentageComplete and InstancesToUpdate, as real samples show them. */
import type { Condition } from "../domain/fleet.ts";
import { countOf, groupSize, type RefreshView } from "./view.ts";

export interface Progress {
  readonly percentageComplete: number;
  readonly instancesToUpdate: number;
}

const live: readonly Condition[] = [
  "requested",
  "pending",
  "warming",
  "unsettled",
  "ready",
  "unhealthy",
  "standby",
];

const inGroup = live.filter((condition) => condition !== "standby");

/** A rollback does not count its launches before they are in service (observed, appendix A). */
const shown = live.filter((condition) => condition !== "requested" && condition !== "pending");

/**
 * floor(100 x credit / N) over the instances in scope that are not terminating: an updated
 * one counts 1 when it is ready, one half while it is in service but warming up or without a health
 * result, else 0. Instances that skip matching left alone are not in scope.
 *
 * Worked example: one instance, launched first: replacement in service and settling: 25; settled,
 * the old one still there: 50; the old one terminating: 100.
 */
export function progress(view: ProgressView): Progress {
  const listed = countOf(view, scope, view.isRollback ? shown : live);
  const total = view.isRollback ? Math.max(listed, fullSize(view)) : listed;
  const settled = countOf(view, ["updated"], ["ready", "standby"]);
  const settling = countOf(view, ["updated"], ["warming", "unsettled"]);
  const percentageComplete =
    total === 0 ? 0 : Math.floor((100 * (2 * settled + settling)) / (2 * total));
  const instancesToUpdate = view.isRollback
    ? total - countOf(view, ["updated"], shown)
    : countOf(view, ["old", "restored"], live);
  return { percentageComplete, instancesToUpdate };
}

type ProgressView = Pick<RefreshView, "counts" | "isRollback"> & GroupSizes;
type GroupSizes = Pick<RefreshView, "group" | "live" | "liveInstances">;

const scope = ["old", "updated", "restored"] as const;

/**
 * The instances in scope of a group that is at its desired capacity: in a rollback a place counts
 * as not updated from the moment its deployed instance goes, so that the percentage only falls
 * a launch above the desired capacity counts once it is in service, as the recording shows.
 */
function fullSize(view: ProgressView): number {
  const outOfScope = view.liveInstances - countOf(view, scope, inGroup);
  return groupSize(view) - outOfScope + countOf(view, scope, ["standby"]);
}
