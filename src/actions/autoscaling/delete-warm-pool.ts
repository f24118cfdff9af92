/** DeleteWarmPool: ends an empty pool, or with ForceDelete the pool and all its instances. */
import type { AutoScalingGroup } from "../../domain/group.ts";
import { inferredTexts } from "../../domain/inferred-texts.ts";
import { isInWarmPool } from "../../domain/warm-pool.ts";
import { fault, validationError } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";

export const deleteWarmPool = defineAction("autoscaling", "DeleteWarmPool", (input, { region }) => {
  const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
  const { warmPool } = group;
  if (warmPool === undefined) {
    throw validationError(`No warm pool found for Auto Scaling group '${group.name}'.`);
  }
  if (input.ForceDelete !== true) checkEmpty(group);
  if (warmPool.isPendingDelete) return { output: {} };
  return { output: {}, changes: [{ type: "WarmPoolDeletionBegun", group: group.name }] };
});

/** AWS documents ForceDelete for a pool with instances or activities; the text is not known. */
function checkEmpty(group: AutoScalingGroup): void {
  const isEmpty = ![...group.fleet.members.values()].some(isInWarmPool);
  if (isEmpty) return;
  throw fault("autoscaling", "ResourceInUseFault", inferredTexts.warmPoolHasInstances);
}
