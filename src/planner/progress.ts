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
  const listed = countOf(view, ["old", "updated", "restored"], view.isRollback ? shown : live);
  const total = view.isRollback ? listed + fillingUp(view, listed) : listed;
  const settled = countOf(view, ["updated"], ["ready", "standby"]);
  const settling = countOf(view, ["updated"], ["warming", "unsettled"]);
  const percentageComplete =
    total === 0 ? 0 : Math.floor((100 * (2 * settled + settling)) / (2 * total));
  const toUpdate = countOf(view, ["old", "restored"], view.isRollback ? shown : live);
  return { percentageComplete, instancesToUpdate: toUpdate };
}

type ProgressView = Pick<RefreshView, "counts" | "isRollback"> & GroupSizes;
type GroupSizes = Pick<RefreshView, "group" | "live" | "liveInstances">;

/**
 * Launches of a rollback that count before they are in service: those that fill the group up to its
 * desired capacity, so that the percentage does not rise when the deployed ones go; not
 * those above it, as the recording shows.
 */
function fillingUp(view: ProgressView, listed: number): number {
  const launching = countOf(view, ["restored"], ["requested", "pending"]);
  const inScope = countOf(view, ["old", "updated", "restored"], inGroup);
  const outOfScope = view.liveInstances - inScope;
  return Math.min(launching, Math.max(0, groupSize(view) - outOfScope - listed));
}
