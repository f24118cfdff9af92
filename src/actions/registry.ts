/** The operations that are emulated, each by its service and name. All others are answered 501. */
import type { ServiceName } from "../model/operations.ts";
import type { Action } from "./action.ts";
import { attachInstances } from "./autoscaling/attach-instances.ts";
import { attachLoadBalancerTargetGroups } from "./autoscaling/attach-load-balancer-target-groups.ts";
import { attachLoadBalancers } from "./autoscaling/attach-load-balancers.ts";
import { attachTrafficSources } from "./autoscaling/attach-traffic-sources.ts";
import { batchDeleteScheduledAction } from "./autoscaling/batch-delete-scheduled-action.ts";
import { batchPutScheduledUpdateGroupAction } from "./autoscaling/batch-put-scheduled-update-group-action.ts";
import { cancelInstanceRefresh } from "./autoscaling/cancel-instance-refresh.ts";
import { completeLifecycleAction } from "./autoscaling/complete-lifecycle-action.ts";
import { createAutoScalingGroup } from "./autoscaling/create-auto-scaling-group.ts";
import { createLaunchConfiguration } from "./autoscaling/create-launch-configuration.ts";
import { createOrUpdateTags } from "./autoscaling/create-or-update-tags.ts";
import { deleteAutoScalingGroup } from "./autoscaling/delete-auto-scaling-group.ts";
import { deleteLaunchConfiguration } from "./autoscaling/delete-launch-configuration.ts";
import { deleteLifecycleHook } from "./autoscaling/delete-lifecycle-hook.ts";
import { deleteNotificationConfiguration } from "./autoscaling/delete-notification-configuration.ts";
import { deletePolicy } from "./autoscaling/delete-policy.ts";
import { deleteScheduledAction } from "./autoscaling/delete-scheduled-action.ts";
import { deleteTags } from "./autoscaling/delete-tags.ts";
import { deleteWarmPool } from "./autoscaling/delete-warm-pool.ts";
import { describeAccountLimits } from "./autoscaling/describe-account-limits.ts";
import { describeAccountSettings } from "./autoscaling/describe-account-settings.ts";
import { describeAdjustmentTypes } from "./autoscaling/describe-adjustment-types.ts";
import { describeAutoScalingGroups } from "./autoscaling/describe-auto-scaling-groups.ts";
import { describeAutoScalingInstances } from "./autoscaling/describe-auto-scaling-instances.ts";
import { describeAutoScalingNotificationTypes } from "./autoscaling/describe-auto-scaling-notification-types.ts";
import { describeInstanceRefreshes } from "./autoscaling/describe-instance-refreshes.ts";
import { describeLaunchConfigurations } from "./autoscaling/describe-launch-configurations.ts";
import { describeLifecycleHookTypes } from "./autoscaling/describe-lifecycle-hook-types.ts";
import { describeLifecycleHooks } from "./autoscaling/describe-lifecycle-hooks.ts";
import { describeLoadBalancerTargetGroups } from "./autoscaling/describe-load-balancer-target-groups.ts";
import { describeLoadBalancers } from "./autoscaling/describe-load-balancers.ts";
import { describeMetricCollectionTypes } from "./autoscaling/describe-metric-collection-types.ts";
import { describeNotificationConfigurations } from "./autoscaling/describe-notification-configurations.ts";
import { describePolicies } from "./autoscaling/describe-policies.ts";
import { describeScalingActivities } from "./autoscaling/describe-scaling-activities.ts";
import { describeScalingProcessTypes } from "./autoscaling/describe-scaling-process-types.ts";
import { describeScheduledActions } from "./autoscaling/describe-scheduled-actions.ts";
import { describeTags } from "./autoscaling/describe-tags.ts";
import { describeTerminationPolicyTypes } from "./autoscaling/describe-termination-policy-types.ts";
import { describeTrafficSources } from "./autoscaling/describe-traffic-sources.ts";
import { describeWarmPool } from "./autoscaling/describe-warm-pool.ts";
import { detachInstances } from "./autoscaling/detach-instances.ts";
import { detachLoadBalancerTargetGroups } from "./autoscaling/detach-load-balancer-target-groups.ts";
import { detachLoadBalancers } from "./autoscaling/detach-load-balancers.ts";
import { detachTrafficSources } from "./autoscaling/detach-traffic-sources.ts";
import { disableMetricsCollection } from "./autoscaling/disable-metrics-collection.ts";
import { enableMetricsCollection } from "./autoscaling/enable-metrics-collection.ts";
import { enterStandby } from "./autoscaling/enter-standby.ts";
import { executePolicy } from "./autoscaling/execute-policy.ts";
import { exitStandby } from "./autoscaling/exit-standby.ts";
import { getPredictiveScalingForecast } from "./autoscaling/get-predictive-scaling-forecast.ts";
import { launchInstances } from "./autoscaling/launch-instances.ts";
import { putAccountSetting } from "./autoscaling/put-account-setting.ts";
import { putLifecycleHook } from "./autoscaling/put-lifecycle-hook.ts";
import { putNotificationConfiguration } from "./autoscaling/put-notification-configuration.ts";
import { putScalingPolicy } from "./autoscaling/put-scaling-policy.ts";
import { putScheduledUpdateGroupAction } from "./autoscaling/put-scheduled-update-group-action.ts";
import { putWarmPool } from "./autoscaling/put-warm-pool.ts";
import { recordLifecycleActionHeartbeat } from "./autoscaling/record-lifecycle-action-heartbeat.ts";
import { resumeProcesses } from "./autoscaling/resume-processes.ts";
import { rollbackInstanceRefresh } from "./autoscaling/rollback-instance-refresh.ts";
import { setDesiredCapacity } from "./autoscaling/set-desired-capacity.ts";
import { setInstanceHealth } from "./autoscaling/set-instance-health.ts";
import { setInstanceProtection } from "./autoscaling/set-instance-protection.ts";
import { startInstanceRefresh } from "./autoscaling/start-instance-refresh.ts";
import { suspendProcesses } from "./autoscaling/suspend-processes.ts";
import { terminateInstanceInAutoScalingGroup } from "./autoscaling/terminate-instance-in-auto-scaling-group.ts";
import { updateAutoScalingGroup } from "./autoscaling/update-auto-scaling-group.ts";
import { classicBalancerActions } from "./classic-balancer-actions.ts";
import { deleteAlarms } from "./cloudwatch/delete-alarms.ts";
import { describeAlarmHistory } from "./cloudwatch/describe-alarm-history.ts";
import { describeAlarms } from "./cloudwatch/describe-alarms.ts";
import { describeAlarmsForMetric } from "./cloudwatch/describe-alarms-for-metric.ts";
import { disableAlarmActions } from "./cloudwatch/disable-alarm-actions.ts";
import { enableAlarmActions } from "./cloudwatch/enable-alarm-actions.ts";
import { listTagsForResource } from "./cloudwatch/list-tags-for-resource.ts";
import { putCompositeAlarm } from "./cloudwatch/put-composite-alarm.ts";
import { putMetricAlarm } from "./cloudwatch/put-metric-alarm.ts";
import { putMetricData } from "./cloudwatch/put-metric-data.ts";
import { setAlarmState } from "./cloudwatch/set-alarm-state.ts";
import { tagResource } from "./cloudwatch/tag-resource.ts";
import { untagResource } from "./cloudwatch/untag-resource.ts";
import { createLaunchTemplate } from "./ec2/create-launch-template.ts";
import { createLaunchTemplateVersion } from "./ec2/create-launch-template-version.ts";
import { createTags } from "./ec2/create-tags.ts";
import { deleteLaunchTemplate } from "./ec2/delete-launch-template.ts";
import { deleteLaunchTemplateVersions } from "./ec2/delete-launch-template-versions.ts";
import { deleteTags as deleteEc2Tags } from "./ec2/delete-tags.ts";
import { describeAccountAttributes } from "./ec2/describe-account-attributes.ts";
import { describeAvailabilityZones } from "./ec2/describe-availability-zones.ts";
import { describeInstanceStatus } from "./ec2/describe-instance-status.ts";
import { describeInstanceTypes } from "./ec2/describe-instance-types.ts";
import { describeInstances } from "./ec2/describe-instances.ts";
import { describeLaunchTemplateVersions } from "./ec2/describe-launch-template-versions.ts";
import { describeLaunchTemplates } from "./ec2/describe-launch-templates.ts";
import { describeRegions } from "./ec2/describe-regions.ts";
import { describeTags as describeEc2Tags } from "./ec2/describe-tags.ts";
import { getLaunchTemplateData } from "./ec2/get-launch-template-data.ts";
import { modifyLaunchTemplate } from "./ec2/modify-launch-template.ts";
import { runInstances } from "./ec2/run-instances.ts";
import { startInstances } from "./ec2/start-instances.ts";
import { stopInstances } from "./ec2/stop-instances.ts";
import { terminateInstances } from "./ec2/terminate-instances.ts";
import { imageActions } from "./image-actions.ts";
import { keyPairActions } from "./key-pair-actions.ts";
import { neighbourActions } from "./neighbour-actions.ts";
import { networkActions } from "./network-actions.ts";

