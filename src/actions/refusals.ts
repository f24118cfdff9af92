/** Refuses a request by a table of what the service refuses. */
import { complaintOf, type Refusal } from "../domain/refusals.ts";
import { ServiceError } from "../model/faults.ts";

/** Throws what the first row that applies says; without a code it is ValidationError. */
export function refuseBy<T>(
  refusals: readonly Refusal<T>[],
  subject: T,
  usualCode = "ValidationError",
): void {
  const complaint = complaintOf(refusals, subject);
  if (complaint === undefined) return;
  throw new ServiceError(complaint.code ?? usualCode, complaint.text);
}
