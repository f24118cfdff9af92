/** Faults of alarms and lifecycle hooks through the real SDK: what a refresh makes of them. */
import {
  DescribeInstanceRefreshesCommand,
  PutLifecycleHookCommand,
  SetDesiredCapacityCommand,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { afterEach, describe, expect, test } from "vitest";
import { anAlarm } from "../support/alarms.ts";
import { startEmulator } from "../support/emulator.ts";
import { addFault, faultsOf, removeFaults } from "../support/faults.ts";
import { aGroup, newName, theGroup } from "../support/fleet.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client, cloudwatch, advance } = emulated;
afterEach(() => removeFaults(emulated));

async function alarmOf(name: string) {
  const answer = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
  return answer.MetricAlarms?.[0];
}

async function refreshOf(AutoScalingGroupName: string) {
  const answer = await client.send(new DescribeInstanceRefreshesCommand({ AutoScalingGroupName }));
  return answer.InstanceRefreshes?.[0];
}

const statesOf = async (name: string) =>
  ((await theGroup(emulated, name)).Instances ?? []).map(({ LifecycleState }) => LifecycleState);
const setCapacity = (AutoScalingGroupName: string, DesiredCapacity: number) =>
  client.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }));

/** A group without instances whose launches wait in the hook `init`. */
async function aHookedGroup(): Promise<string> {
  const name = await aGroup(emulated, { AvailabilityZones: ["us-east-1a"], DesiredCapacity: 0 });
  await client.send(
    new PutLifecycleHookCommand({
      AutoScalingGroupName: name,
      LifecycleHookName: "init",
      LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      HeartbeatTimeout: 300,
      DefaultResult: "CONTINUE",
    }),
  );
  return name;
}

describe("an alarm", () => {
  test("R-183 goes to a state at an instant, and says why", async () => {
    const name = newName("alarm");
    await anAlarm(emulated, name, { state: "OK" });
    const at = new Date(Date.parse(emulated.now()) + 90_000).toISOString();
    addFault(emulated, { kind: "alarm", alarm: name, at });
    advance(85);
    expect((await alarmOf(name))?.StateValue).toBe("OK");
    advance(5);
    const [fault] = faultsOf(emulated);
    expect(await alarmOf(name)).toMatchObject({
      StateValue: "ALARM",
      StateReason: `Set by ${fault?.id} of asg-local.`,
    });
  });

  test("R-085 R-183 goes to ALARM at a checkpoint, and the refresh fails there", async () => {
    const alarm = newName("alarm");
    await anAlarm(emulated, alarm, { state: "OK" });
    const name = await aGroup(emulated, { DesiredCapacity: 2 });
    advance(300);
    addFault(emulated, { kind: "alarm", alarm, group: name, atCheckpoint: 50 });
    await client.send(
      new StartInstanceRefreshCommand({
        AutoScalingGroupName: name,
        Preferences: {
          MinHealthyPercentage: 50,
          CheckpointPercentages: [50, 100],
          CheckpointDelay: 600,
          AlarmSpecification: { Alarms: [alarm] },
        },
      }),
    );
    advance(3600);
    expect(await refreshOf(name)).toMatchObject({ Status: "Failed", PercentageComplete: 50 });
    expect((await alarmOf(alarm))?.StateValue).toBe("ALARM");
  });

  test("that is not there is told of, and nothing happens", () => {
    addFault(emulated, { kind: "alarm", alarm: "nobody" });
    expect(faultsOf(emulated)).toMatchObject([
      { fired: 0, lastMissed: "there is no alarm nobody" },
    ]);
  });
});

describe("a lifecycle hook", () => {
  test("G-156 is answered with CONTINUE after 20 seconds", async () => {
    const name = await aHookedGroup();
    addFault(emulated, { kind: "hook", group: name, result: "CONTINUE", afterSeconds: 20 });
    await setCapacity(name, 1);
    advance(30);
    expect(await statesOf(name)).toEqual(["Pending:Wait"]);
    advance(8);
    expect(await statesOf(name)).toEqual(["InService"]);
  });

  test("G-093 is answered with ABANDON, once, and another instance comes", async () => {
    const name = await aHookedGroup();
    addFault(emulated, { kind: "hook", hook: "init", result: "CONTINUE" });
    addFault(emulated, { kind: "hook", hook: "init", result: "ABANDON", count: 1 });
    await setCapacity(name, 1);
    advance(17);
    expect(await statesOf(name)).toEqual(["Terminating"]);
    advance(60);
    expect(await statesOf(name)).toEqual(["InService"]);
  });

  test("G-158 that is never answered waits its time out", async () => {
    const name = await aHookedGroup();
    addFault(emulated, { kind: "hook", group: name, result: "CONTINUE" });
    addFault(emulated, { kind: "hook", group: name, result: "never" });
    await setCapacity(name, 1);
    advance(300);
    expect(await statesOf(name)).toEqual(["Pending:Wait"]);
    advance(20);
    expect(await statesOf(name)).toEqual(["InService"]);
  });
});
