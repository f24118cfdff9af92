/** ExecutePolicy, and alarms whose actions are policies, through the real SDK. */
import {
  DescribeScalingActivitiesCommand,
  ExecutePolicyCommand,
  type ExecutePolicyCommandInput,
  SuspendProcessesCommand,
} from "@aws-sdk/client-auto-scaling";
import { DisableAlarmActionsCommand, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { anAlarm, setState } from "../../support/alarms.ts";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, type GroupMembers, theGroup } from "../../support/fleet.ts";
import { putPolicy, simplePolicy, stepPolicy, trackingPolicy } from "../../support/policies.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { client, cloudwatch } = emulated;

const aFleet = (members: GroupMembers = {}) =>
  aGroup(emulated, { MaxSize: 20, DesiredCapacity: 4, ...members });

const execute = (name: string, more: Partial<ExecutePolicyCommandInput> = {}) =>
  client.send(new ExecutePolicyCommand({ AutoScalingGroupName: name, PolicyName: "out", ...more }));

const desired = async (name: string) => (await theGroup(emulated, name)).DesiredCapacity;

async function newestCause(AutoScalingGroupName: string): Promise<string | undefined> {
  const answer = await client.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName }));
  return answer.Activities?.[0]?.Cause;
}

test("a user request executes a policy, and the cause of the launch says so", async () => {
  const name = await aFleet();
  await putPolicy(emulated, name);
  await execute(name);
  const now = emulated.now();
  expect(await desired(name)).toBe(5);
  expect(await newestCause(name)).toBe(
    `At ${now} a user request executed policy out changing the desired capacity from 4 to 5.  ` +
      `At ${now} an instance was started in response to a difference between desired and actual ` +
      "capacity, increasing the capacity from 4 to 5.",
  );
});

const percent = (adjustment: number, least?: number) => ({
  AdjustmentType: "PercentChangeInCapacity",
  ScalingAdjustment: adjustment,
  MinAdjustmentMagnitude: least,
});

test.each<readonly [string, object, number]>([
  ["fewer", { AdjustmentType: "ChangeInCapacity", ScalingAdjustment: -3 }, 1],
  ["exactly so many", { AdjustmentType: "ExactCapacity", ScalingAdjustment: 9 }, 9],
  ["no more than the maximum", { AdjustmentType: "ExactCapacity", ScalingAdjustment: 99 }, 20],
  ["no fewer than the minimum", { AdjustmentType: "ChangeInCapacity", ScalingAdjustment: -9 }, 1],
  ["a quarter more", percent(25), 5],
  ["a quarter more, but at least 2", percent(25, 2), 6],
  ["two thirds more, rounded down", percent(67), 6],
  ["a tenth more, which is at least one", percent(10), 5],
  ["two thirds fewer, rounded towards none", percent(-67), 2],
  ["a tenth fewer, which is at least one", percent(-10), 3],
])("a policy makes it %s", async (_what, members, capacity) => {
  const name = await aFleet({ MinSize: 1 });
  await putPolicy(emulated, name, members);
  await execute(name);
  expect(await desired(name)).toBe(capacity);
});

test.each([
  [50, 5],
  [59.9, 5],
  [60, 6],
  [1000, 6],
])("a step policy finds the step of the metric value %d", async (MetricValue, capacity) => {
  const name = await aFleet();
  await putPolicy(emulated, name, stepPolicy);
  await execute(name, { MetricValue, BreachThreshold: 50 });
  expect(await desired(name)).toBe(capacity);
});

test.each([
  [50, 3],
  [41, 3],
  [40, 2],
  [0, 2],
])("below the threshold the upper bound belongs to the step: %d", async (MetricValue, capacity) => {
  const name = await aFleet();
  await putPolicy(emulated, name, {
    ...stepPolicy,
    StepAdjustments: [
      { MetricIntervalUpperBound: -10, ScalingAdjustment: -2 },
      { MetricIntervalLowerBound: -10, MetricIntervalUpperBound: 0, ScalingAdjustment: -1 },
    ],
  });
  await execute(name, { MetricValue, BreachThreshold: 50 });
  expect(await desired(name)).toBe(capacity);
});

test("a metric value outside all steps, or none at all, is refused", async () => {
  const name = await aFleet();
  await putPolicy(emulated, name, stepPolicy);
  expect(await refusalOf(execute(name, { MetricValue: 1, BreachThreshold: 50 }))).toEqual(
    validationErrorOf("No step adjustment is found for metric value 1."),
  );
  expect(await refusalOf(execute(name))).toEqual(
    validationErrorOf(
      "MetricValue and BreachThreshold must be specified for a StepScaling policy.",
    ),
  );
  const honoring = { MetricValue: 60, BreachThreshold: 50, HonorCooldown: true };
  expect(await refusalOf(execute(name, honoring))).toEqual(
    validationErrorOf("HonorCooldown cannot be specified for a StepScaling policy."),
  );
});

test("no metric for a simple policy; target tracking and what is off do not execute", async () => {
  const name = await aFleet();
  await putPolicy(emulated, name);
  expect(await refusalOf(execute(name, { MetricValue: 1, BreachThreshold: 0 }))).toEqual(
    validationErrorOf(
      "MetricValue and BreachThreshold cannot be specified for a SimpleScaling policy.",
    ),
  );
  await putPolicy(emulated, name, trackingPolicy);
  expect(await refusalOf(execute(name))).toEqual(
    validationErrorOf("ExecutePolicy is not supported for a TargetTrackingScaling policy."),
  );
  await putPolicy(emulated, name, { ...simplePolicy, Enabled: false });
  expect(await refusalOf(execute(name))).toEqual(
    validationErrorOf("The scaling policy out is disabled."),
  );
  expect(await desired(name)).toBe(4);
});

