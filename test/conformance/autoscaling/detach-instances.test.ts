/** DetachInstances through the real SDK. */
import {
  DeleteAutoScalingGroupCommand,
  DescribeScalingActivitiesCommand,
  DetachInstancesCommand,
  EnterStandbyCommand,
  SetInstanceProtectionCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import {
  aGroup,
  findGroup,
  type GroupMembers,
  instanceIds,
  instancesOf,
  theGroup,
} from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client, ec2 } = emulated;

const detach = (name: string, InstanceIds: string[], ShouldDecrementDesiredCapacity = true) =>
  client.send(
    new DetachInstancesCommand({
      AutoScalingGroupName: name,
      InstanceIds,
      ShouldDecrementDesiredCapacity,
    }),
  );

async function aPair(members: GroupMembers = {}) {
  const name = await aGroup(emulated, { DesiredCapacity: 2, ...members });
  emulated.advance(60);
  const [first = "", second = ""] = await instanceIds(emulated, name);
  return { name, first, second };
}

const causesOf = async (name: string) => {
  const command = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name });
  return ((await client.send(command)).Activities ?? []).map(({ Cause }) => Cause);
};

test("G-130 G-086 G-090 G-091 answers an activity, and the instance leaves the group", async () => {
  const { name, first: id } = await aPair();
  const at = emulated.now();
  const { Activities } = await detach(name, [id]);
  expect(Activities).toEqual([
    {
      ActivityId: expect.any(String),
      AutoScalingGroupName: name,
      Description: `Detaching EC2 instance: ${id}`,
      Cause:
        `At ${at} instance ${id} was detached in response to a user request, shrinking the ` +
        "capacity from 2 to 1.",
      StartTime: expect.any(Date),
      StatusCode: "InProgress",
      Progress: 50,
      Details: expect.stringMatching(/^\{"Availability Zone ID":"use1-az\d"/),
    },
  ]);
  expect(await theGroup(emulated, name)).toMatchObject({ DesiredCapacity: 1 });
  expect(await instancesOf(emulated, name)).toMatchObject([
    { InstanceId: id, LifecycleState: "Detaching", HealthStatus: "Healthy" },
    { LifecycleState: "InService" },
  ]);
  emulated.advance(3);
  expect(await instancesOf(emulated, name)).toHaveLength(1);
  const shown = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  expect(shown.Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe("running");
  const described = await client.send(
    new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name }),
  );
  expect(described.Activities?.[0]).toMatchObject({
    ActivityId: Activities?.[0]?.ActivityId,
    StatusCode: "Successful",
    Progress: 100,
  });
  emulated.advance(120);
  expect(await instancesOf(emulated, name)).toHaveLength(1);
});

test("G-080 the group's name goes from the tags when the instance has left", async () => {
  const { name, first: id } = await aPair();
  const keys = async () => {
    const shown = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    return shown.Reservations?.[0]?.Instances?.[0]?.Tags?.map(({ Key }) => Key);
  };
  await detach(name, [id]);
  expect(await keys()).toContain("aws:autoscaling:groupName");
  emulated.advance(3);
  expect(await keys()).toEqual(["aws:ec2launchtemplate:id", "aws:ec2launchtemplate:version"]);
});

test("G-130 G-091 without decrement another instance is started for the difference", async () => {
  const { name, first } = await aPair();
  const { Activities } = await detach(name, [first], false);
  expect(Activities?.[0]?.Cause).toMatch(/was detached in response to a user request\.$/);
  emulated.advance(60);
  const states = (await instancesOf(emulated, name)).map(({ LifecycleState }) => LifecycleState);
  expect(states).toEqual(["InService", "InService"]);
  const [cause = ""] = await causesOf(name);
  expect(cause.replace(/^At \S+ /, "")).toBe(
    "an instance was started in response to a difference between desired and actual capacity, " +
      "increasing the capacity from 1 to 2.",
  );
});

