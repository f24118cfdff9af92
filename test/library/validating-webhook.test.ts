/** A validator that is sent the checkpoint by webhook, and rolls back there over HTTP. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type RunningEmulator, startEmulator } from "../../src/library/start-emulator.ts";

const world = join(import.meta.dirname, "../../fixtures/worlds/web-fleet.json");
const AutoScalingGroupName = "web";
let emulator: RunningEmulator;
let aws: AutoScaling;

beforeAll(async () => {
  emulator = await startEmulator({ world, startTime: "2026-03-01T12:00:00Z" });
  aws = new AutoScaling({ ...emulator.clientConfiguration, maxAttempts: 1 });
});
afterAll(async () => {
  aws.destroy();
  await emulator.close();
});

test("it is sent the checkpoint of 20 % and the rollback begins at that instant", async () => {
  const asked: unknown[] = [];
  const validator = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { time, detail } = JSON.parse(Buffer.concat(chunks).toString());
    await aws.rollbackInstanceRefresh({ AutoScalingGroupName });
    asked.push([time, detail.CheckpointPercentage]);
    response.writeHead(204).end();
  });
  validator.listen(0, "127.0.0.1");
  await once(validator, "listening");
  const { port } = validator.address() as AddressInfo;
  const control = connect(emulator.endpoint);
  await control.targets.add({
    name: "validator",
    pattern: { "detail-type": [{ suffix: "Checkpoint Reached" }] },
    webhook: { url: `http://127.0.0.1:${port}/` },
  });
  await aws.startInstanceRefresh({
    AutoScalingGroupName,
    DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
    Preferences: {
      MinHealthyPercentage: 90,
      CheckpointPercentages: [20, 100],
      CheckpointDelay: 3600,
    },
  });
  const status = ["RollbackSuccessful", "Successful"] as const;
  const moved = await control.until({ group: AutoScalingGroupName, status });
  validator.close();
  expect(moved).toMatchObject({ reached: true, deliveries: { delivered: 1, failed: 0 } });
  const journal = await control.journal({ type: ["CheckpointReached", "RefreshStatusChanged"] });
  const reached = journal.find(({ type }) => type === "CheckpointReached");
  const began = journal.find(({ cause }) => cause === "RollbackInstanceRefresh");
  expect(began?.at).toBe(reached?.at);
  expect(asked).toEqual([[`${reached?.at.slice(0, 19)}Z`, "20"]]);
  const { InstanceRefreshes: [refresh] = [] } = await aws.describeInstanceRefreshes({
    AutoScalingGroupName,
  });
  expect(refresh?.Status).toBe("RollbackSuccessful");
  expect(await control.targets.list()).toMatchObject([{ delivered: 1, failed: 0, waiting: 0 }]);
});
