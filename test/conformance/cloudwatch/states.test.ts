/** States, composite alarms, actions, history, tags and metrics through the real SDK. */
import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  InvalidFormatFault,
  ListMetricsCommand,
  ListTagsForResourceCommand,
  MissingRequiredParameterException,
  PutCompositeAlarmCommand,
  PutMetricDataCommand,
  ResourceNotFound,
  ResourceNotFoundException,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import { describe, expect, test } from "vitest";
import { anAlarm, setState, stateOf } from "../../support/alarms.ts";
import { startEmulator } from "../../support/emulator.ts";
import { newName } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { cloudwatch } = emulated;

const compose = (AlarmName: string, AlarmRule: string) =>
  cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName, AlarmRule }));

describe("SetAlarmState", () => {
  test("sets state, reason and data, with the times of the call and of the change", async () => {
    await anAlarm(emulated, "state", { state: "OK" });
    emulated.advance(60);
    const input = {
      AlarmName: "state",
      StateValue: "OK",
      StateReason: "still",
      StateReasonData: "{}",
    } as const;
    await cloudwatch.send(new SetAlarmStateCommand(input));
    const { MetricAlarms = [] } = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: ["state"] }),
    );
    const { StateUpdatedTimestamp, StateTransitionedTimestamp, ...alarm } = MetricAlarms[0] ?? {};
    expect(alarm).toMatchObject({ StateValue: "OK", StateReason: "still", StateReasonData: "{}" });
    expect(StateUpdatedTimestamp?.getTime()).toBe(
      (StateTransitionedTimestamp?.getTime() ?? 0) + 60_000,
    );
  });

  test("ResourceNotFound for an unknown alarm", async () => {
    const call = setState(emulated, "unknown", "OK");
    await expect(call).rejects.toBeInstanceOf(ResourceNotFound);
    expect(await refusalOf(setState(emulated, "unknown", "OK"))).toMatchObject({ status: 404 });
  });

  test("InvalidFormat for data that are no JSON", async () => {
    await anAlarm(emulated, "format");
    const input = {
      AlarmName: "format",
      StateValue: "OK",
      StateReason: "",
      StateReasonData: "{",
    } as const;
    const call = cloudwatch.send(new SetAlarmStateCommand(input));
    await expect(call).rejects.toBeInstanceOf(InvalidFormatFault);
  });

  test("an unknown state is a shape error", async () => {
    const call = setState(emulated, "format", "RED" as never);
    expect((await refusalOf(call)).message).toContain(
      "enum value set: [OK, ALARM, INSUFFICIENT_DATA]",
    );
  });
});

describe("PutCompositeAlarm", async () => {
  for (const name of ["a", "b", "a name"]) await anAlarm(emulated, name, { state: "OK" });

  const rules: [rule: string, state: string][] = [
    ["TRUE", "ALARM"],
    ["FALSE", "OK"],
    ["ALARM(a)", "OK"],
    ["OK(a) AND OK(b)", "ALARM"],
    ["ALARM(a) OR NOT ALARM(b)", "ALARM"],
    ["NOT (OK(a) OR OK(b))", "OK"],
    ["TRUE OR TRUE AND FALSE", "ALARM"],
    ['INSUFFICIENT_DATA(a) OR OK("a name")', "ALARM"],
    ['OK("arn:aws:cloudwatch:us-east-1:123456789012:alarm:a")', "ALARM"],
  ];
  test.each(rules)("%s is evaluated at once: %s", async (rule, state) => {
    const name = newName("composite");
    await compose(name, rule);
    expect(await stateOf(emulated, name)).toBe(state);
  });

  const elements = "must be: '(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA";
  const refused: [rule: string, message: string][] = [
    [" TRUE", "AlarmRule must not contain leading or trailing whitespace or be null"],
    ["()", `Error in AlarmRule [Unsupported token ')' at char 1, ${elements}]`],
    ["OK(a name)", "Error in AlarmRule [Unsupported token 'name' at char 5, must be: ')']"],
    ["RED(a)", `Error in AlarmRule [Unsupported token 'RED' at char 0, ${elements}]`],
    ["OK(a) OK(b)", "Error in AlarmRule [Unsupported token 'OK' at char 6]"],
    ["OK(a", "Error in AlarmRule [Unexpected end of rule at char 4]"],
    ["OK", "Error in AlarmRule [Unexpected end of rule at char 2]"],
    [
      `${"(".repeat(60)}TRUE${")".repeat(60)}`,
      "Error in AlarmRule [Nested too deep, at most 50 levels]",
    ],
    [
      "OK(a) OR OK(x) OR OK(y)",
      "Could not save the composite alarm as alarms [x, y] in the alarm rule do not exist",
    ],
  ];
  test.each(refused)("%s is refused", async (rule, message) => {
    expect(await refusalOf(compose("refused", rule))).toEqual(validationErrorOf(message));
    expect(await stateOf(emulated, "refused")).toBeUndefined();
  });

  test("its state follows, also through another composite alarm", async () => {
    await anAlarm(emulated, "leaf", { state: "OK" });
    await compose("middle", "ALARM(leaf)");
    await compose("top", "NOT OK(middle)");
    expect(await stateOf(emulated, "top")).toBe("OK");
    await setState(emulated, "leaf", "ALARM");
    expect([await stateOf(emulated, "middle"), await stateOf(emulated, "top")]).toEqual([
      "ALARM",
      "ALARM",
    ]);
    await setState(emulated, "leaf", "INSUFFICIENT_DATA");
    expect([await stateOf(emulated, "middle"), await stateOf(emulated, "top")]).toEqual([
      "OK",
      "OK",
    ]);
  });

  test("alarms that name each other in a circle come to an end", async () => {
    await anAlarm(emulated, "start", { state: "OK" });
    await compose("left", "ALARM(start)");
    await compose("right", "NOT ALARM(left)");
    await compose("left", "ALARM(start) OR ALARM(right)");
    await setState(emulated, "start", "ALARM");
    expect(await stateOf(emulated, "left")).toBe("ALARM");
  });

  test("it answers its rule and members", async () => {
    await compose("told", "OK(a)");
    const { CompositeAlarms } = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: ["told"], AlarmTypes: ["CompositeAlarm"] }),
    );
    expect(CompositeAlarms).toMatchObject([
      { AlarmRule: "OK(a)", ActionsEnabled: true, StateValue: "ALARM" },
    ]);
  });
});

