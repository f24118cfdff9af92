/** A running clock with somebody who gets events has the same story as one with nobody. */
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../src/library/start-emulator.ts";

const AutoScalingGroupName = "web";
const all = { source: ["aws.autoscaling"] };

/** The journal until the refresh has succeeded. */
async function story(listen: (running: RunningEmulator) => void): Promise<readonly string[]> {
  const options = { startTime: "2026-03-01T12:00:00Z", world: "web-fleet" };
  await using running = await startEmulator(options);
  listen(running);
  const { endpoint, clientConfiguration } = running;
  const client = new AutoScaling(clientConfiguration);
  await client.startInstanceRefresh({ AutoScalingGroupName });
  const body = JSON.stringify({ mode: "realtime", speed: 5000 });
  await fetch(`${endpoint}/_asg-local/clock`, { method: "POST", body });
  const isOver = async () => {
    const { InstanceRefreshes: [first] = [] } = await client.describeInstanceRefreshes({
      AutoScalingGroupName,
    });
    return first?.Status === "Successful";
  };
  await expect.poll(isOver, { timeout: 10_000 }).toBe(true);
  client.destroy();
  const journal = await (
    await fetch(`${endpoint}/_asg-local/journal?group=web&limit=10000`)
  ).text();
  const lines = journal.trim().split("\n");
  const end = lines.findLastIndex((line) => line.includes('"Successful"'));
  return lines.slice(0, end + 1);
}

test("same seed, same journal, with and without targets", async () => {
  const alone = await story(() => undefined);
  const got: string[] = [];
  const heard = await story((running) => {
    running.on(all, (event) => void got.push(event["detail-type"]));
    running.on(all, () => {
      throw new Error("no");
    });
  });
  expect(heard).toEqual(alone);
  expect(alone.length).toBeGreaterThan(50);
  expect(got.length).toBeGreaterThan(10);
});
