/** A group's capacity at one moment, in units: the series that charts of a refresh show. */
import { healthyConditions, incomingConditions } from "./condition.ts";
import { liveUnits, unitsIn } from "./fleet.ts";
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

/** The capacity now; it costs the same whatever the group's size. */
export function capacityOf(group: AutoScalingGroup): Capacity {
  const { fleet, desiredCapacity: desired } = group;
  const refresh = activeRefresh(group);
  const decision = refresh?.decisions.at(-1);
  return {
    desired,
    floor: decision?.floor,
    ceiling: decision?.ceiling,
    ready: unitsIn(fleet, "ready"),
    inService: sum(group, healthyConditions),
    total: liveUnits(fleet),
    pending: sum(group, incomingConditions),
    terminating: unitsIn(fleet, "leaving"),
    unhealthy: unitsIn(fleet, "unhealthy"),
    percentage: refresh?.percentageComplete,
  };
}

function sum({ fleet }: AutoScalingGroup, conditions: typeof healthyConditions): number {
  let units = 0;
  for (const condition of conditions) units += unitsIn(fleet, condition);
  return units;
}
