/** Every command of `aws autoscaling` once, with a sensible input, along the life of a group. */

/**
 * Words with single spaces. `{first}` to `{fourth}` are instances that the group began with,
 * `{any}` is one in service now, `{waiting}` the one that a lifecycle hook holds; `{targets}` and
 * `{other}` are target groups. `answers` is a member of the answer, `nothing` where AWS answers
 * nothing, or how AWS refuses it.
 */
export interface AwsCommand {
  readonly words: string;
  readonly answers: string;
  /** Texts that the answer has besides. */
  readonly holds?: readonly string[];
}

const ofGroup = "--auto-scaling-group-name cli";
const hook = `${ofGroup} --lifecycle-hook-name init`;
const waiting = `${hook} --instance-id {waiting}`;
const topic = "--topic-arn arn:aws:sns:us-east-1:000000000000:news";
const queue = "arn:aws:sqs:us-east-1:000000000000:hooks";
const role = "arn:aws:iam::000000000000:role/hooks";
const launching = "autoscaling:EC2_INSTANCE_LAUNCHING";
const launched = "autoscaling:EC2_INSTANCE_LAUNCH";
const zones = "--availability-zones us-east-1a us-east-1b";
const decrement = "--should-decrement-desired-capacity";
const key = "ResourceId=cli,ResourceType=auto-scaling-group,Key=stage";
const noForecast = "An error occurred (ValidationError)";

const command = (words: string, answers = "nothing"): AwsCommand => ({ words, answers });
const holding = (one: AwsCommand, ...holds: readonly string[]): AwsCommand => ({ ...one, holds });

