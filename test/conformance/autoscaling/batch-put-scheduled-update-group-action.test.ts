/** BatchPutScheduledUpdateGroupAction through the real SDK. */
import {
  BatchPutScheduledUpdateGroupActionCommand,
  DescribeScheduledActionsCommand,
  type ScheduledUpdateGroupActionRequest,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

const batch = (name: string, ScheduledUpdateGroupActions: ScheduledUpdateGroupActionRequest[]) =>
  client.send(
    new BatchPutScheduledUpdateGroupActionCommand({
      AutoScalingGroupName: name,
      ScheduledUpdateGroupActions,
    }),
  );

const inMinutes = (minutes: number) => new Date(Date.parse(emulated.now()) + minutes * 60_000);
const action = (ScheduledActionName: string, minutes: number) => ({
  ScheduledActionName,
  StartTime: inMinutes(minutes),
  MinSize: 1,
});

test("R-187 puts what is right, and lists what is not with its error", async () => {
  const name = await aGroup(emulated);
  const { FailedScheduledUpdateGroupActions: failed } = await batch(name, [
    action("one", 1),
    action("past", -1),
    action("same", 1),
    action("two", 2),
  ]);
  expect(failed).toEqual([
    {
      ScheduledActionName: "past",
      ErrorCode: "ValidationError",
      ErrorMessage: "Given start time is in the past",
    },
    {
      ScheduledActionName: "same",
      ErrorCode: "AlreadyExists",
      ErrorMessage: "Scheduled action with this scheduled start time already exists",
    },
  ]);
  const command = new DescribeScheduledActionsCommand({ AutoScalingGroupName: name });
  const { ScheduledUpdateGroupActions: there = [] } = await client.send(command);
  expect(there.map(({ ScheduledActionName }) => ScheduledActionName)).toEqual(["one", "two"]);
});

test("R-187 refuses more than 50 actions, and an unknown group", async () => {
  const name = await aGroup(emulated);
  const many = Array.from({ length: 51 }, (_, index) => action(`action-${index}`, index + 1));
  expect(await refusalOf(batch(name, many))).toMatchObject({
    code: "ValidationError",
    message: expect.stringContaining("length less than or equal to 50"),
  });
  expect(await refusalOf(batch("nobody", [action("one", 1)]))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});
