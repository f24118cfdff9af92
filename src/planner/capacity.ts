/** Minimum and maximum healthy arithmetic: how far a refresh may go below and above desired. */

export interface CapacityQuestion {
  /** D: the group's desired capacity, in capacity units. */
  readonly desired: number;
  readonly minHealthyPercentage: number;
  /** Undefined: no maximum is in force. */
  readonly maxHealthyPercentage: number | undefined;
  /** What minimum 100 without a maximum means. */
  readonly min100: "terminate-first" | "launch-first";
  /** Units of the lightest instance that is to be replaced; 1 without weights. */
  readonly unit: number;
}

export interface CapacityBounds {
  /** ceil(D x min / 100). */
  readonly minHealthy: number;
  /** floor(D x max / 100), or D without a maximum. */
  readonly maxCapacity: number;
  /**
   * Ready units that must remain when the refresh terminates; only R-135 puts it below minHealthy.
   */
  readonly floor: number;
  /**
   * Live units, pending ones included, that launches may reach; only R-135 puts it above
   * maxCapacity.
   */
  readonly ceiling: number;
}

/**
 * The bounds of a refresh.
 *
 * Worked examples. 10 desired, 90/120: minHealthy 9, maxCapacity 12, one may stop at once and the
 * group may reach 12. 3 desired, 90 without a maximum: ceil(2.7) = 3 leaves no room, so one is
 * stopped anyway: floor 2. 1 desired, 100/100: no room either, but a maximum is in force, so one is
 * launched first: ceiling 2.
 */
export function capacityBounds(question: CapacityQuestion): CapacityBounds {
  const { desired, unit, maxHealthyPercentage: max } = question;
  const minHealthy = Math.ceil((desired * question.minHealthyPercentage) / 100);
  const maxCapacity = max === undefined ? desired : Math.floor((desired * max) / 100);
  const ceiling = Math.max(desired, maxCapacity);
  // One instance as large as the whole group leaves no bound to keep.
  if (unit > 1 && unit >= desired) return { minHealthy, maxCapacity, floor: 0, ceiling };
  const hasRoom = desired - minHealthy >= unit || ceiling - desired >= unit || desired === 0;
  if (hasRoom) return { minHealthy, maxCapacity, floor: minHealthy, ceiling };
  return launchesFirst(question)
    ? { minHealthy, maxCapacity, floor: minHealthy, ceiling: desired + unit }
    : { minHealthy, maxCapacity, floor: desired - unit, ceiling };
}

/**
 * With no room one instance is still replaced; a maximum in force decides in which order.
 */
function launchesFirst(question: CapacityQuestion): boolean {
  if (question.maxHealthyPercentage !== undefined) return true;
  return question.minHealthyPercentage === 100 && question.min100 === "launch-first";
}

export interface Stock {
  /** Units that are live: requested, pending and in service. */
  readonly live: number;
  /** Of these, units that are ready: in service, healthy and warmed up. */
  readonly ready: number;
  /** Units that are to be replaced and can be. */
  readonly replaceable: number;
}

/**
 * Units that may be launched now, after the terminations of the same step.
 * A launch above desired must have an instance left to take the place of, and never exceeds the
 * ceiling. Worked example: 10 desired, 90/120, one of ten just terminated: live 9, replaceable 9,
 * so min(12, 10 + 9) - 9 = 3 are launched.
 */
export function launchable(
  bounds: CapacityBounds,
  stock: Omit<Stock, "ready"> & { readonly desired: number },
): number {
  const target = Math.min(bounds.ceiling, stock.desired + stock.replaceable);
  return Math.max(0, target - stock.live);
}
