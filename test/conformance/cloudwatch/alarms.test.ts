/** PutMetricAlarm, DescribeAlarms, DescribeAlarmsForMetric, DeleteAlarms through the real SDK. */
import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  DescribeAlarmsForMetricCommand,
  InvalidNextToken,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from "@aws-sdk/client-cloudwatch";
import { describe, expect, test } from "vitest";
import { anAlarm, metricAlarm, setState } from "../../support/alarms.ts";
import { startEmulator } from "../../support/emulator.ts";
import { newName } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { cloudwatch } = emulated;

const describeAlarms = (input: DescribeAlarmsCommandInput) =>
  cloudwatch.send(new DescribeAlarmsCommand(input));
const put = (AlarmName: string, members: Partial<PutMetricAlarmCommandInput>) =>
  cloudwatch.send(new PutMetricAlarmCommand({ ...metricAlarm, AlarmName, ...members }));

async function namesOf(input: DescribeAlarmsCommandInput): Promise<unknown[]> {
  const { MetricAlarms = [], CompositeAlarms = [] } = await describeAlarms(input);
  return [...MetricAlarms, ...CompositeAlarms].map(({ AlarmName }) => AlarmName);
}

test("PutMetricAlarm: every member comes back, and the alarm begins without data", async () => {
  const AlarmName = newName("cpu <&> é");
  const members = {
    AlarmDescription: "too warm",
    ActionsEnabled: false,
    OKActions: ["arn:aws:sns:us-east-1:123456789012:ok"],
    AlarmActions: ["arn:aws:sns:us-east-1:123456789012:alarm"],
    InsufficientDataActions: [],
    Dimensions: [{ Name: "InstanceId", Value: "i-1" }],
    Unit: "Percent",
    DatapointsToAlarm: 2,
    TreatMissingData: "breaching",
    Threshold: 80.5,
  } as const;
  await put(AlarmName, { ...members, Dimensions: [...members.Dimensions] } as never);
  const { MetricAlarms } = await describeAlarms({ AlarmNames: [AlarmName] });
  expect(MetricAlarms).toEqual([
    {
      ...metricAlarm,
      ...members,
      AlarmName,
      AlarmArn: `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${AlarmName}`,
      AlarmConfigurationUpdatedTimestamp: new Date("2026-09-27T12:00:00.250Z"),
      StateValue: "INSUFFICIENT_DATA",
      StateReason: "Unchecked: Initial alarm creation",
      StateUpdatedTimestamp: new Date("2026-09-27T12:00:00.250Z"),
      StateTransitionedTimestamp: new Date("2026-09-27T12:00:00.250Z"),
    },
  ]);
});

test("PutMetricAlarm: missing data that are no breach make it OK, but not from ALARM", async () => {
  const name = newName("quiet");
  await anAlarm(emulated, name, {});
  await put(name, { TreatMissingData: "notBreaching", EvaluationPeriods: 3 } as never);
  const { MetricAlarms: [quiet] = [] } = await describeAlarms({ AlarmNames: [name] });
  expect(quiet).toMatchObject({
    StateValue: "OK",
    StateReason:
      "Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints " +
      "were treated as [NonBreaching].",
  });
  await anAlarm(emulated, name, { state: "ALARM" });
  await put(name, { TreatMissingData: "notBreaching", EvaluationPeriods: 3 } as never);
  const { MetricAlarms: [loud] = [] } = await describeAlarms({ AlarmNames: [name] });
  expect(loud?.StateValue).toBe("ALARM");
});

test("PutMetricAlarm again replaces the members and keeps the state", async () => {
  const name = newName("again");
  await anAlarm(emulated, name, { AlarmDescription: "old", state: "OK" });
  await anAlarm(emulated, name, { Threshold: 90 });
  const { MetricAlarms = [] } = await describeAlarms({ AlarmNames: [name] });
  expect(MetricAlarms[0]).toMatchObject({ Threshold: 90, StateValue: "OK", ActionsEnabled: true });
  expect(MetricAlarms[0]).not.toHaveProperty("AlarmDescription");
});

const refused: [title: string, members: Partial<PutMetricAlarmCommandInput>, message: string][] = [
  ["no statistic", { Statistic: undefined }, "The parameter Statistic is required."],
  [
    "two statistics",
    { ExtendedStatistic: "p90" },
    "Statistic and ExtendedStatistic cannot be specified at the same time.",
  ],
  [
    "no threshold",
    { Threshold: undefined },
    "PutMetricAlarm request should have valid Threshold parameter",
  ],
  [
    "a metric and a list",
    { Metrics: [{ Id: "m1", Expression: "1" }] },
    "MetricName and Metrics list cannot be specified at the same time. Use one of them.",
  ],
  ["an odd period", { Period: 45 }, "Period must be 10, 20, 30 or a multiple of 60"],
  [
    "more points than periods",
    { DatapointsToAlarm: 3 },
    "DatapointsToAlarm must be less than or equal to EvaluationPeriods",
  ],
  [
    "a period below 1",
    { Period: 0 },
    "1 validation error detected: Value '0' at 'period' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    "an unknown operator",
    { ComparisonOperator: "Above" as never },
    "1 validation error detected: Value 'Above' at 'comparisonOperator' failed to satisfy constraint: Member must satisfy enum value set: [GreaterThanOrEqualToThreshold, GreaterThanThreshold, LessThanThreshold, LessThanOrEqualToThreshold, LessThanLowerOrGreaterThanUpperThreshold, LessThanLowerThreshold, GreaterThanUpperThreshold]",
  ],
];

test.each(refused)("PutMetricAlarm with %s is refused", async (_, members, message) => {
  expect(await refusalOf(put("refused", members))).toEqual(validationErrorOf(message));
  expect(await namesOf({ AlarmNames: ["refused"] })).toEqual([]);
});

