/** The time that a dry run of 10,000 instances takes. */
import { expect, test } from "vitest";
import { worldChanges } from "../../src/world-file/changes.ts";
import { readWorld } from "../../src/world-file/read.ts";
import { type Emulated, startEmulator } from "../support/emulator.ts";
import { group, planned, read } from "./as-aws.ts";

const size = 10_000;

/** A busy machine with cold caches takes twice the time of a quiet one. */
const mostMilliseconds = 6000;

/** Puts the instances there, which takes less than to launch them. */
function placeGroup({ emulator }: Emulated): void {
  const data = { ImageId: "ami-00000001", InstanceType: "t3.micro" };
  const web = {
    name: group,
    launchTemplate: { name: "web" },
    minSize: 0,
    maxSize: size,
    desiredCapacity: size,
    availabilityZones: ["us-east-1a", "us-east-1b"],
  };
  const launchTemplates = [{ name: "web", versions: [{ data }] }];
  const world = { regions: [{ launchTemplates, groups: [web] }] };
  const { content } = readWorld({ world }, { account: "123456789012", region: "us-east-1" });
  const { settings } = emulator.world;
  const { timing } = settings;
  emulator.reset({
    settings,
    initialChanges: (context) => worldChanges(content, { ...context, timing }),
  });
}

test("10,000 instances are read and planned in bounded time", async () => {
  const emulated = await startEmulator({ timing: "fast", startTime: "2026-09-27T12:00:00Z" });
  placeGroup(emulated);
  const refresh = { preferences: { MinHealthyPercentage: 90, InstanceWarmup: 300 } };
  const before = process.cpuUsage();
  const plan = planned(await read(emulated, refresh, "aws"), refresh);
  const { user, system } = process.cpuUsage(before);
  expect(plan).toMatchObject({ status: "Successful", launches: size, terminations: size });
  expect((user + system) / 1000).toBeLessThan(mostMilliseconds);
});