/** The commands of one phase may run in any order; virtual time passes between phases. */
export const phases: readonly (readonly AwsCommand[])[] = [
  [
    command(
      `create-auto-scaling-group ${ofGroup} --launch-template LaunchTemplateName=cli,Version=1 ` +
        `--min-size 0 --max-size 8 --desired-capacity 4 ${zones} ` +
        `--tags Key=owner,Value=ci,PropagateAtLaunch=true`,
    ),
    command(
      "create-launch-configuration --launch-configuration-name old " +
        "--image-id ami-0a1b2c3d4e5f60001 --instance-type t3.micro --ebs-optimized " +
        '--block-device-mappings [{"DeviceName":"/dev/xvda","Ebs":{"VolumeSize":20}}]',
    ),
  ],
  [
    command("describe-account-limits", "MaxNumberOfAutoScalingGroups"),
    command("describe-adjustment-types", "AdjustmentTypes"),
    command("describe-auto-scaling-groups --auto-scaling-group-names cli", "AutoScalingGroups"),
    command("describe-auto-scaling-instances", "AutoScalingInstances"),
    command("describe-auto-scaling-notification-types", "AutoScalingNotificationTypes"),
    command("describe-launch-configurations", "LaunchConfigurations"),
    command("describe-lifecycle-hook-types", "LifecycleHookTypes"),
    command("describe-metric-collection-types", "Metrics"),
    command(`describe-scaling-activities ${ofGroup}`, "Activities"),
    command("describe-scaling-process-types", "Processes"),
    command("describe-termination-policy-types", "TerminationPolicyTypes"),
    command(`create-or-update-tags --tags ${key},Value=test,PropagateAtLaunch=false`),
    command(`suspend-processes ${ofGroup} --scaling-processes AZRebalance`),
    command(`enable-metrics-collection ${ofGroup} --granularity 1Minute --metrics GroupMinSize`),
    command(`put-notification-configuration ${ofGroup} ${topic} --notification-types ${launched}`),
    command(
      `put-scaling-policy ${ofGroup} --policy-name up --adjustment-type ChangeInCapacity ` +
        "--scaling-adjustment 1 --cooldown 0",
      "PolicyARN",
    ),
    command(
      `put-scheduled-update-group-action ${ofGroup} --scheduled-action-name night ` +
        "--start-time 2035-01-01T00:00:00Z --desired-capacity 2",
    ),
    command(
      `batch-put-scheduled-update-group-action ${ofGroup} --scheduled-update-group-actions ` +
        '[{"ScheduledActionName":"day","StartTime":"2035-01-02T00:00:00Z","MinSize":1}]',
      "FailedScheduledUpdateGroupActions",
    ),
    command(`attach-load-balancers ${ofGroup} --load-balancer-names classic`),
    command(`attach-load-balancer-target-groups ${ofGroup} --target-group-arns {targets}`),
    command(`attach-traffic-sources ${ofGroup} --traffic-sources Identifier={other}`),
    command(
      `set-instance-protection ${ofGroup} --instance-ids {first} --no-protected-from-scale-in`,
    ),
    command(
      `update-auto-scaling-group ${ofGroup} --default-cooldown 10 --termination-policies Default`,
    ),
  ],
  [
    command("describe-tags --filters Name=auto-scaling-group,Values=cli", "Tags"),
    command(`describe-policies ${ofGroup}`, "ScalingPolicies"),
    command(`describe-scheduled-actions ${ofGroup}`, "ScheduledUpdateGroupActions"),
    holding(
      command("describe-notification-configurations", "NotificationConfigurations"),
      "arn:aws:sns:us-east-1:000000000000:news",
      launched,
    ),
    command(`describe-load-balancers ${ofGroup}`, "LoadBalancers"),
    command(`describe-load-balancer-target-groups ${ofGroup}`, "LoadBalancerTargetGroups"),
    command(`describe-traffic-sources ${ofGroup} --traffic-source-type elbv2`, "TrafficSources"),
    command(`execute-policy ${ofGroup} --policy-name up`),
    command(
      `get-predictive-scaling-forecast ${ofGroup} --policy-name up ` +
        "--start-time 2035-01-01T00:00:00Z --end-time 2035-01-02T00:00:00Z",
      noForecast,
    ),
  ],
  [
    command(`delete-scheduled-action ${ofGroup} --scheduled-action-name night`),
    command(
      `batch-delete-scheduled-action ${ofGroup} --scheduled-action-names day`,
      "FailedScheduledActions",
    ),
    command(`disable-metrics-collection ${ofGroup} --metrics GroupMinSize`),
    command(`delete-notification-configuration ${ofGroup} ${topic}`),
    command(`resume-processes ${ofGroup} --scaling-processes AZRebalance`),
    command(`delete-tags --tags ${key}`),
    command(`delete-policy ${ofGroup} --policy-name up`),
    command(`detach-load-balancers ${ofGroup} --load-balancer-names classic`),
    command(`detach-load-balancer-target-groups ${ofGroup} --target-group-arns {targets}`),
    command(`detach-traffic-sources ${ofGroup} --traffic-sources Identifier={other}`),
    command(
      `put-lifecycle-hook ${hook} --lifecycle-transition ${launching} ` +
        `--notification-target-arn ${queue} --role-arn ${role} --notification-metadata who`,
    ),
  ],
  [command(`set-desired-capacity ${ofGroup} --desired-capacity 6 --no-honor-cooldown`)],
  [
    command(`record-lifecycle-action-heartbeat ${waiting}`),
    holding(command(`describe-lifecycle-hooks ${ofGroup}`, "LifecycleHooks"), queue, role, "who"),
  ],
  [command(`complete-lifecycle-action ${waiting} --lifecycle-action-result CONTINUE`)],
  [command(`delete-lifecycle-hook ${hook}`)],
  [
    command(`enter-standby ${ofGroup} --instance-ids {first} ${decrement}`, "Activities"),
    command(`detach-instances ${ofGroup} --instance-ids {second} ${decrement}`, "Activities"),
    command("set-instance-health --instance-id {third} --health-status Unhealthy"),
    command(
      `launch-instances ${ofGroup} --requested-capacity 1 --availability-zones us-east-1a ` +
        "--client-token once",
      "Instances",
    ),
  ],
  [
    command(`exit-standby ${ofGroup} --instance-ids {first}`, "Activities"),
    command(`attach-instances ${ofGroup} --instance-ids {second}`),
  ],
  [
    command(
      `start-instance-refresh ${ofGroup} ` +
        "--preferences MinHealthyPercentage=50,InstanceWarmup=600 " +
        '--desired-configuration {"LaunchTemplate":{"LaunchTemplateName":"cli","Version":"2"}}',
      "InstanceRefreshId",
    ),
  ],
  [command(`describe-instance-refreshes ${ofGroup} --max-records 1`, "InstanceRefreshes")],
  [command(`rollback-instance-refresh ${ofGroup}`, "InstanceRefreshId")],
  [command(`cancel-instance-refresh ${ofGroup}`, "InstanceRefreshId")],
  [
    command(
      `terminate-instance-in-auto-scaling-group --instance-id {any} ${decrement}`,
      "Activity",
    ),
    command(`put-warm-pool ${ofGroup} --min-size 2 --pool-state Stopped`),
  ],
  [command(`describe-warm-pool ${ofGroup}`, "WarmPoolConfiguration")],
  [command(`delete-warm-pool ${ofGroup} --force-delete`)],
  [
    command(`delete-auto-scaling-group ${ofGroup} --force-delete`),
    command("delete-launch-configuration --launch-configuration-name old"),
  ],
];
