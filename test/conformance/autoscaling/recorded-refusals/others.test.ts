/**
 * The hooks, notifications, metrics, tags and warm pools that AWS refuses, rule by rule of the
 * public rule set cdk-preflight (`rules/autoscaling`, each with the service's own text).
 */
import {
  AttachTrafficSourcesCommand,
  CreateLaunchConfigurationCommand,
  CreateOrUpdateTagsCommand,
  EnableMetricsCollectionCommand,
  PutLifecycleHookCommand,
  PutNotificationConfigurationCommand,
  PutWarmPoolCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test } from "vitest";
import { defaultVpcId } from "../../../../src/domain/network.ts";
import { startEmulator } from "../../../support/emulator.ts";
import { aGroup, aTemplate, baseContents, newName } from "../../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../../support/refusal.ts";

const emulated = await startEmulator();
const { client, elbv2 } = emulated;

type Row = readonly [rule: string, members: object, message: string];

const account = "123456789012";
const region = "us-east-1";
const RoleARN = `arn:aws:iam::${account}:role/hooks`;
const queue = (name: string) => `arn:aws:sqs:us-east-1:${account}:${name}`;
const topic = (name: string, region = "us-east-1") => `arn:aws:sns:${region}:${account}:${name}`;
const unreachable = (target: string) =>
  `Unable to publish test message to notification target ${target} using IAM role ${RoleARN}. ` +
  "Please check your target and role configuration and try to put lifecycle hook again.";

const hooks: readonly Row[] = [
  [
    "pf-asg-lh-default-result-enum (G-253)",
    { DefaultResult: "MAYBE" },
    "'DefaultResult' must be one of: CONTINUE, ABANDON",
  ],
  [
    "pf-asg-lh-transition-enum (G-253)",
    { LifecycleTransition: "autoscaling:BOGUS" },
    "'LifecycleTransition' must be one of: autoscaling:EC2_INSTANCE_LAUNCHING, " +
      "autoscaling:EC2_INSTANCE_TERMINATING",
  ],
  [
    "pf-asg-lh-heartbeat-timeout-range",
    { HeartbeatTimeout: 7201 },
    "HeartbeatTimeout must be between 30 and 7200 seconds",
  ],
  [
    "pf-asg-lh-target-arn-format (G-271)",
    { NotificationTargetARN: "not-an-arn", RoleARN },
    "'NotificationTargetARN' must be a valid ARN.",
  ],
  [
    "pf-asg-lh-target-role-mutual-required (G-271)",
    { RoleARN },
    "'NotificationTargetARN' parameter required when 'RoleARN' parameter is specified",
  ],
  [
    "pf-asg-lh-role-forbidden-for-lambda-target",
    { NotificationTargetARN: `arn:aws:lambda:us-east-1:${account}:function:hooks`, RoleARN },
    "'RoleARN' parameter should not be specified when 'NotificationTargetARN' is a Lambda " +
      "function. Remove 'RoleARN' from your request and try again.",
  ],
  [
    "pf-asg-lh-fifo-queue-unsupported",
    { NotificationTargetARN: queue("hooks.fifo"), RoleARN },
    unreachable(queue("hooks.fifo")),
  ],
  [
    "pf-asg-lh-target-region-match",
    { NotificationTargetARN: topic("hooks", "us-west-2"), RoleARN },
    unreachable(topic("hooks", "us-west-2")),
  ],
];

test.each(hooks)("%s", async (_, members, message) => {
  const AutoScalingGroupName = await aGroup(emulated);
  const LifecycleTransition = "autoscaling:EC2_INSTANCE_LAUNCHING";
  const input = { AutoScalingGroupName, LifecycleHookName: "h1", LifecycleTransition, ...members };
  const call = client.send(new PutLifecycleHookCommand(input));
  expect(await refusalOf(call)).toEqual(validationErrorOf(message));
});

const putTopic = (AutoScalingGroupName: string, TopicARN: string, type = "INSTANCE_LAUNCH") =>
  client.send(
    new PutNotificationConfigurationCommand({
      AutoScalingGroupName,
      TopicARN,
      NotificationTypes: [`autoscaling:EC2_${type}`],
    }),
  );

test("pf-asg-notification-type-enum (G-258)", async () => {
  const call = putTopic(await aGroup(emulated), topic("t"), "BOGUS");
  expect(await refusalOf(call)).toEqual(
    validationErrorOf('"autoscaling:EC2_BOGUS" is not a valid Notification Type.'),
  );
});

test("pf-asg-notification-topic-cross-region-rejected", async () => {
  const call = putTopic(await aGroup(emulated), topic("t", "eu-west-1"));
  expect(await refusalOf(call)).toEqual(validationErrorOf("Invalid parameter: TopicArn"));
});

test("pf-asg-notification-sns-topics-max-10 (G-258)", async () => {
  const name = await aGroup(emulated);
  for (let count = 0; count < 10; count += 1) await putTopic(name, topic(`t${count}`));
  expect(await refusalOf(putTopic(name, topic("eleventh")))).toEqual({
    code: "LimitExceeded",
    message: `Your AutoScaling Group:${name} can't have more than 10 topics`,
    status: 400,
  });
});

const enable = async (members: object) =>
  refusalOf(
    client.send(
      new EnableMetricsCollectionCommand({
        AutoScalingGroupName: await aGroup(emulated),
        Granularity: "1Minute",
        ...members,
      }),
    ),
  );

test("pf-asg-metrics-granularity-enum", async () => {
  expect(await enable({ Granularity: "5Minute" })).toEqual(
    validationErrorOf("Valid metrics granularity type is: [1Minute]."),
  );
});

