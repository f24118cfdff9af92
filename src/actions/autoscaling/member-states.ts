/** The input members of Auto Scaling's operations that are stored only, or without effect. */
import type { MemberStatesOf } from "../member-states.ts";

const noForecast = "there is no forecast for any time";

/** Of both operations that set a group's members. */
const storedOfGroups = [
  "PlacementGroup",
  "ServiceLinkedRoleARN",
  "MaxInstanceLifetime",
  "CapacityRebalance",
  "Context",
  "DesiredCapacityType",
  "AvailabilityZoneImpairmentPolicy",
  "CapacityReservationSpecification",
] as const;

export const autoScalingMemberStates: MemberStatesOf<"autoscaling"> = {
  CreateAutoScalingGroup: { stored: [...storedOfGroups, "Operator"] },
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
    withoutEffect: { StartTime: noForecast, EndTime: noForecast },
  },
  PutLifecycleHook: { stored: ["RoleARN"] },
  PutScalingPolicy: {
    stored: ["EstimatedInstanceWarmup", "MetricAggregationType", "PredictiveScalingConfiguration"],
  },
  UpdateAutoScalingGroup: { stored: storedOfGroups },
};
