/** The input members of CloudWatch's operations that are stored only, or looked at as a whole. */
import type { MemberStatesOf } from "../member-states.ts";

export const cloudWatchMemberStates: MemberStatesOf<"cloudwatch"> = {
  DescribeAlarmsForMetric: { simulated: ["Namespace", "Period", "Unit"] },
  PutCompositeAlarm: {
    stored: [
      "AlarmDescription",
      "OKActions",
      "InsufficientDataActions",
      "AlarmActions",
      "ActionsSuppressor",
      "ActionConfiguration",
      "ActionsSuppressorWaitPeriod",
      "ActionsSuppressorExtensionPeriod",
    ],
  },
  PutMetricAlarm: {
    simulated: ["AlarmActions"],
    stored: [
      "AlarmDescription",
      "OKActions",
      "InsufficientDataActions",
      "Dimensions",
      "Unit",
      "ActionConfiguration",
      "EvaluateLowSampleCountPercentile",
      "EvaluationInterval",
      "EvaluationWindow",
      "WarmUpConfiguration",
    ],
  },
};
