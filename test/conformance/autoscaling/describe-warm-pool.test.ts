/** DescribeWarmPool, and pool instances in the other describe operations, through the real SDK. */
import {
  DescribeAutoScalingInstancesCommand,
  DescribeWarmPoolCommand,
  PutWarmPoolCommand,
  SetInstanceHealthCommand,
  SetInstanceProtectionCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, instancesOf } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";
import { poolOf } from "../../support/warm-pool.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client, ec2 } = emulated;

async function aGroupWithPool(members: Parameters<typeof aGroup>[1] = {}): Promise<string> {
  const name = await aGroup(emulated, { DesiredCapacity: 1, MaxSize: 3, ...members });
  await client.send(new PutWarmPoolCommand({ AutoScalingGroupName: name }));
  emulated.advance(120);
  return name;
}

const describe = (
  AutoScalingGroupName: string,
  page: { MaxRecords?: number; NextToken?: string },
) => client.send(new DescribeWarmPoolCommand({ AutoScalingGroupName, ...page }));

test("G-171 a group without a pool has no settings and no instances", async () => {
  const name = await aGroup(emulated);
  const { $metadata, ...answer } = await describe(name, {});
  expect(answer).toEqual({ Instances: [] });
});

test("G-008 an unknown group is named", async () => {
  expect(await refusalOf(describe("no-such-group", {}))).toEqual(
    validationErrorOf(
      "AutoScalingGroup name not found - No such Auto Scaling group: no-such-group",
    ),
  );
});

test("G-061 G-320 a pool instance has all members of others but its protection", async () => {
  const name = await aGroupWithPool({ NewInstancesProtectedFromScaleIn: true });
  const { Instances = [] } = await describe(name, {});
  expect(Instances).toHaveLength(2);
  expect(Instances[0]).toEqual({
    InstanceId: expect.stringMatching(/^i-/),
    InstanceType: "t3.nano",
    AvailabilityZone: expect.stringMatching(/^us-east-1/),
    AvailabilityZoneId: expect.stringMatching(/^use1-az/),
    LifecycleState: "Warmed:Stopped",
    HealthStatus: "Healthy",
    LaunchTemplate: {
      LaunchTemplateId: expect.any(String),
      LaunchTemplateName: expect.any(String),
      Version: "1",
    },
  });
  const zones = Instances.map(({ AvailabilityZone }) => AvailabilityZone);
  expect(zones.sort()).toEqual(["us-east-1a", "us-east-1b"]);
});

test("G-056 G-010 pages, and refuses a token of others in its own words", async () => {
  const name = await aGroupWithPool();
  const first = await describe(name, { MaxRecords: 1 });
  const second = await describe(name, { MaxRecords: 1, NextToken: first.NextToken ?? "" });
  expect(second.NextToken).toBeUndefined();
  const shown = [...(first.Instances ?? []), ...(second.Instances ?? [])];
  const { ids } = await poolOf(emulated, name);
  expect(shown.map(({ InstanceId }) => InstanceId)).toEqual(ids);
  expect(await refusalOf(describe(name, { NextToken: "nonsense" }))).toEqual({
    code: "InvalidNextToken",
    message: "The token 'nonsense' is invalid",
    status: 400,
  });
});

test("DescribeAutoScalingInstances shows the pool, a group's Instances do not", async () => {
  const name = await aGroupWithPool();
  const { ids } = await poolOf(emulated, name);
  const { AutoScalingInstances = [] } = await client.send(
    new DescribeAutoScalingInstancesCommand({ InstanceIds: [...ids] }),
  );
  expect(AutoScalingInstances).toMatchObject([
    { AutoScalingGroupName: name, LifecycleState: "Warmed:Stopped", HealthStatus: "HEALTHY" },
    { AutoScalingGroupName: name, LifecycleState: "Warmed:Stopped", HealthStatus: "HEALTHY" },
  ]);
  const listed = (await instancesOf(emulated, name)).map(({ InstanceId = "" }) => InstanceId);
  expect(listed.filter((id) => ids.includes(id))).toEqual([]);
});

test("G-178 EC2 shows a pool instance stopped", async () => {
  const name = await aGroupWithPool();
  const { ids } = await poolOf(emulated, name);
  const answer = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [...ids] }));
  const states = (answer.Reservations ?? []).flatMap(({ Instances = [] }) =>
    Instances.map(({ State }) => State),
  );
  expect(states).toEqual([
    { Code: 80, Name: "stopped" },
    { Code: 80, Name: "stopped" },
  ]);
});

test("neither protection nor a termination by hand is for pool instances", async () => {
  const name = await aGroupWithPool();
  const { ids } = await poolOf(emulated, name);
  const [id = ""] = ids;
  const protection = new SetInstanceProtectionCommand({
    AutoScalingGroupName: name,
    InstanceIds: [id],
    ProtectedFromScaleIn: true,
  });
  expect((await refusalOf(client.send(protection))).code).toBe("ValidationError");
  const termination = new TerminateInstanceInAutoScalingGroupCommand({
    InstanceId: id,
    ShouldDecrementDesiredCapacity: true,
  });
  expect(await refusalOf(client.send(termination))).toEqual(
    validationErrorOf(
      `The instance ${id} is in the warm pool. This operation cannot be called on instances in a ` +
        "warm pool.",
    ),
  );
});

test("G-081 an unhealthy pool instance ends and the pool is filled again", async () => {
  const name = await aGroupWithPool();
  const { ids } = await poolOf(emulated, name);
  const [id = ""] = ids;
  const verdict = { InstanceId: id, HealthStatus: "Unhealthy", ShouldRespectGracePeriod: false };
  await client.send(new SetInstanceHealthCommand(verdict));
  emulated.advance(20);
  const { states } = await poolOf(emulated, name);
  expect([...states].sort()).toEqual(["Warmed:Pending", "Warmed:Stopped", "Warmed:Terminating"]);
  expect(await instancesOf(emulated, name)).toMatchObject([{ LifecycleState: "InService" }]);
  emulated.advance(120);
  const after = await poolOf(emulated, name);
  expect(after.states).toEqual(["Warmed:Stopped", "Warmed:Stopped"]);
  expect(after.ids).not.toContain(id);
});
