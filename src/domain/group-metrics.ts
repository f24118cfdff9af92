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

/** Those that stand first when AWS lists them in a text: cdk-preflight's record ends with them. */
const printedFirst = [
  "GroupMinSize",
  "GroupMaxSize",
  "GroupDesiredCapacity",
  ...["InService", "Pending", "Terminating", "TerminatingRetained"].flatMap((state) => [
    `Group${state}Instances`,
    `Group${state}Capacity`,
  ]),
];

/** The order of AWS's text about a metric that does not exist; behind the record it is inferred. */
export const printedGroupMetrics: readonly string[] = [
  ...printedFirst,
  ...groupMetrics.filter((metric) => !printedFirst.includes(metric)),
];

/** The only one there is. */
export const metricGranularity = "1Minute";
