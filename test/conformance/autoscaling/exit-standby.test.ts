/** ExitStandby through the real SDK. */
import {
  EnterStandbyCommand,
  ExitStandbyCommand,
  SuspendProcessesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, instanceIds, instancesOf, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

const leave = (name: string, InstanceIds: string[]) =>
  client.send(new ExitStandbyCommand({ AutoScalingGroupName: name, InstanceIds }));

async function anInstanceInStandby() {
  const name = await aGroup(emulated, { DesiredCapacity: 1 });
  emulated.advance(60);
  const ids = await instanceIds(emulated, name);
  await client.send(
    new EnterStandbyCommand({
      AutoScalingGroupName: name,
      InstanceIds: ids,
      ShouldDecrementDesiredCapacity: true,
    }),
  );
  emulated.advance(10);
  return { name, ids, id: ids[0] ?? "" };
}

test("G-124 G-086 G-090 answers an activity, and the instance comes back", async () => {
  const { name, ids, id } = await anInstanceInStandby();
  const at = emulated.now();
  const { Activities } = await leave(name, ids);
  expect(Activities).toEqual([
    {
      ActivityId: expect.any(String),
      AutoScalingGroupName: name,
      Description: `Moving EC2 instance out of Standby: ${id}`,
      Cause:
        `At ${at} instance ${id} was moved out of standby in response to a user request, ` +
        "increasing the capacity from 0 to 1.",
      StartTime: expect.any(Date),
      StatusCode: "PreInService",
      Progress: 30,
      Details: expect.any(String),
    },
  ]);
  expect(await theGroup(emulated, name)).toMatchObject({
    DesiredCapacity: 1,
    Instances: [{ InstanceId: id, LifecycleState: "Pending" }],
  });
  emulated.advance(10);
  expect(await instancesOf(emulated, name)).toMatchObject([
    { InstanceId: id, LifecycleState: "InService" },
  ]);
});

test("G-125 refuses while Launch is suspended", async () => {
  const { name, ids } = await anInstanceInStandby();
  const ScalingProcesses = ["Launch"];
  await client.send(new SuspendProcessesCommand({ AutoScalingGroupName: name, ScalingProcesses }));
  expect(await refusalOf(leave(name, ids))).toEqual(
    validationErrorOf(
      `Cannot move instances out of Standby for AutoScalingGroup ${name} while the Launch ` +
        "process is suspended",
    ),
  );
});

test("G-126 refuses to exceed the maximum", async () => {
  const { name, ids } = await anInstanceInStandby();
  await client.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: name, MaxSize: 0 }));
  expect(await refusalOf(leave(name, ids))).toEqual(
    validationErrorOf(
      `AutoScalingGroup ${name} has min-size=0, max-size=0, and desired-size=0. To exit standby ` +
        "1 instance, please update the AutoScalingGroup sizes appropriately.",
    ),
  );
});

test("G-124 refuses an instance that is not in Standby", async () => {
  const { name, ids, id } = await anInstanceInStandby();
  await leave(name, ids);
  expect(await refusalOf(leave(name, ids))).toEqual(
    validationErrorOf(`The instance ${id} is not in Standby.`),
  );
});
