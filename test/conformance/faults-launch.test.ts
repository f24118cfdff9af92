/** Faults of launches and zones through the real SDK: what activities and groups show of them. */
import {
  type Activity,
  DescribeScalingActivitiesCommand,
  ResumeProcessesCommand,
  SetDesiredCapacityCommand,
  SuspendProcessesCommand,
} from "@aws-sdk/client-auto-scaling";
import { afterEach, describe, expect, test } from "vitest";
import { startEmulator } from "../support/emulator.ts";
import { addFault, firedCounts, removeFaults } from "../support/faults.ts";
import { aGroup, type GroupMembers, theGroup } from "../support/fleet.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client, advance } = emulated;
afterEach(() => removeFaults(emulated));

const zone = "us-east-1a";
const oneZone: GroupMembers = { DesiredCapacity: 0, AvailabilityZones: [zone] };

/** Newest first. */
async function activitiesOf(AutoScalingGroupName: string): Promise<readonly Activity[]> {
  const answer = await client.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName }));
  return answer.Activities ?? [];
}

/** Sets the desired capacity and lets the launches be asked for; then so much more time. */
async function scaleTo(name: string, DesiredCapacity: number, seconds: number): Promise<void> {
  const AutoScalingGroupName = name;
  await client.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }));
  advance(seconds);
}

const secondsOf = ({ StartTime, EndTime }: Activity) =>
  Math.round(((EndTime?.getTime() ?? 0) - (StartTime?.getTime() ?? 0)) / 1000);
const healthOf = async (name: string) =>
  ((await theGroup(emulated, name)).Instances ?? []).map(({ HealthStatus }) => HealthStatus);

describe("a launch error", () => {
  test("R-261 is a failed activity with EC2's usual text", async () => {
    const name = await aGroup(emulated, oneZone);
    addFault(emulated, { kind: "launch", group: name, launchError: "InvalidAMIID.NotFound" });
    await scaleTo(name, 1, 15);
    const [activity] = await activitiesOf(name);
    expect(activity?.StatusCode).toBe("Failed");
    expect(activity?.StatusMessage).toBe(
      "The image id '[ami-0123456789abcdef0]' does not exist. Launching EC2 instance failed.",
    );
    expect((await theGroup(emulated, name)).Instances).toEqual([]);
  });

  test("R-261 of a code that is not known has the text that it was given", async () => {
    const name = await aGroup(emulated, oneZone);
    const error = { launchError: "Odd.Code", launchMessage: "An odd thing happened" };
    addFault(emulated, { kind: "launch", group: name, ...error });
    await scaleTo(name, 1, 15);
    const [activity] = await activitiesOf(name);
    expect(activity?.StatusMessage).toBe("An odd thing happened. Launching EC2 instance failed.");
  });

  test("R-155 of the third launch leaves the others alone, and its retry succeeds", async () => {
    const name = await aGroup(emulated, oneZone);
    const error = { nthLaunch: 3, launchError: "InsufficientInstanceCapacity" };
    addFault(emulated, { kind: "launch", group: name, ...error });
    await scaleTo(name, 4, 20);
    const codes = (await activitiesOf(name)).map(({ StatusCode }) => StatusCode).sort();
    expect(codes).toEqual(["Failed", "Successful", "Successful", "Successful"]);
    advance(120);
    expect(await healthOf(name)).toEqual(["Healthy", "Healthy", "Healthy", "Healthy"]);
    expect(firedCounts(emulated)).toEqual([1]);
  });
});

describe("seconds of a launch", () => {
  test("R-157 fixed ones are those of its activities", async () => {
    const name = await aGroup(emulated, oneZone);
    addFault(emulated, { kind: "launch", group: name, bootSeconds: 33, terminateSeconds: 44 });
    await scaleTo(name, 1, 60);
    await scaleTo(name, 0, 60);
    expect((await activitiesOf(name)).map(secondsOf)).toEqual([44, 33]);
  });

  test("R-157 those of a range lie in it and differ", async () => {
    const name = await aGroup(emulated, oneZone);
    addFault(emulated, { kind: "launch", group: name, bootSeconds: [20, 200] });
    await scaleTo(name, 4, 300);
    const seconds = (await activitiesOf(name)).map(secondsOf);
    expect(seconds.filter((one) => one >= 20 && one <= 200)).toHaveLength(4);
    expect(new Set(seconds).size).toBeGreaterThan(1);
  });
});

