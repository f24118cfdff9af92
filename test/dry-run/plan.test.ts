/** A group that is read by AWS's calls: its plan is what then happens. */
import { expect, test } from "vitest";
import { dryRunOf } from "../../src/dry-run/dry-run.ts";
import type { GroupReading } from "../../src/dry-run/read-group.ts";
import { startEmulator } from "../support/emulator.ts";
import { aGroup, group, happening, planned, read } from "./as-aws.ts";

test("what is planned of a plain group is what then happens", async () => {
  const emulated = await startEmulator({ timing: "aws", startTime: "2026-09-27T12:00:00Z" });
  aGroup(emulated);
  const refresh = { preferences: { MinHealthyPercentage: 50, InstanceWarmup: 120 } };
  const run = await read(emulated, refresh, "aws");
  expect(run.notes).toEqual([]);
  const plan = planned(run, refresh);
  expect(plan).toEqual(await happening(emulated, refresh));
});

test("while a refresh is under way the plan is refused as AWS refuses the call", async () => {
  const emulated = await startEmulator({ timing: "aws", startTime: "2026-09-27T12:00:00Z" });
  const { call } = aGroup(emulated);
  call("autoscaling", "StartInstanceRefresh", { AutoScalingGroupName: group });
  const refresh = { preferences: {} };
  const run = await read(emulated, refresh);
  const refusal: unknown = await happening(emulated, refresh).catch((error: unknown) => error);
  const { message } = refusal as Error;
  expect(() => planned(run, refresh)).toThrow(`InstanceRefreshInProgress: ${message}`);
});

const members = { InstanceType: "t3.micro", HealthStatus: "Healthy" };

test("instances that are on their way are told with what is assumed", async () => {
  const emulated = await startEmulator({ timing: "aws", startTime: "2026-09-27T12:00:00Z" });
  const { call } = aGroup(emulated);
  call("autoscaling", "SetDesiredCapacity", { AutoScalingGroupName: group, DesiredCapacity: 7 });
  emulated.advance(8);
  const run = await read(emulated, { preferences: {} });
  expect(run.notes).toEqual([
    "2 instances are Pending; assumed: launched anew when the plan begins",
  ]);
  expect(planned(run, { preferences: {} }).launches).toBe(9);
});

test("a local zone becomes another zone of its region", () => {
  const reading: GroupReading = {
    at: Date.parse("2026-09-27T12:00:00Z"),
    group: {
      AutoScalingGroupName: group,
      AutoScalingGroupARN: "arn:aws:autoscaling:us-west-2:123456789012:autoScalingGroup:0:web",
      LaunchConfigurationName: "old",
      MinSize: 0,
      MaxSize: 2,
      DesiredCapacity: 1,
      DefaultCooldown: 300,
      AvailabilityZones: ["us-west-2-lax-1a", "us-west-2a"],
      HealthCheckType: "EC2",
      CreatedTime: new Date("2026-09-01T00:00:00Z"),
      Instances: [
        {
          ...members,
          InstanceId: "i-00000001",
          AvailabilityZone: "us-west-2-lax-1a",
          LifecycleState: "InService",
          LaunchConfigurationName: "older",
          ProtectedFromScaleIn: false,
        },
      ],
    },
    hooks: [],
    warmInstances: [],
    refreshes: [],
    activities: [],
    templates: [],
    launches: new Map(),
    draining: [],
    alarms: [],
  };
  const run = dryRunOf(reading, { group, notes: [] });
  expect(run.notes).toEqual(["zone us-west-2-lax-1a: not known here; assumed: it is us-west-2b"]);
  expect(planned(run, { preferences: {} })).toMatchObject({ status: "Successful", launches: 1 });
});
