/** DescribeMetricCollectionTypes: the 25 metrics of a group and their one granularity (G-067). */
import { defineAction } from "../action.ts";

/** Each comes as a number of instances and as capacity units. */
const countedStates = [
  "InService",
  "Pending",
  "Standby",
  "Terminating",
  "TerminatingRetained",
  "Total",
];

const metrics = [
  "GroupMinSize",
  "GroupMaxSize",
  "GroupDesiredCapacity",
  ...countedStates.map((state) => `Group${state}Instances`),
  ...countedStates.map((state) => `Group${state}Capacity`),
  "WarmPoolDesiredCapacity",
  "WarmPoolWarmedCapacity",
  "WarmPoolPendingCapacity",
  "WarmPoolPendingRetainedCapacity",
  "WarmPoolTerminatingCapacity",
  "WarmPoolTerminatingRetainedCapacity",
  "WarmPoolTotalCapacity",
  "WarmPoolMinSize",
  "GroupAndWarmPoolDesiredCapacity",
  "GroupAndWarmPoolTotalCapacity",
];

export const describeMetricCollectionTypes = defineAction(
  "autoscaling",
  "DescribeMetricCollectionTypes",
  () => ({
    output: {
      Metrics: metrics.map((Metric) => ({ Metric })),
      Granularities: [{ Granularity: "1Minute" }],
    },
  }),
);