/** Of every service, in alphabetical order. */
export const actions: readonly Action[] = [
  attachInstances,
  attachLoadBalancerTargetGroups,
  attachLoadBalancers,
  attachTrafficSources,
  batchDeleteScheduledAction,
  batchPutScheduledUpdateGroupAction,
  cancelInstanceRefresh,
  completeLifecycleAction,
  createAutoScalingGroup,
  createLaunchConfiguration,
  createOrUpdateTags,
  deleteAutoScalingGroup,
  deleteLaunchConfiguration,
  deleteLifecycleHook,
  deleteNotificationConfiguration,
  deletePolicy,
  deleteScheduledAction,
  deleteTags,
  deleteWarmPool,
  describeAccountLimits,
  describeAccountSettings,
  describeAdjustmentTypes,
  describeAutoScalingGroups,
  describeAutoScalingInstances,
  describeAutoScalingNotificationTypes,
  describeInstanceRefreshes,
  describeLaunchConfigurations,
  describeLifecycleHookTypes,
  describeLifecycleHooks,
  describeLoadBalancerTargetGroups,
  describeLoadBalancers,
  describeMetricCollectionTypes,
  describeNotificationConfigurations,
  describePolicies,
  describeScalingActivities,
  describeScalingProcessTypes,
  describeScheduledActions,
  describeTags,
  describeTerminationPolicyTypes,
  describeTrafficSources,
  describeWarmPool,
  detachInstances,
  detachLoadBalancerTargetGroups,
  detachLoadBalancers,
  detachTrafficSources,
  disableMetricsCollection,
  enableMetricsCollection,
  enterStandby,
  executePolicy,
  exitStandby,
  getPredictiveScalingForecast,
  launchInstances,
  putAccountSetting,
  putLifecycleHook,
  putNotificationConfiguration,
  putScalingPolicy,
  putWarmPool,
  putScheduledUpdateGroupAction,
  recordLifecycleActionHeartbeat,
  resumeProcesses,
  rollbackInstanceRefresh,
  setDesiredCapacity,
  setInstanceHealth,
  setInstanceProtection,
  startInstanceRefresh,
  suspendProcesses,
  terminateInstanceInAutoScalingGroup,
  updateAutoScalingGroup,
  deleteAlarms,
  describeAlarmHistory,
  describeAlarms,
  describeAlarmsForMetric,
  disableAlarmActions,
  enableAlarmActions,
  listTagsForResource,
  putCompositeAlarm,
  putMetricAlarm,
  putMetricData,
  setAlarmState,
  tagResource,
  untagResource,
  createLaunchTemplate,
  createLaunchTemplateVersion,
  createTags,
  deleteLaunchTemplate,
  deleteLaunchTemplateVersions,
  deleteEc2Tags,
  describeAccountAttributes,
  describeAvailabilityZones,
  describeInstanceStatus,
  describeInstanceTypes,
  describeInstances,
  describeLaunchTemplateVersions,
  describeLaunchTemplates,
  describeRegions,
  describeEc2Tags,
  getLaunchTemplateData,
  modifyLaunchTemplate,
  runInstances,
  startInstances,
  stopInstances,
  terminateInstances,
  ...imageActions,
  ...keyPairActions,
  ...networkActions,
  ...neighbourActions,
  ...classicBalancerActions,
];

const byName = new Map(
  actions.map((action) => [`${action.service}/${action.operation}`, action] as const),
);

/** Undefined for an operation of AWS's model that is not emulated. */
export function findAction(service: ServiceName, operation: string): Action | undefined {
  return byName.get(`${service}/${operation}`);
}
