/** DeleteWarmPool: deletes an empty pool, or with ForceDelete the pool and all its instances. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { Instant } from "../../../domain/time.ts";
import { isInWarmPool, type WarmPool, warmPoolSize } from "../../../domain/warm-pool.ts";
import { warmPoolCauses } from "../../../domain/warm-pool-causes.ts";
import { fault, validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";

export const deleteWarmPool = defineAction(
  "autoscaling",
  "DeleteWarmPool",
  (input, { region, now }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "changeWarmPool");
    const { warmPool } = group;
    if (warmPool === undefined) {
      throw validationError(`No warm pool found for Auto Scaling group '${group.name}'.`);
    }
    if (input.ForceDelete !== true) checkEmpty(group);
    if (warmPool.isPendingDelete) return { output: {} };
    const sentence = sentenceOf(group, warmPool, now);
    return {
      output: {},
      changes: [{ type: "WarmPoolDeletionBegun", group: group.name, sentence }],
    };
  },
);

/** Counts as lowering the prepared capacity, regardless of the minimum size (G-313). */
function sentenceOf(
  group: AutoScalingGroup,
  { settings }: WarmPool,
  now: Instant,
): string | undefined {
  const from = warmPoolSize(settings, group);
  if (from === 0) return undefined;
  const lowered = { ...settings, maxGroupPreparedCapacity: 0 };
  return warmPoolCauses.update(now, settings, lowered, { from, to: 0 });
}

/** Terminating and retained instances count too (G-325). */
function checkEmpty(group: AutoScalingGroup): void {
  const isEmpty = ![...group.fleet.members.values()].some(isInWarmPool);
  if (isEmpty) return;
  const message =
    "You cannot delete a warm pool while there are instances still in it unless you use the " +
    "force delete option.";
  throw fault("autoscaling", "ResourceInUseFault", message);
}
