/** A warm pool's settings as AWS shows them, without omitted members (G-172). */
import type { AutoScalingGroup } from "../../domain/group.ts";
import type { Output } from "../../model/operations.ts";

type WarmPoolShape = NonNullable<
  Output<"autoscaling", "DescribeWarmPool">["WarmPoolConfiguration"]
>;

/** Undefined for a group without a pool (G-171). */
export function presentWarmPool({ warmPool }: AutoScalingGroup): WarmPoolShape | undefined {
  if (warmPool === undefined) return undefined;
  const { minSize, maxGroupPreparedCapacity, poolState, reuseOnScaleIn } = warmPool.settings;
  return {
    MaxGroupPreparedCapacity: maxGroupPreparedCapacity,
    MinSize: minSize,
    PoolState: poolState,
    Status: warmPool.isPendingDelete ? "PendingDelete" : undefined,
    InstanceReusePolicy:
      reuseOnScaleIn === undefined ? undefined : { ReuseOnScaleIn: reuseOnScaleIn },
  };
}
