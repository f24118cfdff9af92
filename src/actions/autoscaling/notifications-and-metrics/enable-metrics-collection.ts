/** EnableMetricsCollection: all or the named metrics are stored and shown; nothing is measured. */
import { groupMetrics, metricGranularity } from "../../../domain/group-metrics.ts";
import { validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { metricsChange, readMetrics } from "./metrics-collection.ts";

export const enableMetricsCollection = defineAction(
  "autoscaling",
  "EnableMetricsCollection",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const { Granularity: granularity = "" } = input;
    if (granularity !== metricGranularity) {
      throw validationError(`Valid metrics granularity type is: [${metricGranularity}].`);
    }
    const named = readMetrics(input.Metrics);
    const enabled = groupMetrics.filter(
      (metric) => named.includes(metric) || group.enabledMetrics.includes(metric),
    );
    return { output: {}, changes: metricsChange(group, enabled) };
  },
);
