/** DeleteAutoScalingGroup through the real SDK. */
import {
  DeleteAutoScalingGroupCommand,
  DescribeInstanceRefreshesCommand,
  SetDesiredCapacityCommand,
  SetInstanceProtectionCommand,
  StartInstanceRefreshCommand,
  SuspendProcessesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../support/emulator.ts";
import { aGroup, findGroup, instanceIds, theGroup } from "../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });

const erase = (name: string, ForceDelete?: boolean) =>
  emulated.client.send(
    new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: name, ForceDelete }),
  );

async function aRunningGroup(size: number): Promise<string> {
  const name = await aGroup(emulated, { DesiredCapacity: size });
  emulated.advance(60);
  return name;
}

const stillInUse =
  "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance " +
  "request(s) still in the group.";

test("G-166 refuses a group with instances unless it is forced", async () => {
  const name = await aRunningGroup(1);
  expect(await refusalOf(erase(name))).toEqual({
    code: "ResourceInUse",
    message: stillInUse,
    status: 400,
  });
  expect(await theGroup(emulated, name)).not.toHaveProperty("Status");
});

test("G-168 G-060 shows a group in deletion with sizes of 0, then no longer", async () => {
  const name = await aGroup(emulated, { MaxSize: 3 });
  const before = await theGroup(emulated, name);
  await erase(name);
  expect(await theGroup(emulated, name)).toEqual({
    ...before,
    Status: "Delete in progress",
    MinSize: 0,
    MaxSize: 0,
    DesiredCapacity: 0,
  });
  emulated.advance(30);
  expect(await findGroup(emulated, name)).toBeUndefined();
});

test("G-167 ends protected instances too when forced, and stays visible until then", async () => {
  const name = await aRunningGroup(2);
  const InstanceIds = await instanceIds(emulated, name);
  await emulated.client.send(
    new SetInstanceProtectionCommand({
      AutoScalingGroupName: name,
      InstanceIds,
      ProtectedFromScaleIn: true,
    }),
  );
  await erase(name, true);
  emulated.advance(10);
  const { Instances, Status } = await theGroup(emulated, name);
  expect(Status).toBe("Delete in progress");
  expect(Instances?.map(({ LifecycleState }) => LifecycleState)).toEqual([
    "Terminating",
    "Terminating",
  ]);
  emulated.advance(120);
  expect(await findGroup(emulated, name)).toBeUndefined();
});

test("G-169 changes a group in deletion no more", async () => {
  const name = await aGroup(emulated);
  const AutoScalingGroupName = name;
  await erase(name);
  const unknown = validationErrorOf("AutoScalingGroup name not found - null");
  const { client } = emulated;
  const update = new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MaxSize: 1 });
  expect(await refusalOf(client.send(update))).toEqual(unknown);
  const set = new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 1 });
  expect(await refusalOf(client.send(set))).toEqual(unknown);
  expect(await refusalOf(erase(name))).toEqual(unknown);
  const suspend = new SuspendProcessesCommand({ AutoScalingGroupName });
  expect(await refusalOf(client.send(suspend))).toEqual(
    validationErrorOf(
      "Processes may not be suspended while the AutoScaling group is pending delete",
    ),
  );
});

test("G-170 R-068 R-198 takes the refresh history along", async () => {
  const name = await aRunningGroup(1);
  const { client } = emulated;
  await client.send(new StartInstanceRefreshCommand({ AutoScalingGroupName: name }));
  await erase(name, true);
  emulated.advance(120);
  const describe = new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: name });
  expect(await refusalOf(client.send(describe))).toEqual(
    validationErrorOf(`AutoScalingGroup name not found - AutoScalingGroup ${name} not found`),
  );
});

test("G-009 does not name an unknown group", async () => {
  expect(await refusalOf(erase("nobody"))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});

test.each([
  ["prevent-all-deletion", false],
  ["prevent-force-deletion", true],
] as const)("G-033 refuses what deletion protection %s forbids", async (level, isForced) => {
  const name = await aGroup(emulated, { DeletionProtection: level });
  expect(await refusalOf(erase(name, isForced))).toMatchObject({ code: "ValidationError" });
  expect(await theGroup(emulated, name)).not.toHaveProperty("Status");
});

test("G-033 allows what prevent-force-deletion does not forbid", async () => {
  const name = await aGroup(emulated, { DeletionProtection: "prevent-force-deletion" });
  await erase(name);
  emulated.advance(30);
  expect(await findGroup(emulated, name)).toBeUndefined();
});
