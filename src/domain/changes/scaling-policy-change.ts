/** Changes of scaling policies. */
import type { ScalingPolicy } from "../scaling-policy.ts";
import type { Seconds } from "../time.ts";

export type ScalingPolicyChange =
  /** A new policy, or the complete replacement of an existing one. */
  | { readonly type: "ScalingPolicyPut"; readonly group: string; readonly policy: ScalingPolicy }
  | { readonly type: "ScalingPolicyDeleted"; readonly group: string; readonly name: string }
  /** A policy has changed the desired capacity; its own cooldown, if any, now applies. */
  | {
      readonly type: "ScalingPolicyExecuted";
      readonly group: string;
      readonly name: string;
      readonly cooldownSeconds?: Seconds;
    };
