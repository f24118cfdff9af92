/** Faults of calls through the real SDK: errors, retries, late answers, closed connections. */
import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { startEmulator } from "../support/emulator.ts";
import { addFault, firedCounts, removeFaults } from "../support/faults.ts";
import { aGroup, theGroup } from "../support/fleet.ts";
import { refusalOf } from "../support/refusal.ts";

const emulated = await startEmulator();
const { client, ec2, cloudwatch, endpoint } = emulated;
const patient = new AutoScalingClient({
  endpoint,
  region: "us-east-1",
  maxAttempts: 3,
  credentials: { accessKeyId: "123456789012", secretAccessKey: "test" },
});
afterEach(() => removeFaults(emulated));
afterAll(() => patient.destroy());

const list = () => client.send(new DescribeAutoScalingGroupsCommand({}));
const setCapacity = (AutoScalingGroupName: string, DesiredCapacity: number) =>
  client.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }));

describe("an error", () => {
  test.each([
    ["Throttling", 400, "Rate exceeded"],
    ["RequestLimitExceeded", 503, "Request limit exceeded."],
    ["ServiceUnavailable", 503, "The request has failed due to a temporary failure of the server."],
  ])("%s arrives with status %i and AWS's text", async (error, status, message) => {
    addFault(emulated, { kind: "api", operation: "DescribeAutoScalingGroups", error, count: 1 });
    expect(await refusalOf(list())).toEqual({ code: error, status, message });
    expect((await list()).$metadata.httpStatusCode).toBe(200);
  });

  test("of one's own has the status and the text that it was given", async () => {
    const given = { error: "Oops", status: 502, message: "out of order" };
    addFault(emulated, { kind: "api", service: "autoscaling", ...given });
    expect(await refusalOf(list())).toEqual({ code: "Oops", status: 502, message: "out of order" });
  });

  test("is in the protocol of each service", async () => {
    addFault(emulated, { kind: "api", error: "Throttling" });
    const calls = [
      ec2.send(new DescribeInstancesCommand({})),
      cloudwatch.send(new DescribeAlarmsCommand({})),
    ];
    for (const call of calls) {
      expect(await refusalOf(call)).toMatchObject({ code: "Throttling", message: "Rate exceeded" });
    }
  });

  test("changes nothing", async () => {
    const name = await aGroup(emulated, { DesiredCapacity: 1 });
    addFault(emulated, { kind: "api", operation: "SetDesiredCapacity", error: "InternalFailure" });
    expect((await refusalOf(setCapacity(name, 3))).status).toBe(500);
    expect((await theGroup(emulated, name)).DesiredCapacity).toBe(1);
  });

  test("is got over by the SDK's own retries", async () => {
    addFault(emulated, { kind: "api", error: "Throttling", count: 2 });
    const answer = await patient.send(new DescribeAutoScalingGroupsCommand({}));
    expect(answer.$metadata.attempts).toBe(3);
    expect(firedCounts(emulated)).toEqual([2]);
  });

  test("with a probability comes to some calls and not to others", async () => {
    addFault(emulated, { kind: "api", error: "Throttling", probability: 0.5 });
    for (let call = 0; call < 40; call++) await list().catch(() => undefined);
    const [fired = 0] = firedCounts(emulated);
    expect(fired).toBeGreaterThan(5);
    expect(fired).toBeLessThan(35);
  });

  test("of the past or of the future does not come", async () => {
    const now = Date.parse(emulated.now());
    const [from, until] = [now + 3_600_000, now - 1000].map((at) => new Date(at).toISOString());
    addFault(emulated, { kind: "api", error: "Throttling", from });
    addFault(emulated, { kind: "api", error: "Throttling", until });
    expect((await list()).$metadata.httpStatusCode).toBe(200);
  });
});

describe("a late answer", () => {
  test("comes after the time that it was given, and keeps no other waiting", async () => {
    const latency = { latencyMilliseconds: 400, count: 1 };
    addFault(emulated, { kind: "api", operation: "DescribeAutoScalingGroups", ...latency });
    const order: string[] = [];
    const startedAt = performance.now();
    const late = list().then(() => order.push("late"));
    // The late call has to be at the server before the other one.
    await expect.poll(() => firedCounts(emulated)).toEqual([1]);
    await list().then(() => order.push("other"));
    await late;
    expect(order).toEqual(["other", "late"]);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(395);
  });
});

describe("a dropped connection", () => {
  test.each([
    ["before", 1],
    ["after", 3],
  ])("%s the call leaves a desired capacity of %i", async (dropConnection, capacity) => {
    const name = await aGroup(emulated, { DesiredCapacity: 1 });
    const fault = { kind: "api", operation: "SetDesiredCapacity", dropConnection, count: 1 };
    addFault(emulated, fault);
    await expect(setCapacity(name, 3)).rejects.toThrow(/socket hang up|ECONNRESET|aborted/);
    expect((await theGroup(emulated, name)).DesiredCapacity).toBe(capacity);
  });
});
