/** Changes of an instance whose root volume is replaced in place. */
import type { RefreshRole, RootVolumeReplacement } from "../instance.ts";

export type RootVolumeChange =
  /** The refresh chose the instance, which leaves service; its hooks begin. */
  | {
      readonly type: "RootVolumeReplacementStarted";
      readonly group: string;
      readonly id: string;
      readonly activityId: string;
      readonly cause: string;
      readonly role: RefreshRole | undefined;
      readonly replacement: RootVolumeReplacement;
    }
  /** EC2's replacement task has started. */
  | { readonly type: "RootVolumeReplacementAccepted"; readonly group: string; readonly id: string }
  | { readonly type: "RootVolumeReplaced"; readonly group: string; readonly id: string }
  /** EC2's task failed; a termination follows (R-272). */
  | {
      readonly type: "RootVolumeReplacementFailed";
      readonly group: string;
      readonly id: string;
      readonly statusMessage: string;
    }
  /** From here on the instance is treated like a launch: hooks, service, health, warmup. */
  | { readonly type: "ReplacedInstanceReturned"; readonly group: string; readonly id: string };
