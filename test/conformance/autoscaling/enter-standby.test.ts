/** EnterStandby through the real SDK. */
import {
  DescribeScalingActivitiesCommand,
  EnterStandbyCommand,
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

const enter = (name: string, InstanceIds: string[], ShouldDecrementDesiredCapacity = true) =>
  client.send(
    new EnterStandbyCommand({
      AutoScalingGroupName: name,
      InstanceIds,
      ShouldDecrementDesiredCapacity,
    }),
  );

async function aPair(members: GroupMembers = {}) {
  const name = await aGroup(emulated, { DesiredCapacity: 2, ...members });
  emulated.advance(60);
  return { name, ids: await instanceIds(emulated, name) };
}

test("G-121 G-086 G-090 G-012 answers an activity, and the instance moves to Standby", async () => {
  const { name, ids } = await aPair();
  const [id = ""] = ids;
  const at = emulated.now();
  const { Activities } = await enter(name, [id]);
  expect(Activities).toEqual([
    {
      ActivityId: expect.any(String),
      AutoScalingGroupName: name,
      Description: `Moving EC2 instance to Standby: ${id}`,
      Cause:
        `At ${at} instance ${id} was moved to standby in response to a user request, shrinking ` +
        "the capacity from 2 to 1.",
      StartTime: expect.any(Date),
      StatusCode: "InProgress",
      Progress: 50,
      Details: expect.stringMatching(/^\{"Availability Zone ID":"use1-az\d"/),
    },
  ]);
  expect(await theGroup(emulated, name)).toMatchObject({ DesiredCapacity: 1 });
  expect((await instancesOf(emulated, name))[0]?.LifecycleState).toBe("EnteringStandby");
  emulated.advance(30);
  const [standby, inService] = await instancesOf(emulated, name);
  expect(standby).toMatchObject({ LifecycleState: "Standby", HealthStatus: "Healthy" });
  expect(inService).toMatchObject({ LifecycleState: "InService" });
  const described = await client.send(
    new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name }),
  );
  expect(described.Activities?.[0]).toMatchObject({
    ActivityId: Activities?.[0]?.ActivityId,
    StatusCode: "Successful",
    Progress: 100,
  });
  const [activity] = described.Activities ?? [];
  expect(activity?.StartTime?.getMilliseconds()).toBe(250);
  expect(activity?.EndTime?.getMilliseconds()).toBe(0);
});

test("G-122 without decrement a replacement is launched", async () => {
  const { name, ids } = await aPair();
  const [id = ""] = ids;
  const { Activities } = await enter(name, [id], false);
  expect(Activities?.[0]?.Cause).toMatch(/moved to standby in response to a user request\.$/);
  emulated.advance(60);
  const states = (await instancesOf(emulated, name)).map((instance) => instance.LifecycleState);
  expect(states).toEqual(["Standby", "InService", "InService"]);
});

test("G-121 several instances lower the capacity one by one", async () => {
  const { name, ids } = await aPair();
  const { Activities = [] } = await enter(name, ids);
  const steps = Activities.map(({ Cause = "" }) => /from \d+ to \d+/.exec(Cause)?.[0]);
  expect(steps).toEqual(["from 2 to 1", "from 1 to 0"]);
  expect(await theGroup(emulated, name)).toMatchObject({ DesiredCapacity: 0 });
});

test("G-123 refuses a decrement below the minimum", async () => {
  const { name, ids } = await aPair({ MinSize: 2 });
  expect(await refusalOf(enter(name, ids.slice(1)))).toEqual(
    validationErrorOf(
      `AutoScalingGroup ${name} has min-size=2, max-size=4, and desired-size=2. To place into ` +
        "standby 1 instance, please update the AutoScalingGroup sizes appropriately.",
    ),
  );
});

test("G-121 refuses an instance that is not in service", async () => {
  const { name, ids } = await aPair();
  const [id = ""] = ids;
  await enter(name, [id]);
  expect(await refusalOf(enter(name, [id]))).toEqual(
    validationErrorOf(`The instance ${id} is not in InService.`),
  );
});

test("G-119 refuses an instance that is not in the group", async () => {
  const { name } = await aPair();
  expect(await refusalOf(enter(name, ["i-0123456789abcdef0"]))).toEqual(
    validationErrorOf(
      `The instance i-0123456789abcdef0 is not part of Auto Scaling group ${name}.`,
    ),
  );
});

test("G-121 refuses a call without instances", async () => {
  const { name } = await aPair();
  expect(await refusalOf(enter(name, []))).toMatchObject({ code: "ValidationError" });
});
