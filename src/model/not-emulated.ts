/** The error of an operation of AWS that is not emulated. */
import { ServiceError } from "./faults.ts";

/** The SDKs do not retry status 501, so the caller sees the missing operation's name at once. */
export function notEmulated(operation: string): ServiceError {
  return new ServiceError("NotImplemented", `asg-local does not emulate ${operation}.`, 501);
}
