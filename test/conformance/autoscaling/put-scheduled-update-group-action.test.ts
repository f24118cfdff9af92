/** PutScheduledUpdateGroupAction through the real SDK. */
import {
  DescribeScheduledActionsCommand,
  PutScheduledUpdateGroupActionCommand,
  type PutScheduledUpdateGroupActionCommandInput,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

type Members = Partial<PutScheduledUpdateGroupActionCommandInput>;

const put = (name: string, members: Members) =>
  client.send(
    new PutScheduledUpdateGroupActionCommand({
      AutoScalingGroupName: name,
      ScheduledActionName: "grow",
      ...members,
    }),
  );

const describeAll = async (name: string) => {
  const command = new DescribeScheduledActionsCommand({ AutoScalingGroupName: name });
  return (await client.send(command)).ScheduledUpdateGroupActions ?? [];
};

const inMinutes = (minutes: number) => new Date(Date.parse(emulated.now()) + minutes * 60_000);

test("R-187 a single action is answered with nothing, shown, and runs", async () => {
  const name = await aGroup(emulated);
  const StartTime = inMinutes(10);
  const members = { StartTime, MinSize: 1, MaxSize: 6, DesiredCapacity: 3 };
  expect(Object.keys(await put(name, members))).toEqual(["$metadata"]);
  expect(await describeAll(name)).toEqual([
    {
      AutoScalingGroupName: name,
      ScheduledActionName: "grow",
      ScheduledActionARN: expect.stringMatching(
        new RegExp(
          "^arn:aws:autoscaling:us-east-1:123456789012:scheduledUpdateGroupAction:[0-9a-f-]{36}:" +
            `autoScalingGroupName/${name}:scheduledActionName/grow$`,
        ),
      ),
      Time: StartTime,
      ...members,
    },
  ]);
  emulated.advance(600);
  expect(await theGroup(emulated, name)).toMatchObject({
    MinSize: 1,
    MaxSize: 6,
    DesiredCapacity: 3,
  });
  expect(await describeAll(name)).toEqual([]);
});

test("R-187 a recurring action shows its next time, by the time zone that it names", async () => {
  const name = await aGroup(emulated);
  const recurring = { Recurrence: "0 9 * * *", TimeZone: "Asia/Tokyo", DesiredCapacity: 2 };
  await put(name, recurring);
  const next = new Date("2026-09-28T00:00:00Z");
  expect(await describeAll(name)).toMatchObject([{ ...recurring, StartTime: next, Time: next }]);
});

test("R-187 the deprecated Time is a StartTime", async () => {
  const name = await aGroup(emulated);
  const Time = inMinutes(5);
  await put(name, { Time, DesiredCapacity: 2 });
  expect(await describeAll(name)).toMatchObject([{ Time, StartTime: Time }]);
});

test("R-187 a second put replaces the action whole, and keeps its ARN", async () => {
  const name = await aGroup(emulated);
  await put(name, { StartTime: inMinutes(5), MinSize: 1, MaxSize: 4 });
  const [before] = await describeAll(name);
  const StartTime = inMinutes(6);
  await put(name, { StartTime, DesiredCapacity: 2 });
  const after = await describeAll(name);
  expect(after).toEqual([
    {
      AutoScalingGroupName: name,
      ScheduledActionName: "grow",
      ScheduledActionARN: before?.ScheduledActionARN,
      Time: StartTime,
      StartTime,
      DesiredCapacity: 2,
    },
  ]);
});

const soon = () => ({ StartTime: inMinutes(5) });

test.each<[string, () => Members]>([
  ["Given start time is in the past", () => ({ StartTime: inMinutes(-1), MinSize: 1 })],
  ["Given end time is in the past", () => ({ ...soon(), EndTime: inMinutes(-1), MinSize: 1 })],
  [
    "Given end time must be after start time",
    () => ({ StartTime: inMinutes(9), EndTime: inMinutes(8), MinSize: 1 }),
  ],
  [
    "Given end time must be after start time",
    () => ({ Recurrence: "0 0 1 1 *", EndTime: inMinutes(8), MinSize: 1 }),
  ],
  [
    "Scheduled start time must be specified for non-recurrent future group action",
    () => ({ EndTime: inMinutes(8), MinSize: 1 }),
  ],
  [
    "At least one of max size, min size, or desired capacity must be specified",
    () => ({ ...soon() }),
  ],
  ["Desired capacity must be non-negative", () => ({ ...soon(), DesiredCapacity: -1 })],
  ["Min size must be non-negative", () => ({ ...soon(), MinSize: -1 })],
  ["Max size must be non-negative", () => ({ ...soon(), MaxSize: -1 })],
  [
    "Desired capacity must be less than or equal to max size",
    () => ({ ...soon(), DesiredCapacity: 3, MaxSize: 2 }),
  ],
  [
    "Desired capacity must be greater than or equal to min size",
    () => ({ ...soon(), DesiredCapacity: 1, MinSize: 2 }),
  ],
  [
    "Min size must be less than or equal to max size",
    () => ({ ...soon(), MinSize: 3, MaxSize: 2 }),
  ],
  [
    "Given recurrence string: 0 0 6 * * 1-5 is invalid",
    () => ({ Recurrence: "0 0 6 * * 1-5", MinSize: 1 }),
  ],
  [
    "Given recurrence string: 0 0 30 2 * is invalid",
    () => ({ Recurrence: "0 0 30 2 *", MinSize: 1 }),
  ],
  [
    "Time zone specified does not conform to standardized time zones found in IANA Time Zone Database",
    () => ({ Recurrence: "0 6 * * *", TimeZone: "Nowhere/None", MinSize: 1 }),
  ],
])("R-187 refuses: %s", async (message, members) => {
  const name = await aGroup(emulated);
  expect(await refusalOf(put(name, members()))).toEqual(validationErrorOf(message));
  expect(await describeAll(name)).toEqual([]);
});

test("R-187 refuses a second action at the same time, and a change to it", async () => {
  const name = await aGroup(emulated);
  const StartTime = inMinutes(5);
  await put(name, { StartTime, MinSize: 1 });
  const refusal = {
    code: "AlreadyExists",
    message: "Scheduled action with this scheduled start time already exists",
    status: 400,
  };
  const second = { ScheduledActionName: "second", MinSize: 1 };
  expect(await refusalOf(put(name, { ...second, StartTime }))).toEqual(refusal);
  await put(name, { ...second, StartTime: inMinutes(6) });
  expect(await refusalOf(put(name, { ...second, StartTime }))).toEqual(refusal);
});

test("R-187 refuses the 126th action of a group", async () => {
  const name = await aGroup(emulated);
  for (let count = 1; count <= 125; count++) {
    const ScheduledActionName = `action-${count}`;
    await put(name, { ScheduledActionName, StartTime: inMinutes(count), MinSize: 1 });
  }
  const onemore = put(name, { StartTime: inMinutes(126), MinSize: 1 });
  expect(await refusalOf(onemore)).toMatchObject({ code: "LimitExceeded", status: 400 });
  await put(name, { ScheduledActionName: "action-7", StartTime: inMinutes(126), MinSize: 1 });
});

test("R-187 refuses an unknown group, and names outside the model", async () => {
  expect(await refusalOf(put("nobody", { ...soon(), MinSize: 1 }))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
  const name = await aGroup(emulated);
  for (const ScheduledActionName of ["", "x".repeat(256)]) {
    const refused = put(name, { ScheduledActionName, ...soon(), MinSize: 1 });
    expect(await refusalOf(refused)).toMatchObject({
      code: "ValidationError",
      message: expect.stringContaining("'scheduledActionName' failed to satisfy constraint"),
    });
  }
});
