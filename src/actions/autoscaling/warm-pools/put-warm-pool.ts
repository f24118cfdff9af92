/** PutWarmPool: creates a group's warm pool, or changes the members sent (G-172). */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { Instant } from "../../../domain/time.ts";
import { type WarmPoolSettings, warmPoolSize } from "../../../domain/warm-pool.ts";
import { warmPoolCauses } from "../../../domain/warm-pool-causes.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { refuseDuringRootVolumeRefresh } from "../root-volume-requirements.ts";
import { refuseWarmPool } from "./warm-pool-refusals.ts";

type PutInput = Input<"autoscaling", "PutWarmPool">;

export const putWarmPool = defineAction("autoscaling", "PutWarmPool", (input, { region, now }) => {
  const group = existingGroup(region, input.AutoScalingGroupName, "changeWarmPool");
  refuseDuringRootVolumeRefresh(group);
  if (group.warmPool?.isPendingDelete === true) {
    throw validationError("You cannot update a warm pool while it is deleting.");
  }
  const settings = readSettings(input, group.warmPool?.settings);
  refuseWarmPool({ source: group.launchSource, settings, region });
  const sentence = sentenceOf(group, settings, now);
  return { output: {}, changes: [{ type: "WarmPoolPut", group: group.name, settings, sentence }] };
});

/** Omitted members stay; -1 removes the maximum prepared capacity (G-172). */
function readSettings(input: PutInput, current: WarmPoolSettings | undefined): WarmPoolSettings {
  const prepared = input.MaxGroupPreparedCapacity ?? current?.maxGroupPreparedCapacity;
  return {
    minSize: input.MinSize ?? current?.minSize ?? 0,
    maxGroupPreparedCapacity: prepared === -1 ? undefined : prepared,
    poolState: input.PoolState ?? current?.poolState ?? "Stopped",
    reuseOnScaleIn: input.InstanceReusePolicy?.ReuseOnScaleIn ?? current?.reuseOnScaleIn,
  };
}

/** The sentence for causes when the pool's size changes (G-311, G-312). */
function sentenceOf(
  group: AutoScalingGroup,
  settings: WarmPoolSettings,
  now: Instant,
): string | undefined {
  const from = group.warmPool === undefined ? 0 : warmPoolSize(group.warmPool.settings, group);
  const to = warmPoolSize(settings, group);
  if (from === to) return undefined;
  const step = { from, to };
  const before = group.warmPool?.settings;
  return before === undefined
    ? warmPoolCauses.put(now, settings, step)
    : warmPoolCauses.update(now, before, settings, step);
}