test("G-130 several instances lower the capacity one by one", async () => {
  const { name, first, second } = await aPair();
  const { Activities = [] } = await detach(name, [first, second]);
  const steps = Activities.map(({ Cause = "" }) => /from \d+ to \d+/.exec(Cause)?.[0]);
  expect(steps).toEqual(["from 2 to 1", "from 1 to 0"]);
  expect(await theGroup(emulated, name)).toMatchObject({ DesiredCapacity: 0 });
});

test("G-130 G-286 an instance in Standby leaves too, and lowers the desired capacity", async () => {
  const { name, first } = await aPair();
  await client.send(
    new EnterStandbyCommand({
      AutoScalingGroupName: name,
      InstanceIds: [first],
      ShouldDecrementDesiredCapacity: true,
    }),
  );
  emulated.advance(10);
  const { Activities } = await detach(name, [first]);
  expect(Activities?.[0]?.Cause).toMatch(/, shrinking the capacity from 1 to 0\.$/);
  emulated.advance(120);
  expect(await theGroup(emulated, name)).toMatchObject({ DesiredCapacity: 0 });
  expect(await instancesOf(emulated, name)).toEqual([]);
});

test("G-130 scale-in protection does not hold an instance", async () => {
  const { name, first } = await aPair();
  await client.send(
    new SetInstanceProtectionCommand({
      AutoScalingGroupName: name,
      InstanceIds: [first],
      ProtectedFromScaleIn: true,
    }),
  );
  await detach(name, [first]);
  emulated.advance(5);
  expect(await instancesOf(emulated, name)).toHaveLength(1);
});

test("G-131 refuses a decrement below the minimum", async () => {
  const { name, first } = await aPair({ MinSize: 2 });
  expect(await refusalOf(detach(name, [first]))).toEqual(
    validationErrorOf(
      `AutoScalingGroup ${name} has min-size=2, max-size=4, and desired-size=2. To detach 1 ` +
        "instance, please update the AutoScalingGroup sizes appropriately.",
    ),
  );
  await detach(name, [first], false);
});

test("G-130 refuses an instance that is detached already, or not in service yet", async () => {
  const { name, first } = await aPair();
  await detach(name, [first], false);
  expect(await refusalOf(detach(name, [first]))).toEqual(
    validationErrorOf(`The instance ${first} is not in InService or Standby.`),
  );
  emulated.advance(9);
  const pending = (await instancesOf(emulated, name)).find(
    ({ LifecycleState }) => LifecycleState === "Pending",
  )?.InstanceId;
  expect(await refusalOf(detach(name, [pending ?? ""]))).toEqual(
    validationErrorOf(`The instance ${pending} is not in InService or Standby.`),
  );
});

test("G-131 G-119 refuses an instance that is not in the group", async () => {
  const { name, first } = await aPair();
  const other = await aPair();
  for (const id of [other.first, "i-0123456789abcdef0"]) {
    expect(await refusalOf(detach(name, [id]))).toEqual(
      validationErrorOf(`The instance ${id} is not part of Auto Scaling group ${name}.`),
    );
  }
  await detach(name, [first]);
  emulated.advance(10);
  expect(await refusalOf(detach(name, [first]))).toEqual(
    validationErrorOf(`The instance ${first} is not part of Auto Scaling group ${name}.`),
  );
});

test("G-130 refuses no instances, more than 20, and an unknown group", async () => {
  const { name, first } = await aPair();
  const many = Array.from({ length: 21 }, () => first);
  expect(await refusalOf(detach(name, many))).toMatchObject({
    code: "ValidationError",
    message: expect.stringContaining("length less than or equal to 20"),
  });
  expect(await refusalOf(detach(name, []))).toMatchObject({ code: "ValidationError" });
  expect(await refusalOf(detach("nobody", [first]))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});

test("G-167 a force delete lets an instance go that is being detached", async () => {
  const { name, first } = await aPair();
  await detach(name, [first]);
  await client.send(
    new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: name, ForceDelete: true }),
  );
  emulated.advance(120);
  expect(await findGroup(emulated, name)).toBeUndefined();
  const shown = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [first] }));
  expect(shown.Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe("running");
});
