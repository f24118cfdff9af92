/**
 * One story told in a process of its own, so that its memory is its own: `tsx story.ts NAME SIZE`.
 * Prints one line of JSON: seconds, changes and resident mebibytes.
 */
import { timings } from "../../src/domain/timing.ts";
import { createEmulator, type Emulator } from "../../src/emulator.ts";

const hour = 3_600_000;

export interface Told {
  readonly seconds: number;
  readonly changes: number;
  readonly mebibytes: number;
}

interface Stage {
  readonly emulator: Emulator;
  /** Lets so much virtual time pass; returns how many changes it brought. */
  readonly pass: (span: number) => number;
}

/** What each story measures; the work before it is not counted. */
const stories: Readonly<Record<string, (stage: Stage, size: number) => () => number>> = {
  /** A whole refresh, a tenth at a time. */
  tenth: (stage, size) => refreshOf(stage, size, { MinHealthyPercentage: 90, InstanceWarmup: 300 }),
  /** A whole refresh, launched first, one instance at a time. */
  single: (stage, size) =>
    refreshOf(stage, size, {
      MinHealthyPercentage: 100,
      MaxHealthyPercentage: 100,
      InstanceWarmup: 0,
    }),
  /** Groups of 10 that refresh at the same time. */
  beside: (stage, size) => {
    createTemplate(stage.emulator);
    const names = Array.from({ length: size }, (_, index) => `web-${index}`);
    for (const name of names) createGroup(stage.emulator, name, 10);
    stage.pass(hour);
    for (const name of names) start(stage.emulator, name, { InstanceWarmup: 60 });
    return () => stage.pass(10 * hour);
  },
  /** Refreshes that a suspended process pauses while 14 days pass. */
  paused: (stage, size) => {
    createTemplate(stage.emulator);
    for (let index = 0; index < size; index += 1) createGroup(stage.emulator, `web-${index}`, 2);
    stage.pass(hour);
    for (let index = 0; index < size; index += 1) {
      start(stage.emulator, `web-${index}`, { MinHealthyPercentage: 50 });
      call(stage.emulator, "SuspendProcesses", {
        AutoScalingGroupName: `web-${index}`,
        ScalingProcesses: ["InstanceRefresh"],
      });
    }
    stage.pass(hour);
    return () => stage.pass(14 * 24 * hour - 2 * hour);
  },
};

function refreshOf(stage: Stage, size: number, preferences: object): () => number {
  createTemplate(stage.emulator);
  createGroup(stage.emulator, "web", size);
  stage.pass(hour);
  return () => {
    start(stage.emulator, "web", preferences);
    let changes = 0;
    for (let hours = 0; !isSuccessful(stage.emulator); hours += 1) {
      if (hours > 24 * 14) throw new Error(`not successful after ${hours} hours`);
      changes += stage.pass(hour);
    }
    return changes;
  };
}

function createTemplate(emulator: Emulator): void {
  const LaunchTemplateName = "web";
  const LaunchTemplateData = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro" };
  call(emulator, "CreateLaunchTemplate", { LaunchTemplateName, LaunchTemplateData });
  call(emulator, "CreateLaunchTemplateVersion", { LaunchTemplateName, LaunchTemplateData });
}

function createGroup(emulator: Emulator, AutoScalingGroupName: string, size: number): void {
  call(emulator, "CreateAutoScalingGroup", {
    AutoScalingGroupName,
    MinSize: size,
    MaxSize: size,
    LaunchTemplate: { LaunchTemplateName: "web", Version: "1" },
    AvailabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"],
  });
}

function start(emulator: Emulator, AutoScalingGroupName: string, Preferences: object): void {
  const LaunchTemplate = { LaunchTemplateName: "web", Version: "2" };
  const DesiredConfiguration = { LaunchTemplate };
  call(emulator, "StartInstanceRefresh", {
    AutoScalingGroupName,
    DesiredConfiguration,
    Preferences,
  });
}

function isSuccessful(emulator: Emulator): boolean {
  const answer = call(emulator, "DescribeInstanceRefreshes", { AutoScalingGroupName: "web" });
  const { InstanceRefreshes } = answer as { InstanceRefreshes: { readonly Status: string }[] };
  const status = InstanceRefreshes[0]?.Status;
  if (status === "Failed" || status === "Cancelled") throw new Error(`the refresh is ${status}`);
  return status === "Successful";
}

function call(emulator: Emulator, operation: string, input: unknown): unknown {
  const service = operation.includes("LaunchTemplate") ? "ec2" : "autoscaling";
  const caller = { account: "000000000000", region: "us-east-1", requestId: "bench" };
  return emulator.call({ service, operation, input, caller });
}

function tell(name: string, size: number): Told {
  let now = Date.parse("2026-03-01T12:00:00Z");
  const settings = { timing: timings.aws, min100: "terminate-first", behaviors: [] } as const;
  const emulator = createEmulator({ seed: "bench", settings, now: () => now });
  let seen = 0;
  const pass = (span: number) => {
    now += span;
    emulator.catchUp();
    const last = emulator.lastSequence();
    const changes = last - seen;
    seen = last;
    return changes;
  };
  const measured = stories[name]?.({ emulator, pass }, size);
  if (measured === undefined) throw new Error(`no story is called ${name}`);
  const since = performance.now();
  const changes = measured();
  const seconds = (performance.now() - since) / 1000;
  return { seconds, changes, mebibytes: process.memoryUsage().rss / 2 ** 20 };
}

const [, , name = "", size = ""] = process.argv;
process.stdout.write(`${JSON.stringify(tell(name, Number(size)))}\n`);