test("an unknown policy and an unknown group are refused", async () => {
  const name = await aFleet();
  expect(await refusalOf(execute(name))).toEqual(validationErrorOf("Policy out not found"));
  expect(await refusalOf(execute("nobody"))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});

test("G-072 G-284 the cooldown of the policy counts until it is over", async () => {
  const name = await aFleet({ DefaultCooldown: 1000 });
  emulated.advance(1001);
  await putPolicy(emulated, name, { ...simplePolicy, Cooldown: 60 });
  await execute(name, { HonorCooldown: true });
  expect(await refusalOf(execute(name, { HonorCooldown: true }))).toEqual({
    code: "ScalingActivityInProgress",
    message: expect.stringMatching(/^Scaling activity \S{36} is in progress and blocks/),
    status: 400,
  });
  await execute(name);
  expect(await desired(name)).toBe(6);
  emulated.advance(61);
  await execute(name, { HonorCooldown: true });
  expect(await desired(name)).toBe(7);
});

test("an alarm that is set to ALARM executes the policy among its actions", async () => {
  const name = await aFleet();
  emulated.advance(301);
  const { PolicyARN = "" } = await putPolicy(emulated, name);
  await anAlarm(emulated, `cpu-${name}`, { AlarmActions: [PolicyARN], state: "OK" });
  expect(await desired(name)).toBe(4);
  await setState(emulated, `cpu-${name}`, "ALARM");
  const now = emulated.now();
  expect(await newestCause(name)).toContain(
    `At ${now} a monitor alarm cpu-${name} in state ALARM triggered policy out changing the ` +
      "desired capacity from 4 to 5.",
  );
  // The cooldown holds alarms back without a word.
  await setState(emulated, `cpu-${name}`, "ALARM");
  expect(await desired(name)).toBe(5);
});

test("G-163 no action while AlarmNotification is suspended or actions are off", async () => {
  const name = await aFleet();
  const { PolicyARN = "" } = await putPolicy(emulated, name, stepPolicy);
  await anAlarm(emulated, `cpu-${name}`, { AlarmActions: [PolicyARN] });
  await cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames: [`cpu-${name}`] }));
  await setState(emulated, `cpu-${name}`, "ALARM");
  await anAlarm(emulated, `memory-${name}`, { AlarmActions: [PolicyARN] });
  await client.send(
    new SuspendProcessesCommand({
      AutoScalingGroupName: name,
      ScalingProcesses: ["AlarmNotification"],
    }),
  );
  await setState(emulated, `memory-${name}`, "ALARM");
  expect(await desired(name)).toBe(4);
  await execute(name, { MetricValue: 60, BreachThreshold: 50 });
  expect(await desired(name)).toBe(6);
});

test("the reason data of an alarm say how far the metric is from its threshold of 80", async () => {
  const name = await aFleet();
  const { PolicyARN = "" } = await putPolicy(emulated, name, stepPolicy);
  await anAlarm(emulated, `cpu-${name}`, { AlarmActions: [PolicyARN] });
  const set = (StateReasonData?: string) =>
    cloudwatch.send(
      new SetAlarmStateCommand({
        AlarmName: `cpu-${name}`,
        StateValue: "ALARM",
        StateReason: "a test",
        StateReasonData,
      }),
    );
  await set();
  expect(await desired(name)).toBe(5);
  await set(JSON.stringify({ recentDatapoints: [70, 95] }));
  expect(await desired(name)).toBe(7);
  await set("null");
  expect(await desired(name)).toBe(8);
});

test("the alarms of target tracking scale in proportion, or by one without a value", async () => {
  const name = await aFleet();
  const { Alarms = [] } = await putPolicy(emulated, name, trackingPolicy);
  const [high = "", low = ""] = Alarms.map(({ AlarmName = "" }) => AlarmName);
  const StateReasonData = JSON.stringify({ recentDatapoints: [75] });
  await cloudwatch.send(
    new SetAlarmStateCommand({
      AlarmName: high,
      StateValue: "ALARM",
      StateReason: "a test",
      StateReasonData,
    }),
  );
  expect(await desired(name)).toBe(6);
  await setState(emulated, high, "ALARM");
  expect(await desired(name)).toBe(7);
  await setState(emulated, low, "ALARM");
  expect(await desired(name)).toBe(6);
});

test("of two policies of one alarm the larger capacity wins; each group has its own", async () => {
  const [one, other] = [await aFleet(), await aFleet()];
  const first = await putPolicy(emulated, one, { ...simplePolicy, PolicyName: "first" });
  const second = await putPolicy(emulated, one, { ...stepPolicy, PolicyName: "second" });
  const third = await putPolicy(emulated, other, { ...stepPolicy, PolicyName: "third" });
  emulated.advance(301);
  const AlarmActions = [first, second, third].map(({ PolicyARN = "" }) => PolicyARN);
  await anAlarm(emulated, `cpu-${one}`, { AlarmActions, Threshold: 0 });
  await cloudwatch.send(
    new SetAlarmStateCommand({
      AlarmName: `cpu-${one}`,
      StateValue: "ALARM",
      StateReason: "a test",
      StateReasonData: '{"recentDatapoints":[50]}',
    }),
  );
  expect(await desired(one)).toBe(6);
  expect(await newestCause(one)).toContain("triggered policy second");
  expect(await desired(other)).toBe(6);
});
