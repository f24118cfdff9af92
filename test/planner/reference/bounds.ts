/** How far a refresh may go below and above the desired capacity, rule by rule. */
import type { CapacityBounds, CapacityQuestion } from "../../../src/planner/capacity.ts";
import { leastOf, mostOf } from "./whole.ts";

export function boundsByLaw(question: CapacityQuestion): CapacityBounds {
  const { desired, minHealthyPercentage: min, maxHealthyPercentage: max, unit } = question;
  //
  const minHealthy = leastOf(desired, min);
  const maxCapacity = max === undefined ? desired : mostOf(desired, max);
  const within = { minHealthy, maxCapacity, floor: minHealthy, ceiling: maxCapacity };
  // An empty group has nothing to replace.
  if (desired === 0) return within;
  // with a weight that is the whole group all may go at once.
  if (unit > 1 && unit >= desired) return { ...within, floor: 0 };
  // there is room for at least the lightest instance.
  const room = Math.max(desired - minHealthy, maxCapacity - desired);
  if (room >= unit) return within;
  // no room, and a maximum is in force: one is launched first.
  if (max !== undefined) return { ...within, ceiling: desired + unit };
  // minimum 100 alone launches one first.
  if (min === 100 && question.min100 === "launch-first") {
    return { ...within, ceiling: desired + unit };
  }
  // no room and no maximum: one is ended first.
  return { ...within, floor: Math.max(0, desired - unit) };
}
