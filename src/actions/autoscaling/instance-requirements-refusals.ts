/**
 * Requirements that are always refused (G-276, G-277). The texts were recorded of Auto Scaling by
 * the public rule set cdk-preflight.
 */

import type { Refusal } from "../../domain/refusals.ts";
import { refuseBy } from "../refusals.ts";

/** InstanceRequirements in AWS's own shape. */
type Requirements = Readonly<Record<string, unknown>>;

interface Range {
  readonly member: string;
  readonly min: number;
  readonly max: number;
}

/** The members with reversed ranges. */
function reversedRanges(requirements: Requirements): readonly Range[] {
  return Object.entries(requirements).flatMap(([member, value]) => {
    const { Min: min, Max: max } = (value ?? {}) as { Min?: number; Max?: number };
    return min !== undefined && max !== undefined && min > max ? [{ member, min, max }] : [];
  });
}

const isGiven = (requirements: Requirements, member: string) => {
  const value = requirements[member];
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
};

const refusals: readonly Refusal<Requirements>[] = [
  {
    when: (requirements) => reversedRanges(requirements).length > 0,
    text: (requirements) => {
      const [{ member, min, max } = { member: "", min: 0, max: 0 }] = reversedRanges(requirements);
      return (
        `Invalid instance requirements. The Min value (${min}) in ${member} must be less or ` +
        `equal to the Max value (${max}).`
      );
    },
  },
  {
    when: (requirements) =>
      isGiven(requirements, "AllowedInstanceTypes") &&
      isGiven(requirements, "ExcludedInstanceTypes"),
    text:
      "You can specify either AllowedInstanceTypes or ExcludedInstanceTypes, but not both. " +
      "Remove either AllowedInstanceTypes or ExcludedInstanceTypes, and try again.",
  },
  {
    when: (requirements) =>
      isGiven(requirements, "SpotMaxPricePercentageOverLowestPrice") &&
      isGiven(requirements, "MaxSpotPriceAsPercentageOfOptimalOnDemandPrice"),
    text:
      "You can specify either SpotMaxPricePercentageOverLowestPrice or " +
      "MaxSpotPriceAsPercentageOfOptimalOnDemandPrice to select instance types for Spot " +
      "Instances based on price. Specify only one of these parameters, and try again.",
  },
];

/** Refuses requirements that cannot select any instance type. */
export function refuseRequirements(requirements: Requirements): void {
  refuseBy(refusals, requirements);
}
