/** PercentageComplete and InstancesToUpdate, as real samples show them. */
import type { Condition } from "../domain/fleet.ts";
import { countOf, type RefreshView } from "./view.ts";

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

/** A rollback does not count its launches before they are in service (observed, appendix A). */
const listed = live.filter((condition) => condition !== "requested" && condition !== "pending");

/**
 * floor(100 x credit / N) over the instances in scope that are not terminating: an updated
 * one counts 1 when it is ready, one half while it is in service but warming up or without a health
 * result, else 0. Instances that skip matching left alone are not in scope.
 *
 * Worked example: one instance, launched first: replacement in service and settling: 25; settled,
 * the old one still there: 50; the old one terminating: 100.
 */
export function progress(view: Pick<RefreshView, "counts" | "isRollback">): Progress {
  const counted = view.isRollback ? listed : live;
  const total = countOf(view, ["old", "updated", "restored"], counted);
  const settled = countOf(view, ["updated"], ["ready", "standby"]);
  const settling = countOf(view, ["updated"], ["warming", "unsettled"]);
  const percentageComplete =
    total === 0 ? 0 : Math.floor((100 * (2 * settled + settling)) / (2 * total));
  return { percentageComplete, instancesToUpdate: countOf(view, ["old", "restored"], counted) };
}
