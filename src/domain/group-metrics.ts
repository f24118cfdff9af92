/** The metrics that a group can collect, in AWS's order (G-067). */

/** Each comes as a number of instances and as capacity units. */
const countedStates = [
  "InService",
  "Pending",
  "Standby",
  "Terminating",
  "TerminatingRetained",
  "Total",
];

export const groupMetrics: readonly string[] = [
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

/** The only one there is. */
export const metricGranularity = "1Minute";
