/** DeleteScheduledAction and BatchDeleteScheduledAction through the real SDK. */
import {
  BatchDeleteScheduledActionCommand,
  DeleteScheduledActionCommand,
  DescribeScheduledActionsCommand,
  PutScheduledUpdateGroupActionCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

/** A group with the actions a, b and c, a minute apart. */
async function aScheduledGroup() {
  const name = await aGroup(emulated);
  for (const [index, ScheduledActionName] of ["a", "b", "c"].entries()) {
    await client.send(
      new PutScheduledUpdateGroupActionCommand({
        AutoScalingGroupName: name,
        ScheduledActionName,
        StartTime: new Date(Date.parse(emulated.now()) + (index + 1) * 60_000),
        DesiredCapacity: index + 1,
      }),
    );
  }
  return name;
}

const remaining = async (name: string) => {
  const command = new DescribeScheduledActionsCommand({ AutoScalingGroupName: name });
  const { ScheduledUpdateGroupActions = [] } = await client.send(command);
  return ScheduledUpdateGroupActions.map(({ ScheduledActionName }) => ScheduledActionName);
};

const deleteOne = (AutoScalingGroupName: string, ScheduledActionName: string) =>
  client.send(new DeleteScheduledActionCommand({ AutoScalingGroupName, ScheduledActionName }));

const deleteSeveral = (AutoScalingGroupName: string, ScheduledActionNames: string[]) =>
  client.send(
    new BatchDeleteScheduledActionCommand({ AutoScalingGroupName, ScheduledActionNames }),
  );

test("R-187 a deleted action is not shown and does not run", async () => {
  const name = await aScheduledGroup();
  expect(Object.keys(await deleteOne(name, "a"))).toEqual(["$metadata"]);
  expect(await remaining(name)).toEqual(["b", "c"]);
  emulated.advance(90);
  expect(await theGroup(emulated, name)).toMatchObject({ DesiredCapacity: 0 });
});

test("R-187 refuses an unknown action, also one that has run, and an unknown group", async () => {
  const name = await aScheduledGroup();
  const unknown = validationErrorOf("Scheduled action name not found");
  expect(await refusalOf(deleteOne(name, "d"))).toEqual(unknown);
  emulated.advance(60);
  expect(await refusalOf(deleteOne(name, "a"))).toEqual(unknown);
  expect(await refusalOf(deleteOne("nobody", "a"))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});

test("R-187 a batch deletes what is there, and lists what is not", async () => {
  const name = await aScheduledGroup();
  const { FailedScheduledActions } = await deleteSeveral(name, ["c", "d", "a"]);
  expect(FailedScheduledActions).toEqual([
    {
      ScheduledActionName: "d",
      ErrorCode: "ValidationError",
      ErrorMessage: "Scheduled action name not found",
    },
  ]);
  expect(await remaining(name)).toEqual(["b"]);
});

test("R-187 a batch of more than 50 names, or for an unknown group, is refused", async () => {
  const name = await aScheduledGroup();
  const many = Array.from({ length: 51 }, (_, index) => `action-${index}`);
  expect(await refusalOf(deleteSeveral(name, many))).toMatchObject({
    code: "ValidationError",
    message: expect.stringContaining("length less than or equal to 50"),
  });
  expect(await refusalOf(deleteSeveral("nobody", ["a"]))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});
