/** Decides the minimum, maximum and desired size after a request (G-020, G-042). */
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { validationError } from "../../../model/faults.ts";

export interface Sizes {
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity: number;
}

export interface SizeMembers {
  readonly MinSize?: number | undefined;
  readonly MaxSize?: number | undefined;
  readonly DesiredCapacity?: number | undefined;
}

/**
 * The sizes after the request. Without a new desired capacity, the present one is moved into the
 * bounds: desired 1 with a new minimum of 2 becomes 2 (G-042). A new group starts at 0, so its
 * desired capacity becomes the minimum (G-024).
 */
export function readSizes(members: SizeMembers, current: Sizes): Sizes {
  const minSize = members.MinSize ?? current.minSize;
  const maxSize = members.MaxSize ?? current.maxSize;
  checkBounds(minSize, maxSize);
  const asked = members.DesiredCapacity;
  if (asked === undefined) {
    const desiredCapacity = Math.min(Math.max(current.desiredCapacity, minSize), maxSize);
    return { minSize, maxSize, desiredCapacity };
  }
  if (asked >= minSize && asked <= maxSize) return { minSize, maxSize, desiredCapacity: asked };
  throw validationError(
    `Desired capacity:${asked} must be between the specified min size:${minSize} and max ` +
      `size:${maxSize}`,
  );
}

/** Checked before the desired capacity (G-023). */
function checkBounds(min: number, max: number): void {
  if (min < 0) throw validationError(`Min bound, ${min}, must be non-negative`);
  if (max < 0) throw validationError(inferredTexts.negativeMax(max));
  if (max >= min) return;
  throw validationError(`Max bound, ${max}, must be greater than or equal to min bound, ${min}`);
}
