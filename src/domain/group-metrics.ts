/** The metrics that a group can collect (G-067). */

/** In the order in which AWS describes them, and names them when it refuses another. */
export const groupMetrics: readonly string[] = [
  "GroupMinSize",
  "GroupMaxSize",
  "GroupDesiredCapacity",
  "GroupInServiceInstances",
  "GroupInServiceCapacity",
  "GroupPendingInstances",
  "GroupPendingCapacity",
  "GroupTerminatingInstances",
  "GroupTerminatingCapacity",
  "GroupTerminatingRetainedInstances",
  "GroupTerminatingRetainedCapacity",
  "GroupStandbyInstances",
  "GroupStandbyCapacity",
  "GroupTotalInstances",
  "GroupTotalCapacity",
  "WarmPoolMinSize",
  "WarmPoolDesiredCapacity",
  "WarmPoolPendingCapacity",
  "WarmPoolPendingRetainedCapacity",
  "WarmPoolTerminatingCapacity",
  "WarmPoolTerminatingRetainedCapacity",
  "WarmPoolWarmedCapacity",
  "WarmPoolTotalCapacity",
  "GroupAndWarmPoolDesiredCapacity",
  "GroupAndWarmPoolTotalCapacity",
];

/** The only granularity. */
export const metricGranularity = "1Minute";
