/** What can happen to faults: they come, happen, do not happen, and go. */
import type { Fault } from "../fault.ts";

export type FaultChange =
  | { readonly type: "FaultAdded"; readonly id: string; readonly fault: Fault }
  | { readonly type: "FaultRemoved"; readonly id: string }
  | {
      readonly type: "FaultFired";
      readonly id: string;
      /** What it happened to: an instance, an alarm or an operation. */
      readonly subject: string;
      readonly group?: string;
    }
  /** Its conditions held, but the number of the launch or chance was against it, or a reason. */
  | { readonly type: "FaultPassed"; readonly id: string; readonly missed?: string };
