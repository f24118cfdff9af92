/** PutWarmPool through the real SDK. */
import {
  DescribeScalingActivitiesCommand,
  PutWarmPoolCommand,
  type PutWarmPoolCommandInput,
  SetDesiredCapacityCommand,
  StartInstanceRefreshCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { beforeEach, expect, test } from "vitest";
import { type Emulated, startEmulator } from "../../support/emulator.ts";
import { aGroup, aTemplate, baseContents, instancesOf, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";
import { poolOf } from "../../support/warm-pool.ts";

let emulated: Emulated;

beforeEach(async () => {
  emulated = await startEmulator({ timing: "aws" });
});

type Members = Omit<PutWarmPoolCommandInput, "AutoScalingGroupName">;

const put = (name: string, members: Members = {}) =>
  emulated.client.send(new PutWarmPoolCommand({ AutoScalingGroupName: name, ...members }));

async function aSettledGroup(members: Parameters<typeof aGroup>[1] = {}): Promise<string> {
  const name = await aGroup(emulated, { DesiredCapacity: 1, MaxSize: 3, ...members });
  emulated.advance(60);
  return name;
}

test("G-172 the defaults are a minimum of 0 and stopped instances, and nothing else", async () => {
  const name = await aSettledGroup();
  const { $metadata, ...answer } = await put(name);
  expect(answer).toEqual({});
  expect((await poolOf(emulated, name)).configuration).toEqual({
    MinSize: 0,
    PoolState: "Stopped",
  });
});

test("G-172 later puts keep members that are not sent, and -1 clears the maximum", async () => {
  const name = await aSettledGroup();
  await put(name, { MinSize: 1, MaxGroupPreparedCapacity: 2, PoolState: "Running" });
  await put(name, { InstanceReusePolicy: { ReuseOnScaleIn: true } });
  const all = {
    MinSize: 1,
    MaxGroupPreparedCapacity: 2,
    PoolState: "Running",
    InstanceReusePolicy: { ReuseOnScaleIn: true },
  };
  expect((await poolOf(emulated, name)).configuration).toEqual(all);
  await put(name, { MaxGroupPreparedCapacity: -1, MinSize: 0 });
  const { MaxGroupPreparedCapacity: _, ...others } = all;
  expect((await poolOf(emulated, name)).configuration).toEqual({ ...others, MinSize: 0 });
});

test("G-173 G-015 hibernation needs an encrypted root volume", async () => {
  const name = await aSettledGroup();
  expect(await refusalOf(put(name, { PoolState: "Hibernated" }))).toEqual(
    validationErrorOf("For hibernation, the root device volume must be encrypted."),
  );
  expect((await poolOf(emulated, name)).configuration).toBeUndefined();
  const root = { DeviceName: "/dev/xvda", Ebs: { Encrypted: true, VolumeSize: 8 } };
  const template = await aTemplate(emulated, { ...baseContents, BlockDeviceMappings: [root] });
  const encrypted = await aSettledGroup({ LaunchTemplate: { LaunchTemplateId: template.id } });
  await put(encrypted, { PoolState: "Hibernated" });
  emulated.advance(120);
  const { states } = await poolOf(emulated, encrypted);
  expect(states).toEqual(["Warmed:Hibernated", "Warmed:Hibernated"]);
});

test.each([
  [{ MinSize: -1 }, "Value '-1' at 'minSize'", "Member must have value greater than or equal to 0"],
  [
    { MaxGroupPreparedCapacity: -2 },
    "Value '-2' at 'maxGroupPreparedCapacity'",
    "Member must have value greater than or equal to -1",
  ],
  [
    { PoolState: "invalid" as "Stopped" },
    "Value 'invalid' at 'poolState'",
    "Member must satisfy enum value set: [Stopped, Hibernated, Running]",
  ],
])("G-006 %j is refused by its shape", async (members, value, sentence) => {
  const name = await aSettledGroup();
  expect(await refusalOf(put(name, members))).toEqual(
    validationErrorOf(
      `1 validation error detected: ${value} failed to satisfy constraint: ${sentence}`,
    ),
  );
});

test("G-283 G-327 an unknown group is named", async () => {
  expect(await refusalOf(put("no-such-group"))).toEqual(
    validationErrorOf(
      "AutoScalingGroup name not found - No such Auto Scaling group: no-such-group",
    ),
  );
});

test("G-174 G-175 R-209 launches up to the maximum into the pool, in 37 seconds", async () => {
  const name = await aSettledGroup();
  const at = emulated.now();
  await put(name);
  emulated.advance(15);
  expect((await poolOf(emulated, name)).states).toEqual(["Warmed:Pending", "Warmed:Pending"]);
  emulated.advance(60);
  const { states, ids } = await poolOf(emulated, name);
  expect(states).toEqual(["Warmed:Stopped", "Warmed:Stopped"]);
  expect(await theGroup(emulated, name)).toMatchObject({
    WarmPoolConfiguration: { MinSize: 0, PoolState: "Stopped" },
    WarmPoolSize: 2,
    DesiredCapacity: 1,
  });
  expect(await instancesOf(emulated, name)).toHaveLength(1);
  const { Activities = [] } = await emulated.client.send(
    new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name }),
  );
  const activity = Activities.find(({ Description = "" }) => Description.endsWith(ids[0] ?? "-"));
  expect(activity).toMatchObject({
    Description: `Launching a new EC2 instance into warm pool: ${ids[0]}`,
    StatusCode: "Successful",
    Progress: 100,
  });
  const started = Number(activity?.StartTime);
  expect(Number(activity?.EndTime) - Math.floor(started / 1000) * 1000).toBe(37_000);
  expect(activity?.Cause).toMatch(
    new RegExp(
      `^At ${at} a user request put a new WarmPool with MinSize: 0 and ` +
        "MaxGroupPreparedCapacity: null changing the capacity of WarmPool from 0 to 2\\.  At " +
        "\\S+Z an instance was started in response to a difference between desired and actual " +
        "capacity, increasing the capacity from 0 to 2\\.$",
    ),
  );
});

