/**
 * What CloudWatch refuses of a metric alarm beyond its model. The texts are those that the public
 * rule set cdk-preflight recorded, but for those that stand in the folder of texts.
 */
import type { Refusal } from "../../domain/refusals.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import type { Input } from "../../model/operations.ts";
import {
  complaintOfQueries,
  countComplaint,
  isPeriod,
  periodsOf,
} from "../metric-query-refusals.ts";
import { refuseBy } from "../refusals.ts";

type MetricAlarm = Input<"cloudwatch", "PutMetricAlarm">;

/** A request, and where it is made. */
interface Wanted {
  readonly alarm: MetricAlarm;
  readonly region: string;
}

/** Refuses what no metric alarm can be; alarms by other criteria are taken as they are. */
export function refuseMetricAlarm(alarm: MetricAlarm, region: Region): void {
  if (alarm.EvaluationCriteria !== undefined) return;
  refuseBy(refusals, { alarm, region: region.name });
}

const hasQueries = ({ alarm }: Wanted) => (alarm.Metrics ?? []).length > 0;

/** A member that an alarm without a list of metrics needs, or any alarm. */
function needed(member: keyof MetricAlarm, isOfOneMetric = false): Refusal<Wanted> {
  return {
    when: (wanted) => wanted.alarm[member] === undefined && !(isOfOneMetric && hasQueries(wanted)),
    text: inferredTexts.missingMember(member),
  };
}

function complaintOf({ alarm }: Wanted): string | undefined {
  const { Metrics = [], ThresholdMetricId: thresholdId } = alarm;
  return Metrics.length === 0 ? undefined : complaintOfQueries(Metrics, thresholdId);
}

/** The services that an action can name. */
const vendors: readonly string[] = [
  "aiops",
  "autoscaling",
  "automate",
  "lambda",
  "sns",
  "ssm",
  "ssm-incidents",
];

interface ActionArn {
  readonly vendor: string;
  readonly region: string;
}

/** What is no ARN is taken as it is. */
function actionsOf({ AlarmActions, OKActions, InsufficientDataActions }: MetricAlarm) {
  const all = [AlarmActions, OKActions, InsufficientDataActions].flatMap((list) => list ?? []);
  return all.flatMap((action): readonly ActionArn[] => {
    const [arn, , vendor = "", region = ""] = action.split(":");
    return arn === "arn" ? [{ vendor, region }] : [];
  });
}

const unknownVendor = ({ alarm }: Wanted) =>
  actionsOf(alarm).find(({ vendor }) => !vendors.includes(vendor));

/** Topics and EC2's actions have to be where the alarm is. */
const foreignAction = ({ alarm, region }: Wanted) =>
  actionsOf(alarm).find(
    (action) =>
      ["automate", "sns"].includes(action.vendor) && !["", region].includes(action.region),
  );

const actionRefusals: readonly Refusal<Wanted>[] = [
  {
    when: (wanted) => unknownVendor(wanted) !== undefined,
    text: (wanted) => `Unsupported AWS vendor ${unknownVendor(wanted)?.vendor}`,
  },
  {
    when: (wanted) => foreignAction(wanted) !== undefined,
    text: (wanted) =>
      `Invalid region ${foreignAction(wanted)?.region} specified. Only ${wanted.region} is ` +
      "supported.",
  },
  {
    when: ({ alarm }) =>
      alarm.ThresholdMetricId !== undefined &&
      actionsOf(alarm).some(({ vendor }) => vendor === "autoscaling"),
    text: "autoscaling actions not supported when ThresholdMetricId is set",
  },
];

/** A percentile of more than a hundred. */
const wrongPercentile = /^p(-|0*(?:10[1-9]|1[1-9]\d|[2-9]\d\d|\d{4,})(?:\.|$))/;

