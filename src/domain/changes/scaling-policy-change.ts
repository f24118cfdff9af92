/** What can happen to scaling policies. */
import type { ScalingPolicy } from "../scaling-policy.ts";
import type { Seconds } from "../time.ts";

export type ScalingPolicyChange =
  /** A new policy, or all of the one with this name from now on. */
  | { readonly type: "ScalingPolicyPut"; readonly group: string; readonly policy: ScalingPolicy }
  | { readonly type: "ScalingPolicyDeleted"; readonly group: string; readonly name: string }
  /** A policy has changed the desired capacity; with a cooldown of its own, this one holds now. */
  | {
      readonly type: "ScalingPolicyExecuted";
      readonly group: string;
      readonly name: string;
      readonly cooldownSeconds?: Seconds;
    };
