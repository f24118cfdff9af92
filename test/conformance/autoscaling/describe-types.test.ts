/** The operations that list what AWS knows, not what the account has. */
import {
  DescribeAccountLimitsCommand,
  DescribeAdjustmentTypesCommand,
  DescribeAutoScalingNotificationTypesCommand,
  DescribeLifecycleHookTypesCommand,
  DescribeMetricCollectionTypesCommand,
  DescribeScalingProcessTypesCommand,
  DescribeTerminationPolicyTypesCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup } from "../../support/fleet.ts";

const emulated = await startEmulator();
const { client } = emulated;

test("G-163 DescribeScalingProcessTypes", async () => {
  const { Processes } = await client.send(new DescribeScalingProcessTypesCommand());
  expect(Processes?.map(({ ProcessName }) => ProcessName)).toEqual([
    "AZRebalance",
    "AddToLoadBalancer",
    "AlarmNotification",
    "HealthCheck",
    "InstanceRefresh",
    "Launch",
    "ReplaceUnhealthy",
    "ScheduledActions",
    "Terminate",
  ]);
});

test("DescribeAdjustmentTypes", async () => {
  const { AdjustmentTypes } = await client.send(new DescribeAdjustmentTypesCommand());
  expect(AdjustmentTypes?.map(({ AdjustmentType }) => AdjustmentType)).toEqual([
    "ChangeInCapacity",
    "ExactCapacity",
    "PercentChangeInCapacity",
  ]);
});

test("G-047 DescribeTerminationPolicyTypes", async () => {
  const { TerminationPolicyTypes } = await client.send(new DescribeTerminationPolicyTypesCommand());
  expect(TerminationPolicyTypes).toEqual([
    "AllocationStrategy",
    "ClosestToNextInstanceHour",
    "Default",
    "Lambda",
    "NewestInstance",
    "OldestInstance",
    "OldestLaunchConfiguration",
    "OldestLaunchTemplate",
  ]);
});

test("DescribeAutoScalingNotificationTypes", async () => {
  const answer = await client.send(new DescribeAutoScalingNotificationTypesCommand());
  expect(answer.AutoScalingNotificationTypes).toContain("autoscaling:TEST_NOTIFICATION");
  expect(answer.AutoScalingNotificationTypes).toHaveLength(5);
});

test("DescribeLifecycleHookTypes", async () => {
  const { LifecycleHookTypes } = await client.send(new DescribeLifecycleHookTypesCommand());
  expect(LifecycleHookTypes).toEqual([
    "autoscaling:EC2_INSTANCE_LAUNCHING",
    "autoscaling:EC2_INSTANCE_TERMINATING",
  ]);
});

test("G-067 DescribeMetricCollectionTypes has 25 metrics of one granularity", async () => {
  const { Metrics, Granularities } = await client.send(new DescribeMetricCollectionTypesCommand());
  const names = Metrics?.map(({ Metric }) => Metric);
  expect(new Set(names).size).toBe(25);
  expect(names).toEqual(
    expect.arrayContaining([
      "GroupTerminatingRetainedInstances",
      "GroupTotalCapacity",
      "WarmPoolPendingRetainedCapacity",
      "GroupAndWarmPoolTotalCapacity",
    ]),
  );
  expect(Granularities).toEqual([{ Granularity: "1Minute" }]);
});

test("DescribeAccountLimits counts the groups of the account", async () => {
  await aGroup(emulated);
  expect(await client.send(new DescribeAccountLimitsCommand())).toMatchObject({
    MaxNumberOfAutoScalingGroups: 500,
    MaxNumberOfLaunchConfigurations: 200,
    NumberOfAutoScalingGroups: 1,
    NumberOfLaunchConfigurations: 0,
  });
});
