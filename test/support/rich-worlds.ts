/** Worlds with something in each of their maps, at moments when much is under way. */
import { addFault } from "./faults.ts";
import { aSettledFleet, type InProcess, startRefresh } from "./in-process.ts";

const web = { AutoScalingGroupName: "web" };

/** A load balancer with a listener, a network of its own, an image and a key. */
function neighbours({ call }: InProcess): { readonly targetGroup: string } {
  const tags = [{ Key: "team", Value: "a" }];
  const { Vpc } = call("ec2", "CreateVpc", { CidrBlock: "10.0.0.0/16" }) as Ids;
  const vpc = { VpcId: Vpc?.VpcId };
  const { Subnet } = call("ec2", "CreateSubnet", { ...vpc, CidrBlock: "10.0.1.0/24" }) as Ids;
  const { RouteTable } = call("ec2", "CreateRouteTable", vpc) as Ids;
  call("ec2", "AssociateRouteTable", {
    RouteTableId: RouteTable?.RouteTableId,
    SubnetId: Subnet?.SubnetId,
  });
  const { InternetGateway } = call("ec2", "CreateInternetGateway", {}) as Ids;
  call("ec2", "AttachInternetGateway", {
    ...vpc,
    InternetGatewayId: InternetGateway?.InternetGatewayId,
  });
  call("ec2", "CreateRoute", {
    RouteTableId: RouteTable?.RouteTableId,
    DestinationCidrBlock: "0.0.0.0/0",
    GatewayId: InternetGateway?.InternetGatewayId,
  });
  const group = { GroupName: "inside", Description: "x", ...vpc };
  const { GroupId } = call("ec2", "CreateSecurityGroup", group);
  call("ec2", "AuthorizeSecurityGroupIngress", {
    GroupId,
    IpPermissions: [
      { IpProtocol: "tcp", FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
    ],
  });
  call("ec2", "CreateKeyPair", { KeyName: "ops", KeyType: "ed25519" });
  call("ec2", "RunInstances", { ImageId: "ami-1", MinCount: 1, MaxCount: 1 });
  const { Subnets } = call("ec2", "DescribeSubnets", {
    Filters: [{ Name: "default-for-az", Values: ["true"] }],
  }) as { Subnets?: { SubnetId: string; VpcId: string }[] };
  const { TargetGroups } = call("elbv2", "CreateTargetGroup", {
    Name: "web",
    Protocol: "HTTP",
    Port: 80,
    VpcId: Subnets?.[0]?.VpcId,
    Tags: tags,
  }) as { TargetGroups?: { TargetGroupArn: string }[] };
  const targetGroup = TargetGroups?.[0]?.TargetGroupArn ?? "";
  const subnets = (Subnets ?? []).slice(0, 2).map(({ SubnetId }) => SubnetId);
  const { LoadBalancers } = call("elbv2", "CreateLoadBalancer", {
    Name: "web",
    Subnets: subnets,
  }) as { LoadBalancers?: { LoadBalancerArn: string }[] };
  call("elbv2", "CreateListener", {
    LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn,
    Protocol: "HTTP",
    Port: 80,
    DefaultActions: [{ Type: "forward", TargetGroupArn: targetGroup }],
  });
  call("elb", "CreateLoadBalancer", {
    LoadBalancerName: "old",
    AvailabilityZones: ["us-east-1a"],
    Listeners: [{ Protocol: "HTTP", LoadBalancerPort: 80, InstancePort: 80 }],
  });
  const parameter = { Name: "/web/image", Value: "ami-2", Type: "String" };
  call("ssm", "PutParameter", parameter);
  call("ssm", "PutParameter", { ...parameter, Overwrite: true, Value: "ami-3" });
  call("ssm", "LabelParameterVersion", { Name: "/web/image", ParameterVersion: 1, Labels: ["a"] });
  return { targetGroup };
}

type Ids = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

export const errorsAlarm = {
  AlarmName: "errors",
  ComparisonOperator: "GreaterThanThreshold",
  EvaluationPeriods: 1,
  MetricName: "5xx",
  Namespace: "web",
  Period: 60,
  Statistic: "Sum",
  Threshold: 1,
};

function alarmsAndPolicies({ call }: InProcess): void {
  call("cloudwatch", "PutMetricAlarm", errorsAlarm);
  call("cloudwatch", "PutCompositeAlarm", { AlarmName: "any", AlarmRule: "ALARM(errors)" });
  call("cloudwatch", "SetAlarmState", {
    AlarmName: "errors",
    StateValue: "OK",
    StateReason: "test",
  });
  call("cloudwatch", "PutMetricData", {
    Namespace: "web",
    MetricData: [{ MetricName: "5xx", Value: 1, Timestamp: new Date("2026-09-27T12:00:00Z") }],
  });
  const { PolicyARN } = call("autoscaling", "PutScalingPolicy", {
    ...web,
    PolicyName: "out",
    PolicyType: "StepScaling",
    AdjustmentType: "ChangeInCapacity",
    StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
  });
  call("cloudwatch", "PutMetricAlarm", {
    ...errorsAlarm,
    AlarmName: "busy",
    AlarmActions: [PolicyARN],
  });
  call("cloudwatch", "SetAlarmState", {
    AlarmName: "busy",
    StateValue: "ALARM",
    StateReason: "test",
  });
  call("autoscaling", "PutScalingPolicy", {
    ...web,
    PolicyName: "cpu",
    PolicyType: "TargetTrackingScaling",
    TargetTrackingConfiguration: {
      PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
      TargetValue: 50,
    },
  });
}

function groupExtras({ call }: InProcess, targetGroup: string): void {
  call("autoscaling", "CreateOrUpdateTags", {
    Tags: [{ ResourceId: "web", ResourceType: "auto-scaling-group", Key: "$map", Value: "[]" }],
  });
  call("autoscaling", "PutScheduledUpdateGroupAction", {
    ...web,
    ScheduledActionName: "day",
    Recurrence: "0 */6 * * *",
    DesiredCapacity: 6,
  });
  call("autoscaling", "SuspendProcesses", { ...web, ScalingProcesses: ["AZRebalance"] });
  call("autoscaling", "AttachTrafficSources", {
    ...web,
    TrafficSources: [{ Identifier: targetGroup, Type: "elbv2" }],
  });
  call("autoscaling", "PutNotificationConfiguration", {
    ...web,
    TopicARN: "arn:aws:sns:us-east-1:123456789012:t",
    NotificationTypes: ["autoscaling:EC2_INSTANCE_LAUNCH"],
  });
  call("autoscaling", "EnableMetricsCollection", { ...web, Granularity: "1Minute" });
  call("autoscaling", "CreateLaunchConfiguration", {
    LaunchConfigurationName: "old",
    ImageId: "ami-1",
    InstanceType: "t3.nano",
    BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 8 } }],
  });
  call("autoscaling", "CreateAutoScalingGroup", {
    AutoScalingGroupName: "mixed",
    MinSize: 0,
    MaxSize: 4,
    DesiredCapacity: 2,
    AvailabilityZones: ["us-east-1a"],
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateName: "web", Version: "1" },
        Overrides: [{ InstanceType: "t3.nano", WeightedCapacity: "2" }],
      },
      InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 50 },
    },
  });
  call("autoscaling", "CreateAutoScalingGroup", {
    AutoScalingGroupName: "gone",
    MinSize: 0,
    MaxSize: 1,
    DesiredCapacity: 1,
    AvailabilityZones: ["us-east-1a"],
    LaunchConfigurationName: "old",
  });
}

