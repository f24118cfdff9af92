/** DescribeMetricCollectionTypes: a group's 25 metrics and the only granularity (G-067). */
import { groupMetrics, metricGranularity } from "../../../domain/group-metrics.ts";
import { defineAction } from "../../action.ts";

export const describeMetricCollectionTypes = defineAction(
  "autoscaling",
  "DescribeMetricCollectionTypes",
  () => ({
    output: {
      Metrics: groupMetrics.map((Metric) => ({ Metric })),
      Granularities: [{ Granularity: metricGranularity }],
    },
  }),
);
