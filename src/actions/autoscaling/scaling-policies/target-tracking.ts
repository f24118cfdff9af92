/** Target tracking: creates AWS's two alarms of a policy. */
import { isDeepStrictEqual } from "node:util";
import { type AlarmDefinition, alarmArn } from "../../../domain/alarm.ts";
import type { Change } from "../../../domain/changes/change.ts";
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { ScalingPolicy } from "../../../domain/scaling-policy.ts";
import type { Region } from "../../../domain/world.ts";
import type { ActionContext } from "../../action.ts";
import { plainJson } from "../../plain-json.ts";
import type { Tracking } from "./target-tracking-refusals.ts";

/**
 * The policy's new alarms; existing ones are kept if nothing about them changes. A disabled policy
 * has none, as AWS documents.
 */
export function trackingAlarms(
  policy: ScalingPolicy,
  group: AutoScalingGroup,
  { region, identifiers }: ActionContext,
): readonly AlarmDefinition[] {
  if (policy.targetTracking === undefined || !policy.isEnabled) return [];
  const tracking = policy.targetTracking as unknown as Tracking;
  const kinds = tracking.DisableScaleIn === true ? (["High"] as const) : (["High", "Low"] as const);
  const present = managedAlarms(group.scalingPolicies.get(policy.name), region);
  return kinds.map((kind) => {
    const stored = plainJson({
      AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policy.arn}.`,
      AlarmActions: [policy.arn],
      ...metricOf(tracking, group),
      ...boundsOf(tracking, kind),
    });
    const same = present.find((alarm) => isDeepStrictEqual(alarm.stored, stored));
    if (same !== undefined) return same;
    const name = `TargetTracking-${group.name}-Alarm${kind}-${identifiers.uuid()}`;
    return { kind: "metric", name, arn: alarmArn(region, name), isActionsEnabled: true, stored };
  });
}

/** Creates new alarms and deletes those that the policy no longer has. */
export function alarmChanges(
  before: ScalingPolicy | undefined,
  alarms: readonly AlarmDefinition[],
  { region }: ActionContext,
): readonly Change[] {
  const present = managedAlarms(before, region).map(({ name }) => name);
  const put = alarms
    .filter(({ name }) => !present.includes(name))
    .map((alarm): Change => ({ type: "AlarmPut", alarm, tags: [] }));
  const names = present.filter((name) => !alarms.some((alarm) => alarm.name === name));
  return names.length === 0 ? put : [...put, { type: "AlarmsDeleted", names }];
}

function managedAlarms(
  policy: ScalingPolicy | undefined,
  region: Region,
): readonly AlarmDefinition[] {
  return (policy?.managedAlarms ?? []).flatMap((name) => {
    const definition = region.alarms.get(name)?.definition;
    return definition === undefined ? [] : [definition];
  });
}

/** AWS scales out after 3 minutes above the target, and in after 15 minutes well below it. */
function boundsOf({ TargetValue: target = 0 }: Tracking, kind: "High" | "Low") {
  return kind === "High"
    ? { Threshold: target, ComparisonOperator: "GreaterThanThreshold", EvaluationPeriods: 3 }
    : { Threshold: target * 0.9, ComparisonOperator: "LessThanThreshold", EvaluationPeriods: 15 };
}

function metricOf(tracking: Tracking, group: AutoScalingGroup) {
  const { PredefinedMetricSpecification: known, CustomizedMetricSpecification: own } = tracking;
  if (known === undefined) {
    if (own?.Metrics !== undefined) return { Metrics: own.Metrics };
    const { MetricName, Namespace, Dimensions, Statistic, Unit, Period = 60 } = own ?? {};
    return { MetricName, Namespace, Dimensions, Statistic, Unit, Period };
  }
  const type = known.PredefinedMetricType ?? "";
  if (type === "ALBRequestCountPerTarget") return requestsPerTarget(known.ResourceLabel ?? "");
  return {
    Namespace: "AWS/EC2",
    MetricName: type.replace(/^ASGAverage|HighResolution$/g, ""),
    Dimensions: [{ Name: "AutoScalingGroupName", Value: group.name }],
    Statistic: "Average",
    Period: type.endsWith("HighResolution") ? 10 : 60,
  };
}

/** The label `app/name/id/targetgroup/name/id` names both load balancer and target group. */
function requestsPerTarget(label: string) {
  const at = label.indexOf("/targetgroup/");
  return {
    Namespace: "AWS/ApplicationELB",
    MetricName: "RequestCountPerTarget",
    Dimensions: [
      { Name: "TargetGroup", Value: label.slice(at + 1) },
      { Name: "LoadBalancer", Value: label.slice(0, Math.max(at, 0)) },
    ],
    Statistic: "Sum",
    Period: 60,
  };
}
