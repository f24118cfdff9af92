/** Changes of faults: added, happened, passed over, removed. */
import type { Fault } from "../fault.ts";

export type FaultChange =
  | { readonly type: "FaultAdded"; readonly id: string; readonly fault: Fault }
  | { readonly type: "FaultRemoved"; readonly id: string }
  | {
      readonly type: "FaultFired";
      readonly id: string;
      /** What it affected: an instance, an alarm or an operation. */
      readonly subject: string;
      readonly group?: string;
    }
  /**
   * Its conditions held, but the number of the launch, probability or another reason prevented it.
   */
  | { readonly type: "FaultPassed"; readonly id: string; readonly missed?: string };
