/** Finds the policy that a request names: by name and group, or by ARN alone. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { ScalingPolicy } from "../../../domain/scaling-policy.ts";
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { validationError } from "../../../model/faults.ts";
import { existingGroup } from "../existing.ts";

export interface PolicyOfGroup {
  readonly group: AutoScalingGroup;
  readonly policy: ScalingPolicy;
}

export function existingPolicy(
  region: Region,
  named: {
    readonly AutoScalingGroupName?: string | undefined;
    readonly PolicyName?: string | undefined;
  },
): PolicyOfGroup {
  const { AutoScalingGroupName: groupName, PolicyName: nameOrArn = "" } = named;
  const ofArn = /:autoScalingGroupName\/(.+):policyName\//.exec(nameOrArn)?.[1];
  if (groupName === undefined && ofArn === undefined) {
    throw validationError(inferredPolicyTexts.policyWithoutGroup);
  }
  const group = existingGroup(region, groupName ?? ofArn, "mutate");
  const policies = [...group.scalingPolicies.values()];
  const policy = policies.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
  if (policy === undefined) throw validationError(`Policy ${nameOrArn} not found`);
  return { group, policy };
}
