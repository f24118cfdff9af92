/** The operations that list what hangs on a group: empty where nothing is emulated yet. */
import {
  DescribeLifecycleHooksCommand,
  DescribeLoadBalancersCommand,
  DescribeLoadBalancerTargetGroupsCommand,
  DescribeNotificationConfigurationsCommand,
  DescribePoliciesCommand,
  DescribeScheduledActionsCommand,
  DescribeTrafficSourcesCommand,
  DescribeWarmPoolCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { client } = emulated;

type Describe = (name: string) => Promise<object>;

const operations: Readonly<Record<string, readonly [Describe, object]>> = {
  DescribeLifecycleHooks: [
    (AutoScalingGroupName) =>
      client.send(new DescribeLifecycleHooksCommand({ AutoScalingGroupName })),
    { LifecycleHooks: [] },
  ],
  DescribeLoadBalancers: [
    (AutoScalingGroupName) =>
      client.send(new DescribeLoadBalancersCommand({ AutoScalingGroupName })),
    { LoadBalancers: [] },
  ],
  DescribeLoadBalancerTargetGroups: [
    (AutoScalingGroupName) =>
      client.send(new DescribeLoadBalancerTargetGroupsCommand({ AutoScalingGroupName })),
    { LoadBalancerTargetGroups: [] },
  ],
  DescribeNotificationConfigurations: [
    (name) =>
      client.send(new DescribeNotificationConfigurationsCommand({ AutoScalingGroupNames: [name] })),
    { NotificationConfigurations: [] },
  ],
  DescribePolicies: [
    (AutoScalingGroupName) => client.send(new DescribePoliciesCommand({ AutoScalingGroupName })),
    { ScalingPolicies: [] },
  ],
  DescribeScheduledActions: [
    (AutoScalingGroupName) =>
      client.send(new DescribeScheduledActionsCommand({ AutoScalingGroupName })),
    { ScheduledUpdateGroupActions: [] },
  ],
  DescribeTrafficSources: [
    (AutoScalingGroupName) =>
      client.send(new DescribeTrafficSourcesCommand({ AutoScalingGroupName })),
    { TrafficSources: [] },
  ],
  DescribeWarmPool: [
    (AutoScalingGroupName) => client.send(new DescribeWarmPoolCommand({ AutoScalingGroupName })),
    { Instances: [] },
  ],
};

test.each(Object.entries(operations))(
  "G-171 %s answers none for a group that has none",
  async (_operation, [describeOf, answer]) => {
    const { $metadata: _, ...shown } = (await describeOf(await aGroup(emulated))) as {
      readonly $metadata?: unknown;
    };
    expect(shown).toEqual(answer);
  },
);

const { DescribeWarmPool: _ownWords, ...others } = operations;
test.each(Object.entries(others))(
  "G-008 %s names an unknown group",
  async (_operation, [describeOf]) => {
    expect(await refusalOf(describeOf("nobody"))).toEqual(
      validationErrorOf("AutoScalingGroup name not found - AutoScalingGroup nobody not found"),
    );
  },
);

test("G-033 what a group without instances was created with is listed as added", async () => {
  const arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1";
  const AutoScalingGroupName = await aGroup(emulated, {
    LoadBalancerNames: ["classic"],
    TargetGroupARNs: [arn],
    TrafficSources: [{ Identifier: "source", Type: "vpc-lattice" }],
  });
  const balancers = await client.send(new DescribeLoadBalancersCommand({ AutoScalingGroupName }));
  expect(balancers.LoadBalancers).toEqual([{ LoadBalancerName: "classic", State: "Added" }]);
  const targets = await client.send(
    new DescribeLoadBalancerTargetGroupsCommand({ AutoScalingGroupName }),
  );
  expect(targets.LoadBalancerTargetGroups).toEqual([
    { LoadBalancerTargetGroupARN: arn, State: "Added" },
  ]);
  const describeSources = (TrafficSourceType?: string) =>
    client.send(new DescribeTrafficSourcesCommand({ AutoScalingGroupName, TrafficSourceType }));
  expect((await describeSources()).TrafficSources).toEqual([
    { Identifier: "classic", Type: "elb", State: "Added" },
    { Identifier: arn, Type: "elbv2", State: "Added" },
    { Identifier: "source", Type: "vpc-lattice", State: "Added" },
  ]);
  expect((await describeSources("elb")).TrafficSources).toEqual([
    { Identifier: "classic", Type: "elb", State: "Added" },
  ]);
});

test("G-010 a wrong token of DescribeWarmPool has a text of its own", async () => {
  const AutoScalingGroupName = await aGroup(emulated);
  const call = client.send(
    new DescribeWarmPoolCommand({ AutoScalingGroupName, NextToken: "nonsense" }),
  );
  expect(await refusalOf(call)).toEqual({
    code: "InvalidNextToken",
    message: "The token 'nonsense' is invalid",
    status: 400,
  });
});
