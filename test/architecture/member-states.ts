/**
 * What becomes of input members that are not simulated: stored, which is kept and shown again, or
 * without effect, or rejected. Of Auto Scaling members that are not named here are simulated: the
 * conformance tests compare this with what its actions read. Of the other services a member has no
 * effect when no code names it, unless it is told of here.
 */
import type { ServiceName } from "../../src/model/shapes.ts";
import { unreadMembers } from "./unread-members.ts";

export interface MemberStates {
  readonly stored?: readonly string[];
  /** Each with the reason. */
  readonly withoutEffect?: Readonly<Record<string, string>>;
  readonly rejected?: readonly string[];
  /** Simulated, though no code names them: they are looked at as a whole. */
  readonly simulated?: readonly string[];
}

const noZonalShift = "there are no zonal shifts to check against";
const groupSettings: MemberStates = {
  stored: [
    "PlacementGroup",
    "ServiceLinkedRoleARN",
    "MaxInstanceLifetime",
    "CapacityRebalance",
    "Context",
    "DesiredCapacityType",
    "AvailabilityZoneDistribution",
    "AvailabilityZoneImpairmentPolicy",
    "CapacityReservationSpecification",
  ],
  withoutEffect: { SkipZonalShiftValidation: noZonalShift },
};

type ByOperation = Readonly<Record<string, MemberStates>>;

const autoscaling: ByOperation = {
  AttachTrafficSources: { withoutEffect: { SkipZonalShiftValidation: noZonalShift } },
  CreateAutoScalingGroup: {
    ...groupSettings,
    stored: [...(groupSettings.stored ?? []), "Operator"],
  },
  CreateLaunchConfiguration: {
    stored: [
      "ClassicLinkVPCId",
      "ClassicLinkVPCSecurityGroups",
      "KernelId",
      "RamdiskId",
      "AssociatePublicIpAddress",
    ],
    simulated: ["SpotPrice", "IamInstanceProfile", "PlacementTenancy", "MetadataOptions"],
  },
  EnableMetricsCollection: { stored: ["Metrics"] },
  GetPredictiveScalingForecast: {
    withoutEffect: {
      StartTime: "there is no forecast for any time",
      EndTime: "there is no forecast for any time",
    },
  },
  PutLifecycleHook: { stored: ["RoleARN", "NotificationTargetARN"] },
  PutNotificationConfiguration: { stored: ["TopicARN", "NotificationTypes"] },
  PutScalingPolicy: {
    stored: ["EstimatedInstanceWarmup", "MetricAggregationType", "PredictiveScalingConfiguration"],
  },
  PutScheduledUpdateGroupAction: {
    withoutEffect: { Time: "AWS itself does not use it any more" },
  },
  UpdateAutoScalingGroup: groupSettings,
};

const listenerSettings = ["SslPolicy", "Certificates", "AlpnPolicy", "MutualAuthentication"];
const alarmSettings = ["AlarmDescription", "OKActions", "InsufficientDataActions"];

export const memberStates: Readonly<Partial<Record<ServiceName, ByOperation>>> = {
  autoscaling,
  cloudwatch: {
    DescribeAlarmsForMetric: { simulated: ["Namespace", "Period", "Unit"] },
    PutCompositeAlarm: {
      stored: [
        ...alarmSettings,
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
        ...alarmSettings,
        "Dimensions",
        "Unit",
        "ActionConfiguration",
        "EvaluateLowSampleCountPercentile",
        "EvaluationInterval",
        "EvaluationWindow",
        "WarmUpConfiguration",
      ],
    },
  },
  elbv2: {
    CreateListener: { stored: listenerSettings },
    ModifyListener: { stored: listenerSettings },
    ModifyTargetGroup: {
      stored: [
        "HealthCheckProtocol",
        "HealthCheckPath",
        "HealthCheckEnabled",
        "Matcher",
        "HealthCheckIntervalSeconds",
        "HealthCheckTimeoutSeconds",
        "HealthyThresholdCount",
        "UnhealthyThresholdCount",
      ],
    },
  },
  ssm: { PutParameter: { rejected: ["Policies"] } },
};

export interface NotSimulated {
  readonly stored: readonly string[];
  readonly withoutEffect: readonly string[];
  readonly rejected: readonly string[];
}

/** The members of an operation that are not simulated, each in one of the three lists. */
export function notSimulated(service: ServiceName, operation: string): NotSimulated {
  const states = memberStates[service]?.[operation] ?? {};
  const { stored = [], rejected = [], simulated = [], withoutEffect = {} } = states;
  const told = new Set([...stored, ...rejected, ...simulated]);
  const unread = service === "autoscaling" ? [] : unreadMembers(service, operation);
  const without = [...Object.keys(withoutEffect), ...unread.filter((name) => !told.has(name))];
  return { stored, rejected, withoutEffect: [...new Set(without)] };
}
