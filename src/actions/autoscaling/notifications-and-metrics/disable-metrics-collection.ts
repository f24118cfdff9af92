/** DisableMetricsCollection: all or the named metrics are no longer stored as collected. */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { metricsChange, readMetrics } from "./metrics-collection.ts";

export const disableMetricsCollection = defineAction(
  "autoscaling",
  "DisableMetricsCollection",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const named = readMetrics(input.Metrics);
    const enabled = group.enabledMetrics.filter((metric) => !named.includes(metric));
    return { output: {}, changes: metricsChange(group, enabled) };
  },
);
