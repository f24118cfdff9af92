/**
 * Guessed messages, like inferred-texts.ts: about scaling policies, notifications, metrics, traffic
 * sources, LaunchInstances and account settings.
 */

export const inferredPolicyTexts = {
  /** Scaling policies. */
  invalidPolicyType: (type: string) =>
    `Invalid PolicyType: ${type}. Valid types are: [SimpleScaling, StepScaling, ` +
    "TargetTrackingScaling, PredictiveScaling].",
  invalidAdjustmentType: (type: string) =>
    `Invalid AdjustmentType: ${type}. Valid types are: [ChangeInCapacity, ExactCapacity, ` +
    "PercentChangeInCapacity].",
  invalidAggregation: (type: string) =>
    `Invalid MetricAggregationType: ${type}. Valid types are: [Minimum, Maximum, Average].`,
  negativePolicyMember: (value: number) => `The value ${value} must be non-negative.`,
  tooManyPolicies: (most: number) => `A group can have no more than ${most} scaling policies.`,
  policyWithoutGroup:
    "AutoScalingGroupName must be specified when the policy is not given by its ARN.",
  disabledPolicy: (name: string) => `The scaling policy ${name} is disabled.`,
  notExecutable: (type: string) => `ExecutePolicy is not supported for a ${type} policy.`,
  metricForSimplePolicy:
    "MetricValue and BreachThreshold cannot be specified for a SimpleScaling policy.",
  metricMissing: "MetricValue and BreachThreshold must be specified for a StepScaling policy.",
  cooldownForStepPolicy: "HonorCooldown cannot be specified for a StepScaling policy.",
  noStepForMetric: (value: number) => `No step adjustment is found for metric value ${value}.`,
  notPredictive: (name: string) => `The scaling policy ${name} is not a PredictiveScaling policy.`,
  noForecast:
    "There is no forecast: asg-local has no load, and so no metric data to forecast from.",

  /** Notifications and metrics. */
  noNotificationTypes: "At least one notification type must be specified.",

  /** Load balancers, target groups and traffic sources. */
  invalidTrafficSourceType: (type: string) =>
    `Invalid traffic source type: ${type}. Valid types are: [elb, elbv2, vpc-lattice].`,
  noTrafficSources: (member: string) => `${member} must not be empty.`,
  tooManyTrafficSources: (most: number) =>
    `A group can have no more than ${most} traffic sources of one type.`,

  /** Launching at once, and settings of the account. */
  launchInstancesCause: "a user request launched instances",
  launchErrorCode: "UnfulfillableCapacity",
  launchSourceForLaunch: "LaunchInstances is supported for groups that use a launch template only.",
  mixedPurchaseOptions:
    "LaunchInstances is not supported for a mixed instances policy with both On-Demand and Spot " +
    "Instances.",
  launchAboveMaximum: (name: string, max: number) =>
    `The requested capacity would take AutoScalingGroup ${name} above its max size ${max}.`,
  zoneNeeded: "An Availability Zone or subnet must be specified for a group with several of them.",
  placeNotOfGroup: (place: string, name: string) =>
    `${place} is not among the Availability Zones or subnets of AutoScalingGroup ${name}.`,
  launchSuspended: (name: string) =>
    `Cannot launch instances into AutoScalingGroup ${name} while the Launch process is suspended`,
  otherParametersForToken: "The client token was used before with other parameters.",
  unknownAccountSetting: (name: string) => `${name} is not an account setting.`,
  invalidAccountSettingValue: (value: string) =>
    `Invalid value: ${value}. Valid values are: [enabled, disabled].`,
} as const;