test("EnableAlarmActions and DisableAlarmActions are kept", async () => {
  await anAlarm(emulated, "actions");
  const isEnabled = async () => {
    const input = { AlarmNames: ["actions"] };
    const { MetricAlarms } = await cloudwatch.send(new DescribeAlarmsCommand(input));
    return MetricAlarms?.[0]?.ActionsEnabled;
  };
  await cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames: ["actions", "unknown"] }));
  expect(await isEnabled()).toBe(false);
  await cloudwatch.send(new EnableAlarmActionsCommand({ AlarmNames: ["actions"] }));
  expect(await isEnabled()).toBe(true);
});

test("DescribeAlarmHistory tells of settings and states, newest first, and pages", async () => {
  const AlarmName = newName("history");
  await anAlarm(emulated, AlarmName, { state: "OK" });
  emulated.advance(60);
  await setState(emulated, AlarmName, "ALARM");
  const history = (more: object) =>
    cloudwatch.send(new DescribeAlarmHistoryCommand({ AlarmName, ...more }));
  const { AlarmHistoryItems = [] } = await history({});
  expect(AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary)).toEqual([
    "Alarm updated from OK to ALARM",
    "Alarm updated from INSUFFICIENT_DATA to OK",
    `Alarm "${AlarmName}" created`,
  ]);
  expect(JSON.parse(AlarmHistoryItems[0]?.HistoryData ?? "")).toMatchObject({
    oldState: { stateValue: "OK" },
    newState: { stateValue: "ALARM", stateReason: "a test" },
  });
  const first = await history({
    MaxRecords: 1,
    ScanBy: "TimestampAscending",
    HistoryItemType: "StateUpdate",
  });
  expect(first.AlarmHistoryItems).toHaveLength(1);
  const rest = await history({
    NextToken: first.NextToken,
    ScanBy: "TimestampAscending",
    HistoryItemType: "StateUpdate",
  });
  expect(rest.AlarmHistoryItems?.[0]?.HistorySummary).toBe("Alarm updated from OK to ALARM");
});

describe("tags", async () => {
  await anAlarm(emulated, "tagged", { Tags: [{ Key: "team", Value: "web" }] });
  const ResourceARN = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:tagged";
  const tags = async () =>
    (await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;

  test("are those of the first put, and change with TagResource and UntagResource", async () => {
    await anAlarm(emulated, "tagged", { Tags: [{ Key: "late", Value: "x" }] });
    expect(await tags()).toEqual([{ Key: "team", Value: "web" }]);
    const Tags = [
      { Key: "team", Value: "db" },
      { Key: "env", Value: "" },
    ];
    await cloudwatch.send(new TagResourceCommand({ ResourceARN, Tags }));
    expect(await tags()).toEqual(Tags);
    await cloudwatch.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["team", "none"] }));
    expect(await tags()).toEqual([{ Key: "env", Value: "" }]);
  });

  test("of another resource are ResourceNotFoundException", async () => {
    const other = { ResourceARN: `${ResourceARN}-2` };
    const calls = [
      new ListTagsForResourceCommand(other),
      new TagResourceCommand({ ...other, Tags: [] }),
      new UntagResourceCommand({ ...other, TagKeys: [] }),
    ];
    for (const call of calls) {
      const sent = cloudwatch.send(call as ListTagsForResourceCommand);
      await expect(sent).rejects.toBeInstanceOf(ResourceNotFoundException);
    }
  });
});

describe("PutMetricData", () => {
  test("is stored, packed by the SDK when it is large", async () => {
    const datum = { MetricName: "Requests", Value: 1, Timestamp: new Date(0) };
    const MetricData = Array.from({ length: 400 }, () => datum);
    await cloudwatch.send(new PutMetricDataCommand({ Namespace: "App", MetricData }));
    const { metricData } = emulated.emulator.world.regions.get("123456789012/us-east-1") ?? {};
    expect(metricData?.[0]?.namespace).toBe("App");
    expect(metricData?.[0]?.members.MetricData).toHaveLength(400);
  });

  test("without data is MissingParameter", async () => {
    const call = cloudwatch.send(
      new PutMetricDataCommand({ Namespace: "App", MetricData: undefined as never }),
    );
    await expect(call).rejects.toBeInstanceOf(MissingRequiredParameterException);
  });
});

test("what is not emulated is 501 and names the operation", async () => {
  const refusal = await refusalOf(cloudwatch.send(new ListMetricsCommand({})));
  expect(refusal).toMatchObject({ code: "NotImplemented", status: 501 });
  expect(refusal.message).toBe("asg-local does not emulate ListMetrics.");
});
