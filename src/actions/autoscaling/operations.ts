/** Every operation of Auto Scaling, by AWS's name. */
import type { Operations } from "../action.ts";
import { describeAccountLimits } from "./account/describe-account-limits.ts";
import { describeAccountSettings } from "./account/describe-account-settings.ts";
import { describeScalingProcessTypes } from "./account/describe-scaling-process-types.ts";
import { describeTerminationPolicyTypes } from "./account/describe-termination-policy-types.ts";
import { putAccountSetting } from "./account/put-account-setting.ts";
import { describeScalingActivities } from "./activities/describe-scaling-activities.ts";
import { createAutoScalingGroup } from "./groups/create-auto-scaling-group.ts";
import { deleteAutoScalingGroup } from "./groups/delete-auto-scaling-group.ts";
import { describeAutoScalingGroups } from "./groups/describe-auto-scaling-groups.ts";
import { resumeProcesses } from "./groups/resume-processes.ts";
import { setDesiredCapacity } from "./groups/set-desired-capacity.ts";
import { suspendProcesses } from "./groups/suspend-processes.ts";
import { updateAutoScalingGroup } from "./groups/update-auto-scaling-group.ts";
import { cancelInstanceRefresh } from "./instance-refreshes/cancel-instance-refresh.ts";
import { describeInstanceRefreshes } from "./instance-refreshes/describe-instance-refreshes.ts";
import { rollbackInstanceRefresh } from "./instance-refreshes/rollback-instance-refresh.ts";
import { startInstanceRefresh } from "./instance-refreshes/start-instance-refresh.ts";
import { attachInstances } from "./instances/attach-instances.ts";
import { describeAutoScalingInstances } from "./instances/describe-auto-scaling-instances.ts";
import { detachInstances } from "./instances/detach-instances.ts";
import { enterStandby } from "./instances/enter-standby.ts";
import { exitStandby } from "./instances/exit-standby.ts";
import { launchInstances } from "./instances/launch-instances.ts";
import { setInstanceHealth } from "./instances/set-instance-health.ts";
import { setInstanceProtection } from "./instances/set-instance-protection.ts";
import { terminateInstanceInAutoScalingGroup } from "./instances/terminate-instance-in-auto-scaling-group.ts";
import { createLaunchConfiguration } from "./launch-sources/create-launch-configuration.ts";
import { deleteLaunchConfiguration } from "./launch-sources/delete-launch-configuration.ts";
import { describeLaunchConfigurations } from "./launch-sources/describe-launch-configurations.ts";
import { completeLifecycleAction } from "./lifecycle-hooks/complete-lifecycle-action.ts";
import { deleteLifecycleHook } from "./lifecycle-hooks/delete-lifecycle-hook.ts";
import { describeLifecycleHookTypes } from "./lifecycle-hooks/describe-lifecycle-hook-types.ts";
import { describeLifecycleHooks } from "./lifecycle-hooks/describe-lifecycle-hooks.ts";
import { putLifecycleHook } from "./lifecycle-hooks/put-lifecycle-hook.ts";
import { recordLifecycleActionHeartbeat } from "./lifecycle-hooks/record-lifecycle-action-heartbeat.ts";
import { deleteNotificationConfiguration } from "./notifications-and-metrics/delete-notification-configuration.ts";
import { describeAutoScalingNotificationTypes } from "./notifications-and-metrics/describe-auto-scaling-notification-types.ts";
import { describeMetricCollectionTypes } from "./notifications-and-metrics/describe-metric-collection-types.ts";
import { describeNotificationConfigurations } from "./notifications-and-metrics/describe-notification-configurations.ts";
import { disableMetricsCollection } from "./notifications-and-metrics/disable-metrics-collection.ts";
import { enableMetricsCollection } from "./notifications-and-metrics/enable-metrics-collection.ts";
import { putNotificationConfiguration } from "./notifications-and-metrics/put-notification-configuration.ts";
import { deletePolicy } from "./scaling-policies/delete-policy.ts";
import { describeAdjustmentTypes } from "./scaling-policies/describe-adjustment-types.ts";
import { describePolicies } from "./scaling-policies/describe-policies.ts";
import { executePolicy } from "./scaling-policies/execute-policy.ts";
import { getPredictiveScalingForecast } from "./scaling-policies/get-predictive-scaling-forecast.ts";
import { putScalingPolicy } from "./scaling-policies/put-scaling-policy.ts";
import { batchDeleteScheduledAction } from "./scheduled-actions/batch-delete-scheduled-action.ts";
import { batchPutScheduledUpdateGroupAction } from "./scheduled-actions/batch-put-scheduled-update-group-action.ts";
import { deleteScheduledAction } from "./scheduled-actions/delete-scheduled-action.ts";
import { describeScheduledActions } from "./scheduled-actions/describe-scheduled-actions.ts";
import { putScheduledUpdateGroupAction } from "./scheduled-actions/put-scheduled-update-group-action.ts";
import { createOrUpdateTags } from "./tags/create-or-update-tags.ts";
import { deleteTags } from "./tags/delete-tags.ts";
import { describeTags } from "./tags/describe-tags.ts";
import { attachLoadBalancerTargetGroups } from "./traffic-sources/attach-load-balancer-target-groups.ts";
import { attachLoadBalancers } from "./traffic-sources/attach-load-balancers.ts";
import { attachTrafficSources } from "./traffic-sources/attach-traffic-sources.ts";
import { describeLoadBalancerTargetGroups } from "./traffic-sources/describe-load-balancer-target-groups.ts";
import { describeLoadBalancers } from "./traffic-sources/describe-load-balancers.ts";
import { describeTrafficSources } from "./traffic-sources/describe-traffic-sources.ts";
import { detachLoadBalancerTargetGroups } from "./traffic-sources/detach-load-balancer-target-groups.ts";
import { detachLoadBalancers } from "./traffic-sources/detach-load-balancers.ts";
import { detachTrafficSources } from "./traffic-sources/detach-traffic-sources.ts";
import { deleteWarmPool } from "./warm-pools/delete-warm-pool.ts";
import { describeWarmPool } from "./warm-pools/describe-warm-pool.ts";
import { putWarmPool } from "./warm-pools/put-warm-pool.ts";

