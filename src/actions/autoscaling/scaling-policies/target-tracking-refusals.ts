/**
 * Target tracking configurations that are always refused (G-251, G-252, G-260 to G-265). The texts
 * were recorded by the public rule set cdk-preflight.
 */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { Refusal } from "../../../domain/refusals.ts";
import { constraintErrors, validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { complaintOfQueries } from "../../metric-query-refusals.ts";
import { refuseBy } from "../../refusals.ts";
import { identifiersOf } from "../traffic-sources.ts";

export type Tracking = NonNullable<
  Input<"autoscaling", "PutScalingPolicy">["TargetTrackingConfiguration"]
>;
type Customized = NonNullable<Tracking["CustomizedMetricSpecification"]>;

interface Subject {
  readonly tracking: Tracking;
  readonly group: AutoScalingGroup;
}

const ofTargets = "ALBRequestCountPerTarget";

/** Members for a single metric, not allowed with a list of metrics. */
const singleMembers = [
  "Dimensions",
  "MetricName",
  "Namespace",
  "Statistic",
  "Unit",
  "Period",
] as const satisfies readonly (keyof Customized)[];

const typeOf = ({ tracking }: Subject) =>
  tracking.PredefinedMetricSpecification?.PredefinedMetricType ?? "";
const labelOf = ({ tracking }: Subject) => tracking.PredefinedMetricSpecification?.ResourceLabel;

const refusals: readonly Refusal<Subject>[] = [
  {
    when: ({ tracking }) =>
      (tracking.PredefinedMetricSpecification === undefined) ===
      (tracking.CustomizedMetricSpecification === undefined),
    text:
      "You should provide either a CustomizedMetricSpecification or a " +
      "PredefinedMetricSpecification",
  },
  {
    when: ({ tracking: { TargetValue: target = 0 } }) =>
      !(target >= 8.51592e-12 && target <= 1.174271e17),
    text: "Target value must be between 8.51592E-12 and 1.174271E17",
  },
  {
    when: (subject) => typeOf(subject) === ofTargets && labelOf(subject) === undefined,
    text: `Resource label should be specified for predefined metric type ${ofTargets}`,
  },
  {
    when: (subject) => typeOf(subject) !== ofTargets && labelOf(subject) !== undefined,
    text: (subject) =>
      `Resource label should not be specified for predefined metric type ${typeOf(subject)}`,
  },
  {
    when: (subject) => {
      const label = labelOf(subject);
      return label !== undefined && !isAttached(label, subject.group);
    },
    text: "Target group not attached to the Auto Scaling group",
  },
];

/** The label `app/name/id/targetgroup/name/id` ends like the target group's ARN. */
function isAttached(label: string, group: AutoScalingGroup): boolean {
  const at = label.indexOf("targetgroup/");
  return at >= 0 && identifiersOf(group, "elbv2").some((arn) => arn.endsWith(label.slice(at)));
}

const customizedRefusals: readonly Refusal<Customized>[] = [
  {
    when: (own) =>
      own.Metrics !== undefined &&
      singleMembers.some((member) => {
        const value = own[member];
        return value !== undefined && !(Array.isArray(value) && value.length === 0);
      }),
    text:
      "A customized metric specification with 'Metrics' specified cannot have any of " +
      `[${singleMembers.map((member) => `'${member}'`).join(", ")}] specified as well.`,
  },
  {
    when: ({ Period = 0, Metrics = [] }) =>
      Math.max(Period, ...Metrics.map(({ MetricStat }) => MetricStat?.Period ?? 0)) > 60,
    text:
      "A metric period greater than 60 isn't supported. Specify a 'period' value less than or " +
      "equal to 60 and try again.",
  },
];

/** Refuses configurations that no target tracking policy of the group can have. */
export function refuseTargetTracking(tracking: Tracking, group: AutoScalingGroup): void {
  refuseBy(refusals, { tracking, group });
  const own = tracking.CustomizedMetricSpecification;
  if (own === undefined) return;
  refuseBy(customizedRefusals, own);
  if (own.Metrics === undefined) refuseMissing(own);
  const complaint = own.Metrics && complaintOfQueries(own.Metrics);
  if (complaint !== undefined) {
    throw validationError(`Unable to create alarms in CloudWatch: ${complaint}`);
  }
}

/** A single metric needs a name, namespace and statistic, which AWS's model does not require. */
function refuseMissing(own: Customized): void {
  const missing = (["MetricName", "Namespace", "Statistic"] as const)
    .filter((member) => own[member] === undefined)
    .map((member) => `${member.charAt(0).toLowerCase()}${member.slice(1)}`)
    .map((member) => ({
      path: `targetTrackingConfiguration.customizedMetricSpecification.${member}`,
      value: "null",
      constraint: "Member must not be null",
    }));
  if (missing.length > 0) throw constraintErrors(missing);
}
