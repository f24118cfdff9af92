/** ResumeProcesses through the real SDK. */
import {
  ResumeProcessesCommand,
  SetDesiredCapacityCommand,
  SuspendProcessesCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, instancesOf, theGroup } from "../../support/fleet.ts";

const emulated = await startEmulator();
const { client } = emulated;

async function aSuspendedGroup(...ScalingProcesses: string[]): Promise<string> {
  const name = await aGroup(emulated);
  await client.send(new SuspendProcessesCommand({ AutoScalingGroupName: name, ScalingProcesses }));
  return name;
}

const resume = (name: string, ScalingProcesses?: string[]) =>
  client.send(new ResumeProcessesCommand({ AutoScalingGroupName: name, ScalingProcesses }));

test("G-162 takes the named processes from the list", async () => {
  const name = await aSuspendedGroup("Launch", "Terminate");
  await resume(name, ["Launch", "HealthCheck"]);
  const { SuspendedProcesses } = await theGroup(emulated, name);
  expect(SuspendedProcesses?.map(({ ProcessName }) => ProcessName)).toEqual(["Terminate"]);
});

test("G-162 takes all of them when none is named", async () => {
  const name = await aSuspendedGroup("Launch", "Terminate");
  await resume(name);
  expect((await theGroup(emulated, name)).SuspendedProcesses).toEqual([]);
});

test("G-071 lets the engine catch up", async () => {
  const name = await aSuspendedGroup("Launch");
  await client.send(
    new SetDesiredCapacityCommand({ AutoScalingGroupName: name, DesiredCapacity: 1 }),
  );
  expect(await instancesOf(emulated, name)).toEqual([]);
  await resume(name, ["Launch"]);
  expect(await instancesOf(emulated, name)).toHaveLength(1);
});
