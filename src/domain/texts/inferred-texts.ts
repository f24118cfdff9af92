/**
 * Guessed messages that no public AWS output shows, to be replaced when real output turns up. More
 * guesses are in the other modules of this folder. Observed texts stand where they are used.
 */

export const inferredTexts = {
  /** For a page token that the service did not issue: as in Auto Scaling. */
  invalidToken: (token: string) => `The token '${token}' is invalid.`,
  /** Status reasons. */
  waitingForInstance: {
    standby: (remaining: string, id: string) =>
      `${remaining} ${id} is in Standby. Exit Standby to continue.`,
    unhealthy: (remaining: string, id: string) => `${remaining} ${id} is unhealthy.`,
    rootVolume: (remaining: string, id: string) =>
      `${remaining} ${id} is replacing its root volume.`,
  },
  waitingForProcess: (process: string) =>
    `Waiting for the ${process} process to be resumed before continuing.`,
  waitingForLaunch: (failure: string) =>
    `Waiting for instances to launch before continuing. ${failure}`,
  waitingForCheckpointDelay: (seconds: number) =>
    `Waiting for checkpoint delay to finish before continuing. There are ${seconds} seconds left.`,
  rollbackAfterFailure: (reason: string) =>
    `Rollback triggered due to instance refresh failure: ${reason}`,
  rollbackAfterAlarm: (alarm: string) =>
    `Rollback triggered due to alarm ${alarm} entering the ALARM state.`,
  failedWithoutProgress: (reason: string) =>
    `Instance refresh timed out after making no progress for one hour. ${reason}`.trimEnd(),
  failedAfterFourteenDays: "Instance refresh timed out after running for 14 days.",
  failedByAlarm: (alarm: string) =>
    `Instance refresh failed because alarm ${alarm} entered the ALARM state.`,
  alarmByFault: (id: string) => `Set by ${id} of asg-local.`,
  waitingForAlarmData: (alarm: string) =>
    `Waiting for alarm ${alarm} to leave the INSUFFICIENT_DATA state before continuing.`,

  /** Starting and rolling back a refresh. */
  delayWithoutCheckpoints:
    "The request isn't valid. The CheckpointDelay parameter cannot be specified when the " +
    "CheckpointPercentages parameter is empty. Add the CheckpointPercentages parameter and try " +
    "again.",
  maximumWithoutMinimum:
    "The request isn't valid. The MinHealthyPercentage parameter must be specified when using " +
    "MaxHealthyPercentage. Add the MinHealthyPercentage parameter and try again.",
  autoRollbackImpossible: {
    movingVersion:
      "The request isn’t valid. The AutoRollback parameter cannot be set to true when the Auto " +
      "Scaling group uses the $Latest or $Default launch template version. Set AutoRollback to " +
      "false or specify a numbered version and try again.",
    parameterAsImage:
      "The request isn’t valid. The AutoRollback parameter cannot be set to true when the Auto " +
      "Scaling group uses a launch template that has a Systems Manager parameter instead of an " +
      "AMI ID. Set AutoRollback to false or specify an AMI ID and try again.",
    launchConfiguration:
      "The request isn’t valid. The AutoRollback parameter cannot be set to true when the Auto " +
      "Scaling group uses a launch configuration. Set AutoRollback to false or use a launch " +
      "template and try again.",
  },
  skipMatchingWithoutTemplate:
    "The request isn't valid. The SkipMatching parameter cannot be set to true when the Auto " +
    "Scaling group uses a launch configuration. Set SkipMatching to false or specify a desired " +
    "configuration with a launch template and try again.",
  alarmMissing: (alarm: string) =>
    `The request isn't valid. The alarm ${alarm} in the AlarmSpecification parameter does not ` +
    "exist. Specify an existing alarm and try again.",
  alarmNotOk: (alarm: string, state: string) =>
    `The request isn't valid. The alarm ${alarm} in the AlarmSpecification parameter is in the ` +
    `${state} state. Specify an alarm in the OK state and try again.`,
  attributeBased: (member: string) =>
    `The request isn't valid. The ${member} parameter cannot be specified when the mixed ` +
    "instances policy of the Auto Scaling group uses attribute-based instance type selection. " +
    `Remove the ${member} parameter and try again.`,
  parameterAsImage: (member: string) =>
    `The request isn't valid. The ${member} parameter cannot be specified when the launch ` +
    "template of the Auto Scaling group uses a Systems Manager parameter instead of an AMI ID. " +
    `Remove the ${member} parameter and try again.`,
  noDesiredConfiguration: (group: string) =>
    `The Instance Refresh for Auto Scaling group ${group} cannot be rolled back because it does ` +
    "not have a desired configuration.",
  savedConfigurationMoves: (group: string) =>
    `The Instance Refresh for Auto Scaling group ${group} cannot be rolled back because the ` +
    "group does not use a numbered launch template version with an AMI ID.",

  /** ReplaceRootVolume. */
  rootVolumeNeeds: ({ wrong, remedy }: { wrong: string; remedy: string }) =>
    `The request isn't valid. ${wrong} when using ReplaceRootVolume. ${remedy} and try again.`,
  rootVolumeRefreshActive:
    "An Instance Refresh is already in progress and blocks the execution of this operation.",
  rootVolumeActivity: "Replacing root volume of EC2 instance",
  rootVolumeCause: (at: string) =>
    `At ${at} the root volume of an instance was replaced in response to an instance refresh.`,
  rootVolumeFailureCause: (at: string) =>
    `At ${at} an instance was taken out of service in response to a root volume replacement ` +
    "failure.",
  rootVolumeOfStopped: (id: string) => `The instance ID '${id}' is not running`,
  typeWithoutImage: (type: string) =>
    `No AMI for instance type ${type} is in the mixed instances policy`,

  /** Lifecycle hooks: G-151, G-154, G-155, G-157, G-160, G-161. */
  lifecycleHookDeleted: "Lifecycle Hook was deleted",
  lifecycleHookUndelivered: "Lifecycle Hook Notification could not be delivered",
  noLifecycleTransition: "LifecycleTransition is required for a new lifecycle hook.",
  tooManyLifecycleHooks: (limit: number) =>
    `A group can have no more than ${limit} lifecycle hooks.`,
  noTokenOrInstanceId: "Either LifecycleActionToken or InstanceId must be specified.",

  /** Warm pools: G-172, G-175, G-176. */
  /** The end of AWS's sentence about groups that cannot have a warm pool; the rest is recorded. */
  warmPoolPurchaseOption: "On-Demand Instances.",
  notForWarmPool: (id: string) =>
    `The instance ${id} is in the warm pool. This operation cannot be called on instances in a ` +
    "warm pool.",

  /** EC2: G-139, G-145, G-182. */
  oneAddressForMany: "A private IP address may not be specified for more than one instance.",
  noTemplateSelector:
    "The request must contain the parameter launch template ID or launch template name",
  unknownInstance: (id: string) => `The instance ID '${id}' does not exist`,
  notTaggable: (type: string) =>
    `'${type}' is not a valid taggable resource type for this operation.`,
  reservedTagKey: (key: string) =>
    `Value ( ${key} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved ` +
    "for internal use",
  countTooSmall: (member: string, count: number) =>
    `Value (${count}) for parameter ${member} is invalid. Minimum value is 1.`,
  maxBelowMin: "The maximum count of instances must not be below the minimum count.",
  tooManyInstances: (asked: number, most: number) =>
    `You have requested more instances (${asked}) than one call can run here (${most}).`,
  noSubnetIn: (zone: string) => `No default subnet for availability zone: '${zone}'`,
  notStartable: (id: string, state: string) =>
    `The instance '${id}' is not in a state from which it can be started or stopped: ${state}.`,
  unknownTaggedId: (id: string) => `The ID '${id}' is not valid`,

  /** Launch sources: G-028, R-049, R-050. */
  noLaunchSource:
    "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or " +
    "MixedInstancesPolicy parameter.",
  desiredConfigurationNotOne:
    "The request isn't valid. The DesiredConfiguration parameter must contain either " +
    "LaunchTemplate or MixedInstancesPolicy. Specify one of them and try again.",
  noTemplateNamed: (name: string) =>
    `The specified launch template, with template name ${name}, does not exist.`,
  policyWithoutTemplate:
    "Valid requests must contain a LaunchTemplateSpecification in the MixedInstancesPolicy.",
  invalidWeight: (weight: string) =>
    `Invalid WeightedCapacity: ${weight}. It must be a whole number from 1 to 999.`,

  /** Creating and updating a group: G-018, G-022, G-037, G-052 to G-054. */
  colonInName: (name: string) => `Auto Scaling group name ${name} must not contain a colon.`,
  negativeMax: (max: number) => `Max bound, ${max}, must be non-negative`,
  negativeMember: (member: string, value: number) => `${member}, ${value}, must be non-negative`,
  unknownZone: (zone: string) => `Invalid availability zone: [${zone}]`,
  unknownZoneId: (id: string) => `Invalid availability zone id: [${id}]`,
  invalidHealthCheckType: (type: string) =>
    `Invalid HealthCheckType: ${type}. Valid types are: [EC2, ELB, EBS, VPC_LATTICE].`,
  incompleteMaintenancePolicy:
    "The InstanceMaintenancePolicy must contain both MinHealthyPercentage and " +
    "MaxHealthyPercentage.",
  maintenancePolicyOutOfRange:
    "The InstanceMaintenancePolicy must have a MinHealthyPercentage from 0 to 100 and a " +
    "MaxHealthyPercentage from 100 to 200, or -1 for both.",
  deletionProtected: (name: string, level: string) =>
    `You cannot delete AutoScalingGroup ${name} because its deletion protection is ${level}.`,

  /** Instances, processes, tags, filters: G-116, G-124, G-126, G-163 to G-165. */
  invalidHealthStatus: "Valid instance health states are: [Healthy, Unhealthy].",
  notInStandby: (id: string) => `The instance ${id} is not in Standby.`,
  noInstanceIds: "At least one instance ID must be specified.",
  oneOrSeveralInstances: "Either InstanceId or InstanceIds must be specified, and not both.",
  groupOfInstancesNeeded: "AutoScalingGroupName must be specified with InstanceIds.",
  /** Attaching: G-127; every limit of a list that AWS documents and does not model. */
  invalidInstanceIds: (id: string) => `Invalid Instance ID(s): [${id}] specified`,
  notRunning: (id: string) => `The instance ${id} is not in the running state.`,
  zoneNotOfGroup: (id: string, zone: string) =>
    `The instance ${id} is in ${zone}, which is not an Availability Zone of the group.`,
  listTooLong: (member: string, most: number) =>
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must ` +
    `have length less than or equal to ${most}`,

  /** Scheduled actions. */
  negativeMaxSize: "Max size must be non-negative",
  tooManyScheduledActions: (most: number) =>
    `A group can have no more than ${most} scheduled actions.`,
  invalidProcess: (name: string, valid: string) =>
    `${name} is not a valid process type. Valid process types are: [${valid}].`,
  invalidTagResourceType: (type: string) =>
    `Invalid resource type: ${type}. The resource type must be auto-scaling-group.`,
  invalidFilter: (name: string, valid: string) =>
    `The filter configuration isn't valid. ${name} isn't one of the filters: ${valid}.`,

  /** CloudWatch. */
  childTransitioned: (arn: string, state: string) => `${arn} transitioned to ${state}`,
  ruleEvaluated: (rule: string, state: string) => `${rule} was evaluated to ${state}`,
  missingDataAreNoBreach: (periods: number) => {
    const isOne = periods === 1;
    const received = `no datapoints were received for ${periods} period${isOne ? "" : "s"}`;
    const missing = `${periods} missing datapoint${isOne ? " was" : "s were"}`;
    return `Threshold Crossed: ${received} and ${missing} treated as [NonBreaching].`;
  },
  unknownAlarm: (name: string) => `Alarm ${name} does not exist`,
  unknownResource: (arn: string) => `Unknown resource: ${arn}`,
  invalidReasonData: "StateReasonData was not valid JSON",
  twoComposites: "At most one composite alarm can be deleted in one operation.",
  otherKindOfAlarm: (name: string) =>
    `Alarm ${name} already exists and is of another type. Delete it first.`,
  metricAndMetrics:
    "MetricName and Metrics list cannot be specified at the same time. Use one of them.",
  missingMember: (member: string) => `The parameter ${member} is required.`,
  bothStatistics: "Statistic and ExtendedStatistic cannot be specified at the same time.",
  tooManyChildren: (limit: number) => `AlarmRule must not name more than ${limit} alarms.`,
  relativesAlone: (member: string) =>
    `${member} cannot be specified with other parameters than MaxRecords and NextToken.`,
  tooManyAlarmTags: (limit: number) => `An alarm can have no more than ${limit} tags.`,
} as const;
