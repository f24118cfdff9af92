/** A group's capacity at one moment, in units: the series that charts of a refresh show. */
import { type AutoScalingGroup, activeRefresh } from "./group.ts";

export interface Capacity {
  readonly desired: number;
  /** The planner's bounds at its latest look; undefined outside a refresh and before the first. */
  readonly floor: number | undefined;
  readonly ceiling: number | undefined;
  /** In service, healthy and warmed up. */
  readonly ready: number;
  /** In service and not unhealthy. */
  readonly inService: number;
  /** All that counts toward the desired capacity, launches under way too. */
  readonly total: number;
  readonly pending: number;
  readonly terminating: number;
  readonly unhealthy: number;
  /** Of the refresh under way. */
  readonly percentage: number | undefined;
}

/** The capacity now, of this refresh if any; it costs the same whatever the group's size. */
export function capacityOf(group: AutoScalingGroup, refresh = activeRefresh(group)): Capacity {
  const { units } = group.fleet;
  const decision = refresh?.decisions.at(-1);
  const pending = units.requested + units.pending + units.replacingRootVolume;
  const inService = units.warming + units.unsettled + units.ready;
  return {
    desired: group.desiredCapacity,
    floor: decision?.floor,
    ceiling: decision?.ceiling,
    ready: units.ready,
    inService,
    total: pending + inService + units.unhealthy,
    pending,
    terminating: units.leaving,
    unhealthy: units.unhealthy,
    percentage: refresh?.percentageComplete,
  };
}
