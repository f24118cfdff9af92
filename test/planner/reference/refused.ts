/** Tells a refusal from an answer. */
import { ServiceError } from "../../../src/model/faults.ts";

export function complaintFrom<T>(ask: () => T): T | "refused" {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ServiceError) return "refused";
    throw error;
  }
}
