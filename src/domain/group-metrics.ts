/** The metrics that a group can collect, in AWS's order (G-067). */

/** Each has one metric in instances and one in capacity units. */
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

/** The metrics that AWS's text lists first: cdk-preflight's record ends with them. */
const printedFirst = [
  "GroupMinSize",
  "GroupMaxSize",
  "GroupDesiredCapacity",
  ...["InService", "Pending", "Terminating", "TerminatingRetained"].flatMap((state) => [
    `Group${state}Instances`,
    `Group${state}Capacity`,
  ]),
];

/** The order in AWS's message about an unknown metric; the part after the record is inferred. */
export const printedGroupMetrics: readonly string[] = [
  ...printedFirst,
  ...groupMetrics.filter((metric) => !printedFirst.includes(metric)),
];

/** The only granularity. */
export const metricGranularity = "1Minute";
