/** Refuses requests by tables of conditions. */
import { complaintOf, type Refusal } from "../domain/refusals.ts";
import { ServiceError } from "../model/faults.ts";

/** Throws the error of the first row that applies; without a code it is ValidationError. */
export function refuseBy<T>(
  refusals: readonly Refusal<T>[],
  subject: T,
  usualCode = "ValidationError",
): void {
  const complaint = complaintOf(refusals, subject);
  if (complaint === undefined) return;
  throw new ServiceError(complaint.code ?? usualCode, complaint.text);
}
