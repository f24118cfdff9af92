/** StartInstanceRefresh with AlarmSpecification, and what alarms do to the refresh, by the SDK. */
import {
  DescribeInstanceRefreshesCommand,
  type RefreshPreferences,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import { PutCompositeAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { beforeAll, expect, test } from "vitest";
import { anAlarm, setState } from "../../support/alarms.ts";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, aTemplate, baseContents, newName } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });

beforeAll(async () => {
  await anAlarm(emulated, "fine", { state: "OK" });
  await anAlarm(emulated, "red", { state: "ALARM" });
  await anAlarm(emulated, "new");
  const input = { AlarmName: "composed", AlarmRule: "ALARM(red)" };
  await emulated.cloudwatch.send(new PutCompositeAlarmCommand(input));
});

async function group(): Promise<string> {
  const AutoScalingGroupName = newName("web");
  await aGroup(emulated, { AutoScalingGroupName, DesiredCapacity: 2, MaxSize: 4 });
  emulated.advance(600);
  return AutoScalingGroupName;
}

async function start(
  AutoScalingGroupName: string,
  Alarms: string[],
  more: RefreshPreferences = {},
) {
  const Preferences = { ...more, AlarmSpecification: { Alarms } };
  const input = { AutoScalingGroupName, Preferences };
  return emulated.client.send(new StartInstanceRefreshCommand(input));
}

async function newest(AutoScalingGroupName: string) {
  const input = { AutoScalingGroupName, MaxRecords: 1 };
  const answer = await emulated.client.send(new DescribeInstanceRefreshesCommand(input));
  return answer.InstanceRefreshes?.[0];
}

const refused: [title: string, alarms: string[], message: string][] = [
  [
    "missing",
    ["fine", "missing"],
    "The request isn't valid. The alarm missing in the AlarmSpecification parameter does not exist. Specify an existing alarm and try again.",
  ],
  [
    "in ALARM",
    ["red"],
    "The request isn't valid. The alarm red in the AlarmSpecification parameter is in the ALARM state. Specify an alarm in the OK state and try again.",
  ],
  [
    "a composite one in ALARM",
    ["composed"],
    "The request isn't valid. The alarm composed in the AlarmSpecification parameter is in the ALARM state. Specify an alarm in the OK state and try again.",
  ],
  [
    "in INSUFFICIENT_DATA",
    ["new"],
    "The request isn't valid. The alarm new in the AlarmSpecification parameter is in the INSUFFICIENT_DATA state. Specify an alarm in the OK state and try again.",
  ],
  [
    "an eleventh",
    Array.from({ length: 11 }, () => "fine"),
    "1 validation error detected: Value '[fine, fine, fine, fine, fine, fine, fine, fine, fine, fine, fine]' at 'preferences.alarmSpecification.alarms' failed to satisfy constraint: Member must have length less than or equal to 10",
  ],
];

test.each(refused)("R-056 an alarm that is %s is refused", async (_, alarms, message) => {
  const name = await group();
  expect(await refusalOf(start(name, alarms))).toEqual(validationErrorOf(message));
  expect(await newest(name)).toBeUndefined();
});

test("R-015 R-056 the alarms of an accepted refresh are echoed in their order", async () => {
  const name = await group();
  await anAlarm(emulated, "another", { state: "OK" });
  await start(name, ["fine", "another"]);
  const { Preferences, Status } = (await newest(name)) ?? {};
  expect(Status).toBe("Pending");
  expect(Preferences?.AlarmSpecification).toEqual({ Alarms: ["fine", "another"] });
});

test("R-085 R-183 R-185 SetAlarmState ALARM fails the refresh on the next tick", async () => {
  const name = await group();
  await anAlarm(emulated, name, { state: "OK" });
  await start(name, [name]);
  emulated.advance(12);
  await setState(emulated, name, "ALARM");
  emulated.advance(5);
  expect(await newest(name)).toMatchObject({
    Status: "Failed",
    StatusReason: `Instance refresh failed because alarm ${name} entered the ALARM state.`,
  });
});

test("R-180 R-183 R-225 with AutoRollback it rolls back", async () => {
  const template = await aTemplate(emulated, baseContents, baseContents);
  const AutoScalingGroupName = newName("web");
  const at = (Version: string) => ({ LaunchTemplateId: template.id, Version });
  await aGroup(emulated, {
    AutoScalingGroupName,
    LaunchTemplate: at("1"),
    DesiredCapacity: 2,
    MaxSize: 4,
  });
  emulated.advance(600);
  await anAlarm(emulated, AutoScalingGroupName, { state: "OK" });
  const AlarmSpecification = { Alarms: [AutoScalingGroupName] };
  const Preferences = { AlarmSpecification, AutoRollback: true, MinHealthyPercentage: 50 };
  const DesiredConfiguration = { LaunchTemplate: at("2") };
  const input = { AutoScalingGroupName, Preferences, DesiredConfiguration };
  await emulated.client.send(new StartInstanceRefreshCommand(input));
  emulated.advance(12);
  await setState(emulated, AutoScalingGroupName, "ALARM");
  emulated.advance(5);
  const alarm = AutoScalingGroupName;
  const reason = `Rollback triggered due to alarm ${alarm} entering the ALARM state.`;
  expect(await newest(AutoScalingGroupName)).toMatchObject({
    Status: "RollbackInProgress",
    StatusReason: reason,
  });
  emulated.advance(600);
  expect(await newest(AutoScalingGroupName)).toMatchObject({
    Status: "RollbackSuccessful",
    RollbackDetails: { RollbackReason: reason },
  });
});
