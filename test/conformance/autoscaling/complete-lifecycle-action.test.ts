/** CompleteLifecycleAction and RecordLifecycleActionHeartbeat through the real SDK. */
import {
  CompleteLifecycleActionCommand,
  type CompleteLifecycleActionCommandInput,
  DeleteAutoScalingGroupCommand,
  RecordLifecycleActionHeartbeatCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, findGroup, instancesOf } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

interface Waiting {
  readonly name: string;
  readonly id: string;
  readonly token: string;
}

/** A group whose one instance waits in the launching hook `init`; `drain` is a terminating one. */
async function aWaitingLaunch(): Promise<Waiting> {
  const hook = { HeartbeatTimeout: 60, DefaultResult: "CONTINUE" };
  const name = await aGroup(emulated, {
    DesiredCapacity: 1,
    LifecycleHookSpecificationList: [
      {
        ...hook,
        LifecycleHookName: "init",
        LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      },
      {
        ...hook,
        LifecycleHookName: "drain",
        LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      },
    ],
  });
  emulated.advance(20);
  const [instance] = await instancesOf(emulated, name);
  return { name, id: instance?.InstanceId ?? "", token: tokenOf(name) };
}

/** Tokens reach callers by notifications, which are not emulated: the world tells this one. */
function tokenOf(name: string): string {
  const [region] = emulated.emulator.world.regions.values();
  const [instance] = region?.groups.get(name)?.fleet.members.values() ?? [];
  return instance?.lifecycleActions?.[0]?.token ?? "";
}

const stateOf = async (name: string) =>
  (await instancesOf(emulated, name)).map(({ LifecycleState }) => LifecycleState);

type Members = Partial<CompleteLifecycleActionCommandInput>;

const complete = (AutoScalingGroupName: string, members: Members) =>
  client.send(
    new CompleteLifecycleActionCommand({
      AutoScalingGroupName,
      LifecycleHookName: "init",
      LifecycleActionResult: "CONTINUE",
      ...members,
    }),
  );

const beat = (AutoScalingGroupName: string, members: Members) =>
  client.send(
    new RecordLifecycleActionHeartbeatCommand({
      AutoScalingGroupName,
      LifecycleHookName: "init",
      ...members,
    }),
  );

test("G-031 G-155 completes the first launch by its instance's id, and only once", async () => {
  const { name, id } = await aWaitingLaunch();
  expect(await stateOf(name)).toEqual(["Pending:Wait"]);
  await complete(name, { InstanceId: id });
  emulated.advance(1);
  expect(await stateOf(name)).toEqual(["InService"]);
  expect(await refusalOf(complete(name, { InstanceId: id }))).toEqual(
    validationErrorOf(`No active Lifecycle Action found with instance ID ${id}`),
  );
});

test("G-155 G-156 completes by token, a UUID, and only once", async () => {
  const { name, token } = await aWaitingLaunch();
  expect(token).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  await complete(name, { LifecycleActionToken: token });
  expect(await stateOf(name)).toEqual(["Pending:Proceed"]);
  expect(await refusalOf(complete(name, { LifecycleActionToken: token }))).toEqual(
    validationErrorOf(`No active Lifecycle Action found with token ${token}`),
  );
});

test("G-155 a heartbeat by token and by instance begins the timeout anew", async () => {
  const { name, id, token } = await aWaitingLaunch();
  for (const members of [{ LifecycleActionToken: token }, { InstanceId: id }]) {
    emulated.advance(40);
    await beat(name, members);
  }
  emulated.advance(59);
  expect(await stateOf(name)).toEqual(["Pending:Wait"]);
  emulated.advance(2);
  expect(await stateOf(name)).toEqual(["InService"]);
});

test("G-155 nothing waits for another hook, token or instance", async () => {
  const { name, id } = await aWaitingLaunch();
  const token = "00000000-0000-4000-8000-000000000000";
  expect(await refusalOf(beat(name, { LifecycleActionToken: token }))).toEqual(
    validationErrorOf(`No active Lifecycle Action found with token ${token}`),
  );
  for (const members of [
    { InstanceId: id, LifecycleHookName: "drain" },
    { InstanceId: "i-00000000000000000" },
  ]) {
    expect(await refusalOf(beat(name, members))).toEqual(
      validationErrorOf(`No active Lifecycle Action found with instance ID ${members.InstanceId}`),
    );
  }
});

test("G-155 refuses a call that means nothing, and results that are none", async () => {
  const { name, id } = await aWaitingLaunch();
  expect(await refusalOf(complete(name, {}))).toEqual(
    validationErrorOf("Either LifecycleActionToken or InstanceId must be specified."),
  );
  const unknown = complete(name, { InstanceId: id, LifecycleActionResult: "RETRY" });
  expect(await refusalOf(unknown)).toEqual(
    validationErrorOf("'LifecycleActionResult' must be one of: CONTINUE, ABANDON"),
  );
  expect(await refusalOf(complete("nobody", { InstanceId: id }))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});

test("G-157 G-167 a hook can be completed while its group is being deleted", async () => {
  const { name, id } = await aWaitingLaunch();
  await complete(name, { InstanceId: id });
  emulated.advance(10);
  await client.send(
    new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: name, ForceDelete: true }),
  );
  emulated.advance(10);
  expect(await stateOf(name)).toEqual(["Terminating:Wait"]);
  await complete(name, { LifecycleHookName: "drain", InstanceId: id });
  emulated.advance(40);
  expect(await findGroup(emulated, name)).toBeUndefined();
});

test("G-157 ABANDON and CONTINUE both let a termination go on", async () => {
  for (const LifecycleActionResult of ["ABANDON", "CONTINUE"]) {
    const { name, id } = await aWaitingLaunch();
    await complete(name, { InstanceId: id });
    emulated.advance(10);
    await client.send(
      new SetDesiredCapacityCommand({ AutoScalingGroupName: name, DesiredCapacity: 0 }),
    );
    emulated.advance(10);
    expect(await stateOf(name)).toEqual(["Terminating:Wait"]);
    await complete(name, { LifecycleHookName: "drain", InstanceId: id, LifecycleActionResult });
    emulated.advance(31);
    expect(await stateOf(name)).toEqual([]);
  }
});