/** A rule with a target, one that is disabled, and events of callers. */
function eventRules({ call }: InProcess): void {
  const EventPattern = JSON.stringify({ source: ["aws.autoscaling", { prefix: "shop" }] });
  const Tags = [{ Key: "team", Value: "a" }];
  call("events", "PutRule", { Name: "all", EventPattern, Description: "x", Tags });
  call("events", "PutTargets", {
    Rule: "all",
    Targets: [{ Id: "queue", Arn: "arn:aws:sqs:us-east-1:123456789012:all", Input: '{"a":1}' }],
  });
  call("events", "PutRule", { Name: "off", EventPattern, State: "DISABLED" });
  const entry = { Source: "shop", DetailType: "order", Detail: '{"$map":[1]}' };
  call("events", "PutEvents", { Entries: [{ ...entry, Resources: ["a"] }, entry] });
}

function hook(story: InProcess, transition: "LAUNCHING" | "TERMINATING"): void {
  story.call("autoscaling", "PutLifecycleHook", {
    ...web,
    LifecycleHookName: transition.toLowerCase(),
    HeartbeatTimeout: 300,
    LifecycleTransition: `autoscaling:EC2_INSTANCE_${transition}`,
  });
}

/** Everything but a refresh. */
function aFurnishedWorld(): InProcess {
  const story = aSettledFleet({ size: 6, group: { DefaultInstanceWarmup: 60 } });
  const { call } = story;
  const { targetGroup } = neighbours(story);
  alarmsAndPolicies(story);
  groupExtras(story, targetGroup);
  eventRules(story);
  addFault(story, { kind: "launch", group: "web", nthLaunch: 3, bootSeconds: [30, 90] });
  addFault(story, { kind: "hook", group: "web", result: "CONTINUE", afterSeconds: 100, count: 2 });
  addFault(story, { kind: "alarm", alarm: "errors", state: "ALARM", at: "2026-09-27T12:50:00Z" });
  addFault(story, {
    kind: "api",
    operation: "DescribeTags",
    error: "Throttling",
    count: 1,
    until: "2026-09-27T12:00:01Z",
  });
  story.advance(100);
  call("autoscaling", "DeleteAutoScalingGroup", { ...gone, ForceDelete: true });
  story.advance(60);
  return story;
}

