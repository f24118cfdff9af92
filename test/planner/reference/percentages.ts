/** Which healthy percentages are in force: the request's, a policy's or the default ones. */

export interface Sources {
  readonly min: number | null;
  readonly max: number | null;
  readonly policy: { readonly min: number; readonly max: number } | null;
}

/** "refused" where the rules forbid the request. */
export function percentagesByLaw({ min, max, policy }: Sources) {
  //
  if (max !== null && min === null) return "refused";
  if (max !== null && min !== null && max - min > 100) return "refused";
  if (max !== null) return { min, max };
  // 90 and no maximum; a maintenance policy comes before that.
  if (policy === null) return { min: min ?? 90, max: null };
  const inForce = min ?? policy.min;
  // the policy's maximum counts only as far as the difference rule holds.
  return { min: inForce, max: policy.max - inForce > 100 ? null : policy.max };
}