test("G-175 a scale-out takes from the pool, in 8 seconds", async () => {
  const name = await aSettledGroup();
  await put(name);
  emulated.advance(120);
  const { ids } = await poolOf(emulated, name);
  const input = { AutoScalingGroupName: name, DesiredCapacity: 3 };
  await emulated.client.send(new SetDesiredCapacityCommand(input));
  emulated.advance(10);
  const pending = (await instancesOf(emulated, name)).filter(
    ({ LifecycleState }) => LifecycleState === "Pending",
  );
  expect(pending.map(({ InstanceId }) => InstanceId).sort()).toEqual(ids);
  expect((await poolOf(emulated, name)).ids).toEqual([]);
  emulated.advance(20);
  const { Activities = [] } = await emulated.client.send(
    new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name, MaxRecords: 1 }),
  );
  const [{ StartTime, EndTime, Description } = {}] = Activities;
  expect(Description).toMatch(/^Launching a new EC2 instance from warm pool: i-/);
  expect(Number(EndTime) - Math.floor(Number(StartTime) / 1000) * 1000).toBe(8_000);
});

test("G-174 the pool follows the group's maximum", async () => {
  const name = await aSettledGroup();
  await put(name);
  emulated.advance(120);
  const update = new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: name, MaxSize: 2 });
  await emulated.client.send(update);
  emulated.advance(60);
  expect((await poolOf(emulated, name)).states).toEqual(["Warmed:Stopped"]);
});

test("G-172 a minimum over the prepared capacity is refused, also one that is there", async () => {
  const name = await aSettledGroup();
  const refused = validationErrorOf(
    "A valid MinSize and MaxGroupPreparedCapacity combination must be specified. The warm " +
      "pool\u2019s MinSize cannot be greater than MaxGroupPreparedCapacity.",
  );
  const over = { MinSize: 2, MaxGroupPreparedCapacity: 1 };
  expect(await refusalOf(put(name, over))).toEqual(refused);
  expect((await poolOf(emulated, name)).configuration).toBeUndefined();
  await put(name, { MinSize: 1, MaxGroupPreparedCapacity: 1 });
  expect(await refusalOf(put(name, { MinSize: 2 }))).toEqual(refused);
  expect((await poolOf(emulated, name)).configuration).toMatchObject({ MinSize: 1 });
  await put(name, { MinSize: 2, MaxGroupPreparedCapacity: -1 });
});

test("R-023 R-268 G-176 a refresh that replaces root volumes blocks it", async () => {
  const { id: LaunchTemplateId } = await aTemplate(emulated);
  const policy = (ImageId?: string) => ({
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId, Version: "1" },
      Overrides: [{ InstanceType: "t3.nano" as const, ImageId }],
    },
  });
  const name = await aSettledGroup({ MixedInstancesPolicy: policy() });
  await emulated.client.send(
    new StartInstanceRefreshCommand({
      AutoScalingGroupName: name,
      Strategy: "ReplaceRootVolume",
      DesiredConfiguration: { MixedInstancesPolicy: policy("ami-0fedcba9876543210") },
    }),
  );
  const { code, status } = await refusalOf(put(name));
  expect({ code, status }).toEqual({ code: "InstanceRefreshInProgress", status: 400 });
  expect((await poolOf(emulated, name)).configuration).toBeUndefined();
  emulated.advance(600);
  await put(name);
  expect((await poolOf(emulated, name)).configuration).toBeDefined();
});

test("R-023 G-176 a rolling refresh does not block it", async () => {
  const name = await aSettledGroup();
  await emulated.client.send(new StartInstanceRefreshCommand({ AutoScalingGroupName: name }));
  await put(name);
  expect((await poolOf(emulated, name)).configuration).toEqual({
    MinSize: 0,
    PoolState: "Stopped",
  });
});
