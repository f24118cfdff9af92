/** Applies changes of scaling policies; the resulting capacity is a separate change. */
import { never } from "../../domain/assert.ts";
import type { ScalingPolicyChange } from "../../domain/changes/scaling-policy-change.ts";
import { type ApplyContext, groupNamed } from "./apply-context.ts";

export function applyPolicyChange(context: ApplyContext, change: ScalingPolicyChange): void {
  const group = groupNamed(context, change.group);
  switch (change.type) {
    case "ScalingPolicyPut":
      group.scalingPolicies.set(change.policy.name, change.policy);
      return;
    case "ScalingPolicyDeleted":
      group.scalingPolicies.delete(change.name);
      return;
    case "ScalingPolicyExecuted":
      group.cooldownSeconds = change.cooldownSeconds;
      return;
    default:
      return never(change);
  }
}
