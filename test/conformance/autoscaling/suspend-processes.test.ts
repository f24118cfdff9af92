/** SuspendProcesses and what groups show of it, through the real SDK. */
import { SuspendProcessesCommand } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();

const suspend = (name: string, ScalingProcesses?: string[]) =>
  emulated.client.send(
    new SuspendProcessesCommand({ AutoScalingGroupName: name, ScalingProcesses }),
  );

test("G-162 G-016 shows the process with the time of the call", async () => {
  const name = await aGroup(emulated);
  const at = emulated.now();
  await suspend(name, ["Launch"]);
  emulated.advance(10);
  await suspend(name, ["Launch"]);
  expect((await theGroup(emulated, name)).SuspendedProcesses).toEqual([
    { ProcessName: "Launch", SuspensionReason: `User suspended at ${at}` },
  ]);
});

test("G-162 G-163 suspends all processes when none is named", async () => {
  const name = await aGroup(emulated);
  await suspend(name);
  const { SuspendedProcesses = [] } = await theGroup(emulated, name);
  expect(SuspendedProcesses.map(({ ProcessName }) => ProcessName).sort()).toEqual([
    "AZRebalance",
    "AddToLoadBalancer",
    "AlarmNotification",
    "HealthCheck",
    "InstanceRefresh",
    "Launch",
    "ReplaceUnhealthy",
    "ScheduledActions",
    "Terminate",
  ]);
});

test("G-163 refuses a process that there is not", async () => {
  const name = await aGroup(emulated);
  expect(await refusalOf(suspend(name, ["Launch", "Dance"]))).toEqual(
    validationErrorOf(
      "Dance is not a valid process type. Valid process types are: [Launch, Terminate, " +
        "AddToLoadBalancer, AlarmNotification, AZRebalance, HealthCheck, InstanceRefresh, " +
        "ReplaceUnhealthy, ScheduledActions].",
    ),
  );
  expect((await theGroup(emulated, name)).SuspendedProcesses).toEqual([]);
});

test("G-009 does not name an unknown group", async () => {
  expect(await refusalOf(suspend("nobody"))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});
