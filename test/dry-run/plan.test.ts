/** A group that is read by AWS's calls: its plan is what then happens. */
import { expect, test } from "vitest";
import { startEmulator } from "../support/emulator.ts";
import { aGroup, happening, planned, read } from "./as-aws.ts";

test("a plain group", async () => {
  const emulated = await startEmulator({ timing: "aws", startTime: "2026-09-27T12:00:00Z" });
  aGroup(emulated);
  const refresh = { preferences: { MinHealthyPercentage: 50, InstanceWarmup: 120 } };
  const run = await read(emulated, refresh, "aws");
  expect(run.notes).toEqual([]);
  const plan = planned(run, refresh);
  expect(plan).toEqual(await happening(emulated, refresh));
});
