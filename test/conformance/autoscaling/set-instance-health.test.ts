/** SetInstanceHealth through the real SDK. */
import {
  SetInstanceHealthCommand,
  SetInstanceProtectionCommand,
  SuspendProcessesCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, type GroupMembers, instanceIds, instancesOf } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

const setHealth = (InstanceId: string, HealthStatus: string, ShouldRespectGracePeriod?: boolean) =>
  client.send(new SetInstanceHealthCommand({ InstanceId, HealthStatus, ShouldRespectGracePeriod }));

async function anInstance(members: GroupMembers = {}) {
  const name = await aGroup(emulated, { DesiredCapacity: 1, ...members });
  emulated.advance(60);
  const [id = ""] = await instanceIds(emulated, name);
  return { name, id };
}

const healthOf = async (name: string) => (await instancesOf(emulated, name))[0]?.HealthStatus;

test("G-115 G-116 Unhealthy shows at once, and the termination comes later", async () => {
  const { name, id } = await anInstance();
  await setHealth(id, "Unhealthy");
  expect(await instancesOf(emulated, name)).toMatchObject([
    { HealthStatus: "Unhealthy", LifecycleState: "InService" },
  ]);
  emulated.advance(20);
  const states = (await instancesOf(emulated, name)).map((instance) => instance.LifecycleState);
  expect(states).toContain("Terminating");
});

test("G-117 Healthy takes it back before the termination begins", async () => {
  const { name, id } = await anInstance();
  await setHealth(id, "Unhealthy");
  await setHealth(id, "Healthy");
  emulated.advance(120);
  expect(await instancesOf(emulated, name)).toMatchObject([
    { InstanceId: id, HealthStatus: "Healthy", LifecycleState: "InService" },
  ]);
});

test("G-117 Healthy changes nothing once the termination has begun", async () => {
  const { name, id } = await anInstance();
  await client.send(
    new TerminateInstanceInAutoScalingGroupCommand({
      InstanceId: id,
      ShouldDecrementDesiredCapacity: true,
    }),
  );
  await setHealth(id, "Unhealthy");
  expect(await instancesOf(emulated, name)).toMatchObject([
    { LifecycleState: "Terminating", HealthStatus: "Healthy" },
  ]);
});

test("G-081 a protected instance is terminated too", async () => {
  const { name, id } = await anInstance();
  await client.send(
    new SetInstanceProtectionCommand({
      AutoScalingGroupName: name,
      InstanceIds: [id],
      ProtectedFromScaleIn: true,
    }),
  );
  await setHealth(id, "Unhealthy");
  emulated.advance(120);
  const ids = (await instancesOf(emulated, name)).map(({ InstanceId }) => InstanceId);
  expect(ids).not.toContain(id);
});

test("G-083 with Terminate suspended it stays InService and Unhealthy", async () => {
  const { name, id } = await anInstance();
  const ScalingProcesses = ["Terminate"];
  await client.send(new SuspendProcessesCommand({ AutoScalingGroupName: name, ScalingProcesses }));
  await setHealth(id, "Unhealthy");
  emulated.advance(300);
  expect(await instancesOf(emulated, name)).toMatchObject([
    { InstanceId: id, HealthStatus: "Unhealthy", LifecycleState: "InService" },
  ]);
});

test("G-115 the grace period is respected unless the caller says otherwise", async () => {
  const { name, id } = await anInstance({ HealthCheckGracePeriod: 3600 });
  await setHealth(id, "Unhealthy");
  expect(await healthOf(name)).toBe("Healthy");
  await setHealth(id, "Unhealthy", false);
  expect(await healthOf(name)).toBe("Unhealthy");
});

test("G-115 other health statuses are refused", async () => {
  const { id } = await anInstance();
  expect(await refusalOf(setHealth(id, "Sick"))).toEqual(
    validationErrorOf("Valid instance health states are: [Healthy, Unhealthy]."),
  );
});

test("G-112 an unknown instance is refused", async () => {
  expect(await refusalOf(setHealth("i-0123456789abcdef0", "Healthy"))).toEqual(
    validationErrorOf(
      "Instance Id not found - No managed instance found for instance ID: i-0123456789abcdef0",
    ),
  );
});
