/** Faults of calls, as a story without a network tells them. */
import type { Emulator } from "../../../src/emulator.ts";
import { ServiceError } from "../../../src/model/faults.ts";

/** What a fault does to a call that has no connection. Throws as an error of AWS does. */
export function interfereWithCall(trouble: ReturnType<Emulator["interfere"]>): void {
  if (trouble?.error !== undefined) {
    const { code, message, status } = trouble.error;
    throw new ServiceError(code, message, status);
  }
  if (trouble?.dropConnection === "before") {
    throw new ServiceError("no answer", "the connection is closed before the call", 500);
  }
}
