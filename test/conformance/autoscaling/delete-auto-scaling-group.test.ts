/** DeleteAutoScalingGroup through the real SDK. */
import {
  CreateOrUpdateTagsCommand,
  DeleteAutoScalingGroupCommand,
  DeleteTagsCommand,
  DescribeInstanceRefreshesCommand,
  PutWarmPoolCommand,
  SetDesiredCapacityCommand,
  SetInstanceProtectionCommand,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, findGroup, instanceIds, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

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

const pendingDelete = validationErrorOf(
  "The AutoScaling group may not be modified while it is pending delete",
);

test("G-205 G-201 says that terminations are under way when nothing else is left", async () => {
  const name = await aRunningGroup(1);
  const none = new SetDesiredCapacityCommand({ AutoScalingGroupName: name, DesiredCapacity: 0 });
  await emulated.client.send(none);
  emulated.advance(20);
  const underWay = {
    code: "ScalingActivityInProgress",
    message:
      "You cannot delete an AutoScalingGroup while there are scaling activities in progress for " +
      "that group.",
    status: 400,
  };
  expect(await refusalOf(erase(name))).toEqual(underWay);
  expect(await theGroup(emulated, name)).not.toHaveProperty("Status");
  await erase(name, true);
  expect(await refusalOf(erase(name))).toEqual(underWay);
  expect(await refusalOf(erase(name, true))).toEqual(pendingDelete);
  emulated.advance(120);
  expect(await findGroup(emulated, name)).toBeUndefined();
});

test("G-326 names the warm pool when only it has instances", async () => {
  const name = await aGroup(emulated, { MaxSize: 1 });
  await emulated.client.send(new PutWarmPoolCommand({ AutoScalingGroupName: name }));
  emulated.advance(120);
  expect(await refusalOf(erase(name))).toEqual({
    code: "ResourceInUse",
    message:
      `${stillInUse} Also, you can\u2019t delete it while there are instances that are part of a ` +
      "warm pool.",
    status: 400,
  });
});

test("G-157 G-329 a retained instance is in use, and force is refused", async () => {
  const TerminateHookAbandon = "retain" as const;
  const name = await aGroup(emulated, {
    DesiredCapacity: 1,
    MaxSize: 1,
    InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon } },
    LifecycleHookSpecificationList: [
      {
        LifecycleHookName: "end",
        LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
        DefaultResult: "ABANDON",
        HeartbeatTimeout: 30,
      },
    ],
  });
  emulated.advance(60);
  const none = new SetDesiredCapacityCommand({ AutoScalingGroupName: name, DesiredCapacity: 0 });
  await emulated.client.send(none);
  emulated.advance(60);
  const { Instances } = await theGroup(emulated, name);
  expect(Instances?.map((one) => one.LifecycleState)).toEqual(["Terminating:Retained"]);
  expect(await refusalOf(erase(name))).toEqual({
    code: "ResourceInUse",
    message: stillInUse,
    status: 400,
  });
  expect(await refusalOf(erase(name, true))).toEqual({
    code: "ValidationError",
    message:
      "You can't force delete this Auto Scaling group because the TerminateHookAbandon retention " +
      "trigger is set to retain. Change the retention trigger to terminate and try again.",
    status: 400,
  });
});

test("G-203 the name of a group in deletion is taken, in words of its own", async () => {
  const name = await aRunningGroup(1);
  await erase(name, true);
  expect(await refusalOf(aGroup(emulated, { AutoScalingGroupName: name }))).toEqual({
    code: "AlreadyExists",
    message:
      "AutoScalingGroup by this name already exists - A group with the name " +
      `${name} already exists and is pending delete.  Please wait until Autoscaling completes ` +
      "the deletion process before creating another group with the same name.",
    status: 400,
  });
});

test.each([
  ["CreateOrUpdateTags", CreateOrUpdateTagsCommand],
  ["DeleteTags", DeleteTagsCommand],
])("G-169 G-201 %s is refused for a group in deletion", async (_operation, Command) => {
  const name = await aRunningGroup(1);
  await erase(name, true);
  const tag = { ResourceId: name, ResourceType: "auto-scaling-group", Key: "team" };
  const command = new Command({ Tags: [tag] }) as CreateOrUpdateTagsCommand;
  expect(await refusalOf(emulated.client.send(command))).toEqual(pendingDelete);
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

test("R-198 R-320 ends its refresh, which is not successful", async () => {
  const name = await aRunningGroup(1);
  const { client } = emulated;
  await client.send(new StartInstanceRefreshCommand({ AutoScalingGroupName: name }));
  emulated.advance(10);
  await erase(name, true);
  const describe = new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: name });
  const { InstanceRefreshes = [] } = await client.send(describe);
  expect(InstanceRefreshes).toMatchObject([{ Status: "Cancelled", EndTime: expect.any(Date) }]);
  expect(InstanceRefreshes[0]?.PercentageComplete).not.toBe(100);
});

test("G-282 names an unknown group in quotation marks", async () => {
  expect(await refusalOf(erase("nobody"))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - AutoScalingGroup 'nobody' not found"),
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