test("pf-asg-metrics-name-enum", async () => {
  const { code, message } = await enable({ Metrics: ["Bogus"] });
  expect(code).toBe("ValidationError");
  expect(message).toContain(
    "Valid metrics collection types are: [GroupMinSize, GroupMaxSize, GroupDesiredCapacity, " +
      "GroupInServiceInstances, GroupInServiceCapacity, GroupPendingInstances, " +
      "GroupPendingCapacity, GroupTerminatingInstances, GroupTerminatingCapacity, " +
      "GroupTerminatingRetainedI",
  );
});

test("pf-asg-tags-max-50 (G-256)", async () => {
  const ResourceId = await aGroup(emulated);
  const Tags = Array.from({ length: 51 }, (_, at) => ({
    ResourceId,
    ResourceType: "auto-scaling-group",
    Key: `key${at}`,
  }));
  expect(await refusalOf(client.send(new CreateOrUpdateTagsCommand({ Tags })))).toEqual({
    code: "LimitExceeded",
    message: "You tried to create more tags than allowed",
    status: 400,
  });
});

test("pf-asg-zonalshift-cross-zone-disabled-requires-skip-validation", async () => {
  const VpcId = defaultVpcId(account, region);
  const target = { Name: newName("zonal"), Protocol: "HTTP", Port: 80, VpcId } as const;
  const { TargetGroups } = await elbv2.send(new CreateTargetGroupCommand(target));
  const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn ?? "";
  const Attributes = [{ Key: "load_balancing.cross_zone.enabled", Value: "false" }];
  await elbv2.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
  const text = validationErrorOf(
    "The use of a cross-zone disabled load balancer with zonal shift enabled for an Auto Scaling " +
      "group is not supported. Enable cross-zone load balancing for your ELB or set " +
      "SkipZonalShiftValidation to true to override this validation.",
  );
  const policy = { AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: true } };
  const members = { ...policy, TargetGroupARNs: [TargetGroupArn] };
  expect(await refusalOf(aGroup(emulated, members))).toEqual(text);
  await aGroup(emulated, { ...members, SkipZonalShiftValidation: true });
  const AutoScalingGroupName = await aGroup(emulated, policy);
  const attach = { AutoScalingGroupName, TrafficSources: [{ Identifier: TargetGroupArn }] };
  const attached = client.send(new AttachTrafficSourcesCommand(attach));
  expect(await refusalOf(attached)).toEqual(text);
  const other = await aGroup(emulated, { TargetGroupARNs: [TargetGroupArn] });
  const update = { AutoScalingGroupName: other, ...policy };
  const updated = client.send(new UpdateAutoScalingGroupCommand(update));
  expect(await refusalOf(updated)).toEqual(text);
});

test("pf-asg-wp-hibernated-requires-encrypted-root", async () => {
  const input = { AutoScalingGroupName: await aGroup(emulated), PoolState: "Hibernated" } as const;
  expect(await refusalOf(client.send(new PutWarmPoolCommand(input)))).toEqual(
    validationErrorOf("For hibernation, the root device volume must be encrypted."),
  );
});

test("pf-asg-wp-poolstate-enum", async () => {
  const AutoScalingGroupName = await aGroup(emulated);
  const input = { AutoScalingGroupName, PoolState: "Terminated" as "Stopped" };
  expect(await refusalOf(client.send(new PutWarmPoolCommand(input)))).toEqual(
    validationErrorOf(
      "1 validation error detected: Value 'Terminated' at 'poolState' failed to satisfy " +
        "constraint: Member must satisfy enum value set: [Stopped, Hibernated, Running]",
    ),
  );
});

const noPool =
  "You can't add a warm pool to an Auto Scaling group that requests Spot Instances or uses a " +
  "mixed instances policy with Spot allocation or instance weights. Warm pools support mixed " +
  "instances policies only when they are configured for";

async function refusedPool(AutoScalingGroupName: string) {
  const { code, message } = await refusalOf(
    client.send(new PutWarmPoolCommand({ AutoScalingGroupName })),
  );
  expect(code).toBe("ValidationError");
  expect(message).toContain(noPool);
}

test("pf-asg-wp-spot-incompatible: a template, a configuration and a mix (G-281)", async () => {
  const template = await aTemplate(emulated, {
    ...baseContents,
    InstanceMarketOptions: { MarketType: "spot" },
  });
  await refusedPool(await aGroup(emulated, { LaunchTemplate: { LaunchTemplateId: template.id } }));
  const LaunchConfigurationName = newName("configuration");
  const contents = { ...baseContents, SpotPrice: "0.05" } as object;
  await client.send(new CreateLaunchConfigurationCommand({ LaunchConfigurationName, ...contents }));
  await refusedPool(await aGroup(emulated, { LaunchTemplate: undefined, LaunchConfigurationName }));
  await refusedPool(await aMixedGroup([], { OnDemandPercentageAboveBaseCapacity: 50 }));
});

test("pf-asg-wp-weighted-mixed-instances-incompatible (G-281)", async () => {
  await refusedPool(await aMixedGroup([{ InstanceType: "t3.nano", WeightedCapacity: "2" }]));
});

test("a mixed instances policy of On-Demand Instances without weights is taken", async () => {
  const AutoScalingGroupName = await aMixedGroup([{ InstanceType: "t3.nano" }]);
  await client.send(new PutWarmPoolCommand({ AutoScalingGroupName }));
});

async function aMixedGroup(Overrides: object[], InstancesDistribution: object = {}) {
  const { id: LaunchTemplateId } = await aTemplate(emulated);
  const LaunchTemplate = { LaunchTemplateSpecification: { LaunchTemplateId }, Overrides };
  return aGroup(emulated, { MixedInstancesPolicy: { LaunchTemplate, InstancesDistribution } });
}