const gone = { AutoScalingGroupName: "gone" };

/** A rolling refresh whose new instances wait in a hook, with an alarm to watch. */
function refreshHeldByHooks(): InProcess {
  const story = aFurnishedWorld();
  hook(story, "LAUNCHING");
  hook(story, "TERMINATING");
  const [first, second] = story.instances();
  story.call("autoscaling", "SetInstanceProtection", {
    ...web,
    InstanceIds: [first?.id],
    ProtectedFromScaleIn: true,
  });
  startRefresh(story, {
    MinHealthyPercentage: 50,
    ScaleInProtectedInstances: "Refresh",
    InstanceWarmup: 20,
    AlarmSpecification: { Alarms: ["errors"] },
    AutoRollback: true,
    CheckpointPercentages: [50, 100],
    CheckpointDelay: 600,
    BakeTime: 300,
  });
  story.call("autoscaling", "SetInstanceHealth", {
    InstanceId: second?.id,
    HealthStatus: "Unhealthy",
  });
  story.advance(60);
  return story;
}

/** A warm pool under a refresh. */
function warmPoolUnderRefresh(): InProcess {
  const story = aFurnishedWorld();
  story.call("autoscaling", "PutWarmPool", {
    ...web,
    MinSize: 3,
    PoolState: "Stopped",
    InstanceReusePolicy: { ReuseOnScaleIn: true },
  });
  story.advance(200);
  startRefresh(story, { MinHealthyPercentage: 50, SkipMatching: true });
  story.advance(70);
  return story;
}

/** Root volumes replaced in place, one instance in standby, one on its way out of the group. */
function rootVolumesUnderWay(): InProcess {
  const story = aFurnishedWorld();
  const [first, second] = story.instances();
  const move = { ...web, ShouldDecrementDesiredCapacity: true };
  story.call("autoscaling", "EnterStandby", { ...move, InstanceIds: [first?.id] });
  story.call("autoscaling", "DetachInstances", { ...move, InstanceIds: [second?.id] });
  story.call("autoscaling", "StartInstanceRefresh", {
    AutoScalingGroupName: "mixed",
    Strategy: "ReplaceRootVolume",
    DesiredConfiguration: {
      MixedInstancesPolicy: {
        LaunchTemplate: {
          LaunchTemplateSpecification: { LaunchTemplateName: "web", Version: "1" },
          Overrides: [{ InstanceType: "t3.nano", WeightedCapacity: "2", ImageId: "ami-2" }],
        },
      },
    },
    Preferences: { MinHealthyPercentage: 0, MaxHealthyPercentage: 100 },
  });
  story.advance(40);
  return story;
}

/** A rollback with a launch that AWS refuses. */
function rollbackUnderWay(): InProcess {
  const story = aFurnishedWorld();
  startRefresh(story, { MinHealthyPercentage: 66, MaxHealthyPercentage: 120, InstanceWarmup: 5 });
  story.advance(150);
  addFault(story, {
    kind: "launch",
    group: "web",
    launchError: "InsufficientInstanceCapacity",
    count: 3,
  });
  story.call("autoscaling", "RollbackInstanceRefresh", web);
  story.advance(30);
  return story;
}

/** By name: each makes its world anew, the same every time. */
export const richWorlds: Readonly<Record<string, () => InProcess>> = {
  refreshHeldByHooks,
  warmPoolUnderRefresh,
  rootVolumesUnderWay,
  rollbackUnderWay,
};