export const autoScalingOperations = {
  AttachInstances: attachInstances,
  AttachLoadBalancerTargetGroups: attachLoadBalancerTargetGroups,
  AttachLoadBalancers: attachLoadBalancers,
  AttachTrafficSources: attachTrafficSources,
  BatchDeleteScheduledAction: batchDeleteScheduledAction,
  BatchPutScheduledUpdateGroupAction: batchPutScheduledUpdateGroupAction,
  CancelInstanceRefresh: cancelInstanceRefresh,
  CompleteLifecycleAction: completeLifecycleAction,
  CreateAutoScalingGroup: createAutoScalingGroup,
  CreateLaunchConfiguration: createLaunchConfiguration,
  CreateOrUpdateTags: createOrUpdateTags,
  DeleteAutoScalingGroup: deleteAutoScalingGroup,
  DeleteLaunchConfiguration: deleteLaunchConfiguration,
  DeleteLifecycleHook: deleteLifecycleHook,
  DeleteNotificationConfiguration: deleteNotificationConfiguration,
  DeletePolicy: deletePolicy,
  DeleteScheduledAction: deleteScheduledAction,
  DeleteTags: deleteTags,
  DeleteWarmPool: deleteWarmPool,
  DescribeAccountLimits: describeAccountLimits,
  DescribeAccountSettings: describeAccountSettings,
  DescribeAdjustmentTypes: describeAdjustmentTypes,
  DescribeAutoScalingGroups: describeAutoScalingGroups,
  DescribeAutoScalingInstances: describeAutoScalingInstances,
  DescribeAutoScalingNotificationTypes: describeAutoScalingNotificationTypes,
  DescribeInstanceRefreshes: describeInstanceRefreshes,
  DescribeLaunchConfigurations: describeLaunchConfigurations,
  DescribeLifecycleHookTypes: describeLifecycleHookTypes,
  DescribeLifecycleHooks: describeLifecycleHooks,
  DescribeLoadBalancerTargetGroups: describeLoadBalancerTargetGroups,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeMetricCollectionTypes: describeMetricCollectionTypes,
  DescribeNotificationConfigurations: describeNotificationConfigurations,
  DescribePolicies: describePolicies,
  DescribeScalingActivities: describeScalingActivities,
  DescribeScalingProcessTypes: describeScalingProcessTypes,
  DescribeScheduledActions: describeScheduledActions,
  DescribeTags: describeTags,
  DescribeTerminationPolicyTypes: describeTerminationPolicyTypes,
  DescribeTrafficSources: describeTrafficSources,
  DescribeWarmPool: describeWarmPool,
  DetachInstances: detachInstances,
  DetachLoadBalancerTargetGroups: detachLoadBalancerTargetGroups,
  DetachLoadBalancers: detachLoadBalancers,
  DetachTrafficSources: detachTrafficSources,
  DisableMetricsCollection: disableMetricsCollection,
  EnableMetricsCollection: enableMetricsCollection,
  EnterStandby: enterStandby,
  ExecutePolicy: executePolicy,
  ExitStandby: exitStandby,
  GetPredictiveScalingForecast: getPredictiveScalingForecast,
  LaunchInstances: launchInstances,
  PutAccountSetting: putAccountSetting,
  PutLifecycleHook: putLifecycleHook,
  PutNotificationConfiguration: putNotificationConfiguration,
  PutScalingPolicy: putScalingPolicy,
  PutScheduledUpdateGroupAction: putScheduledUpdateGroupAction,
  PutWarmPool: putWarmPool,
  RecordLifecycleActionHeartbeat: recordLifecycleActionHeartbeat,
  ResumeProcesses: resumeProcesses,
  RollbackInstanceRefresh: rollbackInstanceRefresh,
  SetDesiredCapacity: setDesiredCapacity,
  SetInstanceHealth: setInstanceHealth,
  SetInstanceProtection: setInstanceProtection,
  StartInstanceRefresh: startInstanceRefresh,
  SuspendProcesses: suspendProcesses,
  TerminateInstanceInAutoScalingGroup: terminateInstanceInAutoScalingGroup,
  UpdateAutoScalingGroup: updateAutoScalingGroup,
} as const satisfies Operations<"autoscaling">;