test("a name belongs to one kind of alarm", async () => {
  const name = newName("kind");
  await anAlarm(emulated, name);
  const composite = new PutCompositeAlarmCommand({ AlarmName: name, AlarmRule: "TRUE" });
  expect(await refusalOf(cloudwatch.send(composite))).toMatchObject({ code: "ValidationError" });
});

describe("DescribeAlarms", async () => {
  await anAlarm(emulated, "find-a", {
    state: "ALARM",
    AlarmActions: ["arn:aws:sns:us-east-1:000000000000:x"],
  });
  await anAlarm(emulated, "find-b", { state: "OK" });
  const both = { AlarmName: "find-c", AlarmRule: 'ALARM("find-a") OR OK(find-b)' };
  await cloudwatch.send(new PutCompositeAlarmCommand(both));
  const AlarmNamePrefix = "find-";

  test("without AlarmTypes answers metric alarms only, by name", async () => {
    expect(await namesOf({ AlarmNamePrefix })).toEqual(["find-a", "find-b"]);
    expect(await namesOf({ AlarmNames: ["find-c"] })).toEqual([]);
  });

  test("finds by type, state and action", async () => {
    const AlarmTypes = ["CompositeAlarm", "MetricAlarm"] as const;
    const all = { AlarmNamePrefix, AlarmTypes: [...AlarmTypes] };
    expect(await namesOf(all)).toEqual(["find-a", "find-b", "find-c"]);
    expect(await namesOf({ ...all, StateValue: "ALARM" })).toEqual(["find-a", "find-c"]);
    expect(await namesOf({ ...all, ActionPrefix: "arn:aws:sns" })).toEqual(["find-a"]);
  });

  test("finds the relatives of an alarm, with four members each", async () => {
    const { MetricAlarms = [] } = await describeAlarms({ ChildrenOfAlarmName: "find-c" });
    expect(MetricAlarms.map(({ AlarmName }) => AlarmName)).toEqual(["find-a", "find-b"]);
    const members = ["AlarmArn", "AlarmName", "StateUpdatedTimestamp", "StateValue"];
    expect(Object.keys(MetricAlarms[0] ?? {}).sort()).toEqual(members);
    expect(await namesOf({ ParentsOfAlarmName: "find-a" })).toEqual(["find-c"]);
  });

  test("relatives go with no other member", async () => {
    const call = describeAlarms({ ChildrenOfAlarmName: "find-c", StateValue: "OK" });
    expect((await refusalOf(call)).message).toContain("ChildrenOfAlarmName cannot be specified");
  });

  test("pages", async () => {
    const first = await describeAlarms({ AlarmNamePrefix, MaxRecords: 1 });
    expect(first.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(["find-a"]);
    const NextToken = first.NextToken ?? "";
    expect(await namesOf({ AlarmNamePrefix, NextToken })).toEqual(["find-b"]);
    const wrong = describeAlarms({ NextToken: "nonsense" });
    await expect(wrong).rejects.toBeInstanceOf(InvalidNextToken);
  });
});

test("DescribeAlarmsForMetric finds by metric and dimensions", async () => {
  const Namespace = newName("App");
  const Dimensions = [{ Name: "Host", Value: "a" }];
  await anAlarm(emulated, `${Namespace}-1`, { Namespace, Dimensions });
  await anAlarm(emulated, `${Namespace}-2`, { Namespace });
  const found = async (more: object) => {
    const input = { Namespace, MetricName: metricAlarm.MetricName, ...more };
    const answer = await cloudwatch.send(new DescribeAlarmsForMetricCommand(input));
    return answer.MetricAlarms?.map(({ AlarmName }) => AlarmName);
  };
  expect(await found({ Dimensions })).toEqual([`${Namespace}-1`]);
  expect(await found({})).toEqual([`${Namespace}-2`]);
  expect(await found({ Statistic: "Sum" })).toEqual([]);
});

describe("DeleteAlarms", () => {
  const deleteAlarms = (...AlarmNames: string[]) =>
    cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames }));
  const compose = (AlarmName: string, AlarmRule: string) =>
    cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName, AlarmRule }));

  test("deletes, and passes over names that are no alarm's", async () => {
    await anAlarm(emulated, "gone");
    await deleteAlarms("gone", "never-was");
    expect(await namesOf({ AlarmNames: ["gone"] })).toEqual([]);
  });

  test("keeps an alarm that a composite alarm names, unless both go", async () => {
    await anAlarm(emulated, "child-1");
    await anAlarm(emulated, "child-2");
    await compose("parent", "ALARM(child-1) OR ALARM(child-2)");
    expect(await refusalOf(deleteAlarms("child-1"))).toEqual(
      validationErrorOf("Cannot delete child-1 as there are composite alarm(s) depending on it."),
    );
    expect(await refusalOf(deleteAlarms("child-1", "child-2"))).toEqual(
      validationErrorOf(
        "Cannot delete child-1,child-2 as there are composite alarm(s) depending on them.",
      ),
    );
    await deleteAlarms("child-1", "parent");
    expect(await namesOf({ AlarmNamePrefix: "child-" })).toEqual(["child-2"]);
  });

  test("deletes one composite alarm at most", async () => {
    await compose("one", "TRUE");
    await compose("two", "FALSE");
    expect((await refusalOf(deleteAlarms("one", "two"))).code).toBe("ValidationError");
  });
});

test("alarms of another account or region are not seen", async () => {
  const other = await startEmulator({ region: "eu-west-1" });
  await anAlarm(other, "elsewhere", { state: "OK" });
  expect(await namesOf({ AlarmNames: ["elsewhere"] })).toEqual([]);
  await setState(other, "elsewhere", "ALARM");
});
