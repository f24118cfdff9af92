/** DescribeWarmPool: a group without a pool, as warm pools are not emulated yet (G-171). */
import type { Instance } from "../../domain/instance.ts";
import { defineAction } from "../action.ts";
import { existingGroup } from "../existing.ts";
import { type Paging, pageOf } from "../page.ts";

const paging: Paging<Instance> = {
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
    existingGroup(region, input.AutoScalingGroupName, "describe");
    pageOf([], input, paging);
    return { output: { Instances: [] } };
  },
);