describe("health", () => {
  test("R-153 that is never good ends the instance at its first check", async () => {
    const name = await aGroup(emulated, oneZone);
    addFault(emulated, { kind: "launch", group: name, health: "never", count: 1 });
    await scaleTo(name, 1, 85);
    expect(await healthOf(name)).toEqual(["Healthy"]);
    advance(10);
    expect(await healthOf(name)).toEqual(["Unhealthy"]);
    advance(120);
    expect(await healthOf(name)).toEqual(["Healthy"]);
  });

  test("R-153 that ends after five minutes is good until then", async () => {
    const name = await aGroup(emulated, oneZone);
    const effect = { unhealthyAfterSeconds: 300, count: 1 };
    addFault(emulated, { kind: "launch", group: name, ...effect });
    await scaleTo(name, 1, 310);
    expect(await healthOf(name)).toEqual(["Healthy"]);
    advance(8);
    expect(await healthOf(name)).toEqual(["Unhealthy"]);
    advance(60);
    const [, ending] = await activitiesOf(name);
    expect(ending?.Cause).toContain("in response to an EC2 instance status checks failure.");
  });

  test("R-152 that ends within the grace period of an ELB check is bad after it", async () => {
    const elb = { HealthCheckType: "ELB", HealthCheckGracePeriod: 400 };
    const name = await aGroup(emulated, { ...oneZone, ...elb });
    addFault(emulated, { kind: "launch", group: name, unhealthyAfterSeconds: 100, count: 1 });
    await scaleTo(name, 1, 405);
    expect(await healthOf(name)).toEqual(["Healthy"]);
    advance(13);
    expect(await healthOf(name)).toEqual(["Unhealthy"]);
  });

  test("R-152 that is never good is bad after the grace period of an ELB check", async () => {
    const elb = { HealthCheckType: "ELB", HealthCheckGracePeriod: 400 };
    const name = await aGroup(emulated, { ...oneZone, ...elb });
    addFault(emulated, { kind: "launch", group: name, health: "never", count: 1 });
    await scaleTo(name, 1, 405);
    expect(await healthOf(name)).toEqual(["Healthy"]);
    advance(13);
    expect(await healthOf(name)).toEqual(["Unhealthy"]);
  });

  test("R-147 that lags keeps the first result back", async () => {
    const name = await aGroup(emulated, oneZone);
    const effects = { settleSeconds: 500, health: "never", count: 1 };
    addFault(emulated, { kind: "launch", group: name, ...effects });
    await scaleTo(name, 1, 505);
    expect(await healthOf(name)).toEqual(["Healthy"]);
    advance(13);
    expect(await healthOf(name)).toEqual(["Unhealthy"]);
  });
});

describe("a zone that is impaired", () => {
  test("R-153 R-261 loses its instances and refuses launches, and recovers", async () => {
    const name = await aGroup(emulated, oneZone);
    await scaleTo(name, 1, 120);
    const until = new Date(Date.parse(emulated.now()) + 300_000).toISOString();
    addFault(emulated, { kind: "zone", group: name, availabilityZone: zone, until });
    expect(await healthOf(name)).toEqual(["Unhealthy"]);
    advance(120);
    const [newest] = await activitiesOf(name);
    expect(newest?.StatusMessage).toContain(`do not have sufficient t3.nano capacity in the`);
    expect(await healthOf(name)).toEqual([]);
    advance(300);
    expect(await healthOf(name)).toEqual(["Healthy"]);
  });

  test("R-203 loses none while HealthCheck is suspended", async () => {
    const name = await aGroup(emulated, oneZone);
    await scaleTo(name, 1, 11);
    const processes = { AutoScalingGroupName: name, ScalingProcesses: ["HealthCheck"] };
    await client.send(new SuspendProcessesCommand(processes));
    addFault(emulated, { kind: "zone", group: name, availabilityZone: zone });
    advance(600);
    expect(await healthOf(name)).toEqual(["Healthy"]);
    await client.send(new ResumeProcessesCommand(processes));
    advance(600);
    expect(await healthOf(name)).toEqual(["Healthy"]);
  });

  test("R-153 an instance that comes into service there fails at once", async () => {
    const name = await aGroup(emulated, oneZone);
    await scaleTo(name, 1, 11);
    addFault(emulated, { kind: "zone", group: name, availabilityZone: zone });
    advance(7);
    expect(await healthOf(name)).toEqual(["Unhealthy"]);
  });
});
