/** DescribeScalingProcessTypes: the processes that can be suspended, by name (G-163). */
import { processNames } from "../../../domain/group.ts";
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";

export const describeScalingProcessTypes = defineAction(
  "autoscaling",
  "DescribeScalingProcessTypes",
  () => {
    const names = [...processNames].sort(byCodeUnit);
    return { output: { Processes: names.map((ProcessName) => ({ ProcessName })) } };
  },
);
