/** Handlers of events in the test's own process: time stands at the event until they are done. */
import { join } from "node:path";
import {
  AutoScalingClient,
  DescribeInstanceRefreshesCommand,
  RollbackInstanceRefreshCommand,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../src/library/start-emulator.ts";

const world = join(import.meta.dirname, "../../fixtures/worlds/web-fleet.json");
const group = { AutoScalingGroupName: "web" };
const checkpoint = { "detail-type": [{ suffix: "Checkpoint Reached" }] };

let emulator: RunningEmulator;
let client: AutoScalingClient;

beforeEach(async () => {
  emulator = await startEmulator({ world, startTime: "2026-03-01T12:00:00Z" });
  client = new AutoScalingClient({ ...emulator.clientConfiguration, maxAttempts: 1 });
  await client.send(
    new StartInstanceRefreshCommand({
      ...group,
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
      Preferences: {
        MinHealthyPercentage: 90,
        CheckpointPercentages: [20, 100],
        CheckpointDelay: 3600,
      },
    }),
  );
});

afterEach(async () => {
  client.destroy();
  await emulator.close();
});

const newest = async () => {
  const { InstanceRefreshes: [first] = [] } = await client.send(
    new DescribeInstanceRefreshesCommand(group),
  );
  return first;
};

test("a validator rolls back at the checkpoint's own instant", async () => {
  const reached: string[] = [];
  emulator.on(checkpoint, async ({ time }) => {
    reached.push(time);
    await client.send(new RollbackInstanceRefreshCommand(group));
  });
  const moved = await emulator.control.until({
    group: "web",
    status: ["RollbackSuccessful", "Successful"],
  });
  expect(moved.reached).toBe(true);
  expect(moved.deliveries).toEqual({ delivered: 1, failed: 0, dropped: 0 });
  const refresh = await newest();
  expect(refresh?.Status).toBe("RollbackSuccessful");
  const began = refresh?.RollbackDetails?.RollbackStartTime?.getTime() ?? 0;
  expect(began - Date.parse(reached[0] ?? "")).toBeLessThan(10_000);
});

test("a jump over hours stops there too, and goes on to its end", async () => {
  const { now } = await emulator.control.clock();
  const times: string[] = [];
  emulator.on(checkpoint, async () => {
    times.push((await emulator.control.clock()).now);
    await client.send(new RollbackInstanceRefreshCommand(group));
  });
  const moved = await emulator.control.advance("12h");
  expect(Date.parse(moved.now) - Date.parse(now)).toBe(12 * 3_600_000);
  expect(times).toHaveLength(1);
  expect(Date.parse(times[0] ?? "")).toBeLessThan(Date.parse(now) + 6 * 3_600_000);
  expect((await newest())?.Status).toBe("RollbackSuccessful");
});

test("one that fails is counted, and one that is taken back hears nothing", async () => {
  const heard: string[] = [];
  const stop = emulator.on(checkpoint, ({ id }) => heard.push(id));
  stop();
  emulator.on(checkpoint, () => {
    throw new Error("not as expected");
  });
  const { deliveries } = await emulator.control.advance("12h");
  expect(deliveries).toEqual({ delivered: 0, failed: 1, dropped: 0 });
  expect(heard).toEqual([]);
});

test("a wrong pattern is refused at once", () => {
  expect(() => emulator.on({ source: "aws.autoscaling" }, () => undefined)).toThrow(
    /must be an object or an array/,
  );
});

test("two that move time do so one after the other, also while a handler works", async () => {
  let isHandling = false;
  emulator.on(checkpoint, async () => {
    isHandling = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
    isHandling = false;
  });
  const first = emulator.control.until({ event: checkpoint });
  await expect.poll(() => isHandling).toBe(true);
  const second = await emulator.control.advance("1s");
  expect(isHandling).toBe(false);
  expect(Date.parse(second.now) - Date.parse((await first).now)).toBe(1000);
});
