/** AttachInstances through the real SDK, with instances that were detached before. */
import {
  AttachInstancesCommand,
  DescribeScalingActivitiesCommand,
  DetachInstancesCommand,
  SuspendProcessesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
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
const { client, ec2 } = emulated;

const attach = (AutoScalingGroupName: string, InstanceIds: string[]) =>
  client.send(new AttachInstancesCommand({ AutoScalingGroupName, InstanceIds }));

/** A group that has one instance left and one that was detached a minute ago. */
async function aDetachedInstance(members: GroupMembers = {}) {
  const name = await aGroup(emulated, { DesiredCapacity: 2, ...members });
  emulated.advance(60);
  const [id = ""] = await instanceIds(emulated, name);
  await client.send(
    new DetachInstancesCommand({
      AutoScalingGroupName: name,
      InstanceIds: [id],
      ShouldDecrementDesiredCapacity: true,
    }),
  );
  emulated.advance(60);
  return { name, id };
}

const tagKeys = async (id: string) => {
  const answer = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  const tags = answer.Reservations?.[0]?.Instances?.[0]?.Tags ?? [];
  return Object.fromEntries(tags.map(({ Key = "", Value }) => [Key, Value]));
};

test("G-127 the capacity rises at once, and 1.5 seconds later it is in service", async () => {
  const { name, id } = await aDetachedInstance();
  const answer = await attach(name, [id]);
  expect(Object.keys(answer)).toEqual(["$metadata"]);
  expect(await theGroup(emulated, name)).toMatchObject({ DesiredCapacity: 2 });
  const find = async () =>
    (await instancesOf(emulated, name)).find(({ InstanceId }) => InstanceId === id);
  expect(await find()).toMatchObject({ LifecycleState: "Pending", HealthStatus: "Healthy" });
  emulated.advance(1.4);
  expect(await find()).toMatchObject({ LifecycleState: "Pending" });
  emulated.advance(0.1);
  expect(await find()).toMatchObject({
    LifecycleState: "InService",
    LaunchTemplate: { Version: "1" },
    ProtectedFromScaleIn: false,
  });
  emulated.advance(120);
  expect(await instancesOf(emulated, name)).toHaveLength(2);
});

test("G-085 G-089 G-090 G-091 its activity tells the new capacity, and no subnet", async () => {
  const { name, id } = await aDetachedInstance();
  const at = emulated.now();
  await attach(name, [id]);
  const newest = async () => {
    const command = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name });
    return (await client.send(command)).Activities?.[0];
  };
  expect(await newest()).toMatchObject({ StatusCode: "PreInService", Progress: 30 });
  emulated.advance(2);
  const activity = await newest();
  expect(activity).toMatchObject({
    Description: `Attaching an existing EC2 instance: ${id}`,
    Cause:
      `At ${at} an instance was added in response to user request. Keeping the capacity at the ` +
      "new 2.",
    StatusCode: "Successful",
    Progress: 100,
    EndTime: expect.any(Date),
  });
  expect(Object.keys(JSON.parse(activity?.Details ?? ""))).toEqual([
    "Availability Zone ID",
    "Availability Zone",
  ]);
});

test("G-080 the group's name is a tag again, and the template's tags stay", async () => {
  const { name, id } = await aDetachedInstance();
  const detached = await tagKeys(id);
  expect(Object.keys(detached).sort()).toEqual([
    "aws:ec2launchtemplate:id",
    "aws:ec2launchtemplate:version",
  ]);
  const other = await aGroup(emulated);
  await attach(other, [id]);
  expect(await tagKeys(id)).toEqual({ ...detached, "aws:autoscaling:groupName": other });
  expect(await instancesOf(emulated, name)).toHaveLength(1);
});

test("G-127, R-175 the instance is protected as a launched one, once InService", async () => {
  const { id } = await aDetachedInstance();
  const other = await aGroup(emulated, { NewInstancesProtectedFromScaleIn: true });
  await attach(other, [id]);
  expect(await instancesOf(emulated, other)).toMatchObject([{ ProtectedFromScaleIn: false }]);
  emulated.advance(60);
  expect(await instancesOf(emulated, other)).toMatchObject([{ ProtectedFromScaleIn: true }]);
});

test("G-128 refuses while Launch is suspended", async () => {
  const { name, id } = await aDetachedInstance();
  await client.send(
    new SuspendProcessesCommand({ AutoScalingGroupName: name, ScalingProcesses: ["Launch"] }),
  );
  expect(await refusalOf(attach(name, [id]))).toEqual(
    validationErrorOf(
      `Cannot attach instances to AutoScalingGroup ${name} while the Launch process is suspended`,
    ),
  );
});

test("G-129 refuses more than the maximum", async () => {
  const { name, id } = await aDetachedInstance();
  await client.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: name, MaxSize: 1 }));
  expect(await refusalOf(attach(name, [id]))).toEqual(
    validationErrorOf(
      `AutoScalingGroup ${name} has min-size=0, max-size=1, and desired-size=1. To attach 1 ` +
        "instance, please update the AutoScalingGroup sizes appropriately.",
    ),
  );
});

test("G-127 refuses a member, also of another group", async () => {
  const { name } = await aDetachedInstance();
  const [id = ""] = await instanceIds(emulated, name);
  const text = `The Instance: ${id} is already part of AutoScalingGroup:${name}`;
  expect(await refusalOf(attach(name, [id]))).toEqual(validationErrorOf(text));
  const other = await aGroup(emulated);
  expect(await refusalOf(attach(other, [id]))).toEqual(validationErrorOf(text));
});

test("G-127 refuses an unknown instance and one that has ended", async () => {
  const { name, id } = await aDetachedInstance();
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
  expect(await refusalOf(attach(name, [id]))).toEqual(
    validationErrorOf(`The instance ${id} is not in the running state.`),
  );
  emulated.advance(60);
  for (const gone of [id, "i-0123456789abcdef0"]) {
    expect(await refusalOf(attach(name, [gone]))).toEqual(
      validationErrorOf(`Invalid Instance ID(s): [${gone}] specified`),
    );
  }
});

test("G-127 refuses an instance in a zone that the group does not have", async () => {
  const { id } = await aDetachedInstance({ AvailabilityZones: ["us-east-1c"] });
  const other = await aGroup(emulated);
  expect(await refusalOf(attach(other, [id]))).toEqual(
    validationErrorOf(
      `The instance ${id} is in us-east-1c, which is not an Availability Zone of the group.`,
    ),
  );
});

test("G-127 refuses no instances, more than 20, and an unknown group", async () => {
  const { name, id } = await aDetachedInstance();
  expect(await refusalOf(attach(name, []))).toMatchObject({ code: "ValidationError" });
  const many = Array.from({ length: 21 }, (_, index) => `i-${String(index).padStart(17, "0")}`);
  expect(await refusalOf(attach(name, many))).toMatchObject({
    code: "ValidationError",
    message: expect.stringContaining("length less than or equal to 20"),
  });
  expect(await refusalOf(attach("nobody", [id]))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});
