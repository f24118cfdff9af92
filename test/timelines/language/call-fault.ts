/** Faults of calls, as a story without a network tells them. */
import type { Emulator } from "../../../src/emulator.ts";
import { ServiceError } from "../../../src/model/faults.ts";

/** What a fault does to a call that has no connection. Throws as an error of AWS does. */
export function applyCallFault(callFault: ReturnType<Emulator["faultFor"]>): void {
  if (callFault?.error !== undefined) {
    const { code, message, status } = callFault.error;
    throw new ServiceError(code, message, status);
  }
  if (callFault?.dropConnection === "before") {
    throw new ServiceError("no answer", "the connection is closed before the call", 500);
  }
}
