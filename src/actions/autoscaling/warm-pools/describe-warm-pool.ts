/** DescribeWarmPool: the pool's settings and instances; without a pool neither (G-171). */
import type { Instance } from "../../../domain/instance.ts";
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";
import { existingGroup, visibleWarmPool } from "../existing.ts";
import { autoScalingPage, type GroupPaging } from "../page.ts";
import { presentPoolInstance } from "../present-instance.ts";
import { presentWarmPool } from "../present-warm-pool.ts";

const paging: GroupPaging<Instance> = {
  operation: "DescribeWarmPool",
  defaultSize: 50,
  largestSize: 50,
  order: "ascending",
  keyOf: ({ id }) => id,
};

export const describeWarmPool = defineAction(
  "autoscaling",
  "DescribeWarmPool",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "describeWarmPool");
    const sorted = [...visibleWarmPool(group)].sort((one, other) => byCodeUnit(one.id, other.id));
    const { items, nextToken } = autoScalingPage(sorted, input, { ...paging, region });
    return {
      output: {
        WarmPoolConfiguration: presentWarmPool(group),
        Instances: items.map((instance) => presentPoolInstance(group, instance, region)),
        NextToken: nextToken,
      },
    };
  },
);