const statisticRefusals: readonly Refusal<Wanted>[] = [
  {
    when: ({ alarm }) => alarm.Statistic !== undefined && alarm.ExtendedStatistic !== undefined,
    text: inferredTexts.bothStatistics,
  },
  {
    when: (wanted) =>
      !hasQueries(wanted) &&
      (wanted.alarm.Statistic ?? wanted.alarm.ExtendedStatistic) === undefined,
    text: inferredTexts.missingMember("Statistic"),
  },
  {
    when: ({ alarm }) => wrongPercentile.test(alarm.ExtendedStatistic ?? ""),
    text: ({ alarm }) =>
      `The value ${alarm.ExtendedStatistic} for parameter ExtendedStatistic is not supported.`,
  },
  {
    when: ({ alarm }) =>
      alarm.EvaluateLowSampleCountPercentile !== undefined && alarm.Statistic !== undefined,
    text: ({ alarm }) =>
      "Option evaluateLowSampleCountPercentile can not be applied with statistic " +
      `${alarm.Statistic}. This option is enabled only for percentile statistics.`,
  },
];

/** The seconds of an alarm's longest period, and those that it looks back. */
function windowOf({ alarm }: Wanted) {
  const { EvaluationPeriods = 1, Period, Metrics = [] } = alarm;
  const period = Math.max(Period ?? 0, ...periodsOf(Metrics));
  return { isHourly: period >= 3600, seconds: period * EvaluationPeriods };
}

const windowRefusals: readonly Refusal<Wanted>[] = [
  {
    when: ({ alarm }) => !isPeriod(alarm.Period ?? 60),
    text: "Period must be 10, 20, 30 or a multiple of 60",
  },
  {
    when: ({ alarm }) => (alarm.DatapointsToAlarm ?? 1) > (alarm.EvaluationPeriods ?? 1),
    text: "DatapointsToAlarm must be less than or equal to EvaluationPeriods",
  },
  {
    when: (wanted) => windowOf(wanted).isHourly && windowOf(wanted).seconds > 604_800,
    text:
      "Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be " +
      "<= 604800) for alarms using period >= 3600",
  },
  {
    when: (wanted) => !windowOf(wanted).isHourly && windowOf(wanted).seconds > 86_400,
    text:
      "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= " +
      "86400)",
  },
];

/** These compare with a band, which another metric of the list gives. */
const rangeOperators: readonly (string | undefined)[] = [
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
];

const thresholdRefusals: readonly Refusal<Wanted>[] = [
  {
    when: ({ alarm }) =>
      rangeOperators.includes(alarm.ComparisonOperator) && alarm.ThresholdMetricId === undefined,
    text: "ComparisonOperators for ranges require ThresholdMetricId to be set",
  },
  {
    when: ({ alarm }) => alarm.ThresholdMetricId === undefined && alarm.Threshold === undefined,
    text: "PutMetricAlarm request should have valid Threshold parameter",
  },
];

const refusals: readonly Refusal<Wanted>[] = [
  {
    when: ({ alarm }) => countComplaint(alarm.Metrics ?? []) !== undefined,
    text: ({ alarm }) => countComplaint(alarm.Metrics ?? []) ?? "",
  },
  needed("EvaluationPeriods"),
  needed("ComparisonOperator"),
  {
    when: (wanted) => hasQueries(wanted) && wanted.alarm.MetricName !== undefined,
    text: inferredTexts.metricAndMetrics,
  },
  ...thresholdRefusals,
  needed("MetricName", true),
  needed("Namespace", true),
  needed("Period", true),
  {
    when: ({ alarm }) => /[\u{80}-\u{10ffff}]/u.test(alarm.Namespace ?? ""),
    text: "Namespace must not contain Non-ASCII characters.",
  },
  ...statisticRefusals,
  ...windowRefusals,
  {
    when: (wanted) => complaintOf(wanted) !== undefined,
    text: (wanted) => complaintOf(wanted) ?? "",
  },
  ...actionRefusals,
];
