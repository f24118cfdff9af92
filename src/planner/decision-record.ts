/** Explains the planner's decisions, as numbers and one sentence: for people, not for clients. */
import type { DecisionRecord } from "../domain/decision-record.ts";
import type { StatusReason } from "../domain/status-reason.ts";
import { isoSecond, milliseconds } from "../domain/time.ts";
import type { Decision } from "./decision.ts";
import { countOf, oldestIn, type RefreshView } from "./view.ts";

const mostNamed = 10;

/** The record of a decision; undefined when nothing was decided. */
export function decisionRecord(view: RefreshView, decision: Decision): DecisionRecord | undefined {
  const { terminations, rootVolumes, launches, changes } = decision;
  // An instance with a root volume being replaced is out of service, like one that is terminated.
  const stops = [...terminations, ...rootVolumes];
  if (stops.length + launches.length + changes.length === 0) return undefined;
  const numbers = {
    rule: decision.rule,
    desired: view.group.desiredCapacity,
    floor: view.bounds.floor,
    ceiling: view.bounds.ceiling,
    live: view.live,
    ready: view.ready,
    warming: countOf(view, ["updated", "restored"], ["warming"]),
    pending: countOf(view, ["old", "updated", "restored"], ["requested", "pending"]),
    replaceable: view.replaceable,
    mayStop: Math.max(0, view.ready - view.bounds.floor),
    stops: stops.slice(0, mostNamed).map(({ instance }) => instance.id),
    stopCount: stops.length,
    stopUnits: stops.reduce((units, { instance }) => units + instance.weight, 0),
    launches: launches.reduce((units, order) => units + order.units, 0),
  };
  return { ...numbers, says: sentence(view, decision, numbers) };
}

/**
 * Worked example: `10 desired, floor 9, ceiling 10, 9 ready, 1 warming: may stop 0; waiting for the
 * warmup of i-0123 until 2026-11-20T12:05:30Z`.
 */
function sentence(
  view: RefreshView,
  decision: Decision,
  numbers: Omit<DecisionRecord, "says">,
): string {
  const { desired, floor, ceiling, ready, warming, pending, mayStop } = numbers;
  const replacing = countOf(view, ["old", "updated", "restored"], ["replacingRootVolume"]);
  const stock = [
    `${desired} desired`,
    `floor ${floor}`,
    `ceiling ${ceiling}`,
    `${ready} ready`,
    ...(warming > 0 ? [`${warming} warming`] : []),
    ...(pending > 0 ? [`${pending} pending`] : []),
    ...(replacing > 0 ? [`${replacing} replacing their root volume`] : []),
  ].join(", ");
  return `${stock}: may stop ${mayStop}; ${outcome(view, decision, numbers)}`;
}

function outcome(
  view: RefreshView,
  { changes, rule }: Decision,
  { stopUnits, launches }: Omit<DecisionRecord, "says">,
): string {
  if (stopUnits + launches > 0) return `stops ${stopUnits}, launches ${launches}`;
  for (const change of changes) {
    if (change.type === "RefreshStatusChanged") return `status becomes ${change.to}`;
    if (change.type === "CheckpointReached") return `checkpoint ${change.percentage} reached`;
    if (change.type === "RefreshWaits") return waitingFor(view, change.reason);
  }
  return rule;
}

function waitingFor(view: RefreshView, reason: StatusReason): string {
  const instance = reason.kind === "warmup" ? warmingInstance(view) : undefined;
  if (instance?.inServiceAt !== undefined) {
    const { instanceWarmupSeconds } = view.refresh.preferences;
    const until = instance.inServiceAt + milliseconds(instanceWarmupSeconds);
    return `waiting for the warmup of ${instance.id} until ${isoSecond(until)}`;
  }
  return waits[reason.kind](reason as never);
}

/** What each reason waits for, in words; those that end a refresh are not waited for. */
const waits: { readonly [Kind in StatusReason["kind"]]: (reason: Of<Kind>) => string } = {
  healthData: ({ instanceId, source }) => `waiting for ${source}'s health data of ${instanceId}`,
  healthCheckInterval: () => "waiting for a health check interval",
  protected: ({ instanceId }) => `waiting because ${instanceId} is protected`,
  standby: ({ instanceId }) => `waiting because ${instanceId} is in Standby`,
  unhealthy: ({ instanceId }) => `waiting because ${instanceId} is unhealthy`,
  warmup: ({ instanceId }) => `waiting for the warmup of ${instanceId}`,
  rootVolume: ({ instanceId }) => `waiting for the new root volume of ${instanceId}`,
  terminating: ({ instanceId }) => `waiting for the termination of ${instanceId}`,
  suspended: ({ process }) => `waiting because ${process} is suspended`,
  launchFailure: ({ failure }) => `waiting to try a failed launch again: ${failure}`,
  alarmData: ({ alarm }) => `waiting for data of the alarm ${alarm}`,
  checkpointDelay: ({ until }) => `waiting for the checkpoint delay until ${isoSecond(until)}`,
  bakeTime: ({ until }) => `waiting for the bake time until ${isoSecond(until)}`,
  cancelled: () => "being cancelled",
  rollbackByUser: () => "rolling back by request",
  rollbackByFailure: ({ failure }) => `rolling back: ${failure}`,
  failed: ({ failure }) => `failed: ${failure}`,
};

type Of<Kind extends StatusReason["kind"]> = Extract<StatusReason, { readonly kind: Kind }>;

function warmingInstance(view: RefreshView) {
  return oldestIn(view.group.fleet, ({ condition }) => condition === "warming");
}
