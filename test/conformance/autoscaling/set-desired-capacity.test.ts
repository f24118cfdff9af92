/** SetDesiredCapacity through the real SDK. */
import {
  DescribeScalingActivitiesCommand,
  SetDesiredCapacityCommand,
  SetInstanceProtectionCommand,
  SuspendProcessesCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, instanceIds, instancesOf, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

const setCapacity = (name: string, DesiredCapacity: number, HonorCooldown?: boolean) =>
  client.send(
    new SetDesiredCapacityCommand({ AutoScalingGroupName: name, DesiredCapacity, HonorCooldown }),
  );

async function activitiesOf(name: string) {
  const { Activities = [] } = await client.send(
    new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name }),
  );
  return Activities;
}

test.each([
  ["G-068 a value above the maximum", 5, "above max value 4 for the AutoScalingGroup."],
  ["G-069 a value below the minimum", 0, "below min value 1 for the AutoScalingGroup."],
  ["G-070 a negative value", -1, "negative."],
])("refuses %s", async (_rule, value, complaint) => {
  const name = await aGroup(emulated, { MinSize: 1 });
  expect(await refusalOf(setCapacity(name, value))).toEqual(
    validationErrorOf(`New SetDesiredCapacity value ${value} is ${complaint}`),
  );
});

test("G-009 does not name an unknown group", async () => {
  expect(await refusalOf(setCapacity("nobody", 1))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});

test("G-016 G-073 shows the value at once, and launches some seconds later", async () => {
  const name = await aGroup(emulated);
  await setCapacity(name, 1);
  expect((await theGroup(emulated, name)).DesiredCapacity).toBe(1);
  emulated.advance(4);
  expect(await instancesOf(emulated, name)).toEqual([]);
  emulated.advance(16);
  expect(await instancesOf(emulated, name)).toHaveLength(1);
});

test("G-071 G-095 with Launch suspended changes the value and nothing else", async () => {
  const name = await aGroup(emulated);
  await client.send(
    new SuspendProcessesCommand({ AutoScalingGroupName: name, ScalingProcesses: ["Launch"] }),
  );
  await setCapacity(name, 2);
  emulated.advance(120);
  expect(await theGroup(emulated, name)).toMatchObject({ DesiredCapacity: 2, Instances: [] });
  expect(await activitiesOf(name)).toEqual([]);
});

test("G-072 G-284 honours a cooldown when asked to", async () => {
  const name = await aGroup(emulated, { DesiredCapacity: 1, DefaultCooldown: 100 });
  emulated.advance(60);
  expect(await refusalOf(setCapacity(name, 2, true))).toEqual({
    code: "ScalingActivityInProgress",
    message: expect.stringMatching(/^Scaling activity \S{36} is in progress and blocks/),
    status: 400,
  });
  emulated.advance(100);
  await setCapacity(name, 2, true);
  expect((await theGroup(emulated, name)).DesiredCapacity).toBe(2);
});

test("G-074 G-096 terminates no protected instance, and says so once", async () => {
  const name = await aGroup(emulated, { DesiredCapacity: 1 });
  emulated.advance(60);
  const InstanceIds = await instanceIds(emulated, name);
  await client.send(
    new SetInstanceProtectionCommand({
      AutoScalingGroupName: name,
      InstanceIds,
      ProtectedFromScaleIn: true,
    }),
  );
  const calledAt = emulated.now();
  await setCapacity(name, 0);
  emulated.advance(300);
  expect(await instancesOf(emulated, name)).toHaveLength(1);
  const told = (await activitiesOf(name)).filter(({ StatusCode }) => StatusCode === "Cancelled");
  expect(told).toHaveLength(1);
  const [activity] = told;
  expect(activity).toMatchObject({
    Description:
      "Could not scale to desired capacity because all remaining instances are protected from " +
      "scale-in.",
    Progress: 100,
    Details: "{}",
  });
  const startedAt = activity?.StartTime?.getTime() ?? 0;
  expect(activity?.EndTime?.getTime()).toBe(Math.floor(startedAt / 1000) * 1000);
  expect(activity?.Cause).toMatch(
    new RegExp(
      `^At ${calledAt} a user request explicitly set group desired capacity changing the ` +
        "desired capacity from 1 to 0\\.  At [0-9TZ:-]+ group reached equilibrium\\.$",
    ),
  );
  await setCapacity(name, 1);
  expect((await theGroup(emulated, name)).DesiredCapacity).toBe(1);
});
