/** DescribeAdjustmentTypes: the ways a scaling policy can change the capacity. */
import { defineAction } from "../../action.ts";

const adjustmentTypes = ["ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity"];

export const describeAdjustmentTypes = defineAction(
  "autoscaling",
  "DescribeAdjustmentTypes",
  () => ({
    output: { AdjustmentTypes: adjustmentTypes.map((AdjustmentType) => ({ AdjustmentType })) },
  }),
);
