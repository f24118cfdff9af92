/** DeleteLifecycleHook through the real SDK. */
import {
  DeleteLifecycleHookCommand,
  DescribeLifecycleHooksCommand,
  DescribeScalingActivitiesCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, instancesOf } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

const remove = (AutoScalingGroupName: string) =>
  client.send(new DeleteLifecycleHookCommand({ AutoScalingGroupName, LifecycleHookName: "init" }));

test("G-093 G-161 a launch that waits is cancelled, and the next one does not wait", async () => {
  const AutoScalingGroupName = await aGroup(emulated, {
    DesiredCapacity: 1,
    LifecycleHookSpecificationList: [
      {
        LifecycleHookName: "init",
        LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      },
    ],
  });
  emulated.advance(20);
  const [waiting] = await instancesOf(emulated, AutoScalingGroupName);
  expect(waiting?.LifecycleState).toBe("Pending:Wait");
  await remove(AutoScalingGroupName);
  emulated.advance(20);
  const states = (await instancesOf(emulated, AutoScalingGroupName)).map(
    ({ LifecycleState }) => LifecycleState,
  );
  expect(states.sort()).toEqual(["InService", "Terminating"]);
  const { Activities = [] } = await client.send(
    new DescribeScalingActivitiesCommand({ AutoScalingGroupName }),
  );
  const cancelled = Activities.find(({ StatusCode }) => StatusCode === "Cancelled");
  expect(cancelled?.Description).toBe(
    `Launching a new EC2 instance: ${waiting?.InstanceId}.  Status Reason: ` +
      cancelled?.StatusMessage,
  );
  expect(
    await client.send(new DescribeLifecycleHooksCommand({ AutoScalingGroupName })),
  ).toMatchObject({ LifecycleHooks: [] });
});

test("G-161 refuses a hook that there is not, and G-009 an unknown group", async () => {
  const name = await aGroup(emulated);
  expect(await refusalOf(remove(name))).toEqual(
    validationErrorOf(`No Lifecycle Hook found with name 'init' for group '${name}'`),
  );
  expect(await refusalOf(remove("nobody"))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});
