/** A group in motion is planned with a warning, and one at rest without. */
import { expect, test } from "vitest";
import { motionWarnings } from "../../src/dry-run/motion.ts";
import { startEmulator } from "../support/emulator.ts";
import { aGroup, group, planned, read } from "./as-aws.ts";

const refresh = { preferences: {} };

test("what is under way is counted, and gone when it has ended", async () => {
  const emulated = await startEmulator({ timing: "aws", startTime: "2026-09-27T12:00:00Z" });
  const { call } = aGroup(emulated);
  expect((await read(emulated, refresh)).warnings).toEqual([]);
  call("autoscaling", "SetDesiredCapacity", { AutoScalingGroupName: group, DesiredCapacity: 7 });
  emulated.advance(8);
  const run = await read(emulated, refresh);
  expect(run.warnings).toEqual([
    expect.stringContaining("in motion: 2 activities in progress, 2 instances on the way;"),
  ]);
  expect(planned(run, refresh).status).toBe("Successful");
  emulated.advance(3600);
  expect((await read(emulated, refresh)).warnings).toEqual([]);
});

test("a refresh under way, which a change may cancel first, is named", () => {
  const refreshes = [{ InstanceRefreshId: "1", Status: "InProgress" as const }];
  const nothing = { at: 0, hooks: [], warmInstances: [], activities: [], templates: [] };
  const others = { launches: new Map(), draining: [], alarms: [], refreshes };
  const aGroupOf = { AutoScalingGroupName: group, Instances: [] } as never;
  expect(motionWarnings({ ...nothing, ...others, group: aGroupOf })).toEqual([
    expect.stringContaining("in motion: a refresh is InProgress;"),
  ]);
});
