/** TerminateInstanceInAutoScalingGroup through the real SDK. */
import {
  SetInstanceProtectionCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import {
  aGroup,
  type GroupMembers,
  instanceIds,
  instancesOf,
  theGroup,
} from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

const terminate = (InstanceId: string, ShouldDecrementDesiredCapacity: boolean) =>
  client.send(
    new TerminateInstanceInAutoScalingGroupCommand({ InstanceId, ShouldDecrementDesiredCapacity }),
  );

async function anInstance(members: GroupMembers = {}) {
  const name = await aGroup(emulated, { DesiredCapacity: 2, ...members });
  emulated.advance(60);
  const [id = ""] = await instanceIds(emulated, name);
  return { name, id };
}

test("G-109 G-086 G-110 with decrement the capacity falls at once", async () => {
  const { name, id } = await anInstance();
  const at = emulated.now();
  const { Activity } = await terminate(id, true);
  expect(Activity).toEqual({
    ActivityId: expect.any(String),
    AutoScalingGroupName: name,
    Description: `Terminating EC2 instance: ${id}`,
    Cause:
      `At ${at} instance ${id} was taken out of service in response to a user request, shrinking ` +
      "the capacity from 2 to 1.",
    StartTime: expect.any(Date),
    StatusCode: "InProgress",
    Progress: 0,
    Details: expect.any(String),
  });
  expect((await theGroup(emulated, name)).DesiredCapacity).toBe(1);
  emulated.advance(300);
  const left = await instancesOf(emulated, name);
  expect(left).toHaveLength(1);
  expect(left[0]?.InstanceId).not.toBe(id);
});

test("G-110 without decrement the instance is replaced", async () => {
  const { name, id } = await anInstance();
  const { Activity } = await terminate(id, false);
  expect(Activity?.Cause).toMatch(/ was taken out of service in response to a user request\.$/);
  emulated.advance(300);
  const group = await theGroup(emulated, name);
  expect(group.DesiredCapacity).toBe(2);
  const ids = group.Instances?.map(({ InstanceId }) => InstanceId);
  expect(ids).toHaveLength(2);
  expect(ids).not.toContain(id);
});

test("G-111 refuses a decrement at the minimum", async () => {
  const { id } = await anInstance({ MinSize: 2 });
  expect(await refusalOf(terminate(id, true))).toEqual(
    validationErrorOf(
      "Currently, desiredSize equals minSize (2). Terminating instance without replacement will " +
        "violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to " +
        "false or lower group's min size.",
    ),
  );
});

test("G-112 refuses an unknown instance", async () => {
  expect(await refusalOf(terminate("i-0123456789abcdef0", false))).toEqual(
    validationErrorOf(
      "Instance Id not found - No managed instance found for instance ID: i-0123456789abcdef0",
    ),
  );
});

test("G-113 scale-in protection does not block it", async () => {
  const { name, id } = await anInstance();
  await client.send(
    new SetInstanceProtectionCommand({
      AutoScalingGroupName: name,
      InstanceIds: [id],
      ProtectedFromScaleIn: true,
    }),
  );
  await terminate(id, true);
  expect((await instancesOf(emulated, name))[0]?.LifecycleState).toBe("Terminating");
});

test("G-299 a second call is refused while the first termination is at work", async () => {
  const { name, id } = await anInstance();
  const { Activity } = await terminate(id, true);
  expect(await refusalOf(terminate(id, true))).toEqual({
    code: "ScalingActivityInProgress",
    message: `Activity ${Activity?.ActivityId} is in progress.`,
    status: 400,
  });
  expect((await theGroup(emulated, name)).DesiredCapacity).toBe(1);
});
