/**
 * How long others wait while something large is done: health is asked again and again meanwhile,
 * and the longest wait for one answer is told. Whatever else the machine does makes it longer.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { aws, control, watchHealth } from "./asking.ts";
import { startAsgLocal, stop } from "./processes.ts";
import type { BenchmarkCase, Row } from "./report.ts";

interface Occasion {
  readonly what: string;
  readonly flags: readonly string[];
  /** What comes before and is not measured; the work gets its result. */
  readonly prepare?: (endpoint: string) => Promise<string>;
  readonly work: (endpoint: string, prepared: string) => Promise<unknown>;
}

const manual = ["--clock", "manual"];
const folder = mkdtempSync(join(tmpdir(), "asg-local-bench-"));
const large = [...manual, "--world", join(folder, "large.json")];

const occasions: readonly Occasion[] = [
  {
    what: "a plan for 100,000 instances",
    flags: manual,
    work: (endpoint) => control(endpoint, "plan", { describedGroup: { size: 100_000 } }),
  },
  {
    what: "a plan for a group of 10,000 that is there",
    flags: large,
    work: (endpoint) => control(endpoint, "plan", { group: "web-0" }),
  },
  {
    what: "30 days with an action each minute",
    flags: manual,
    prepare: minutely,
    work: (endpoint) => control(endpoint, "clock", { advance: "30d" }),
  },
  {
    what: "60 days until the end of what never ends, with an action each minute",
    flags: manual,
    prepare: minutely,
    work: (endpoint) =>
      control(endpoint, "clock", {
        until: { group: "web", lifecycleState: "Standby", count: 1 },
        atMost: "60d",
      }),
  },
  {
    what: "a clock that runs 1,000,000 times too fast, and nobody looks for 2 s",
    flags: ["--speed", "1000000"],
    prepare: minutely,
    work: async (endpoint) => {
      await pause(2000);
      await aws(endpoint, { Action: "DescribeAutoScalingGroups" });
    },
  },
  {
    what: "a refresh of 10,000 instances",
    flags: large,
    prepare: (endpoint) =>
      aws(endpoint, {
        Action: "StartInstanceRefresh",
        AutoScalingGroupName: "web-0",
        "Preferences.MinHealthyPercentage": "50",
      }),
    work: (endpoint) => control(endpoint, "clock", { until: "settled" }),
  },
  {
    what: "10,000 launches at one instant",
    flags: manual,
    prepare: group,
    work: (endpoint) =>
      launchAll(endpoint).then(() => control(endpoint, "clock", { advance: "1h" })),
  },
  {
    what: "a call with 10,000 launches at once",
    flags: [...manual, "--timing", "instant"],
    prepare: group,
    work: launchAll,
  },
  {
    what: "a snapshot of 20,000 instances, taken",
    flags: large,
    work: (endpoint) => control(endpoint, "snapshot"),
  },
  {
    what: "a snapshot of 20,000 instances, put",
    flags: large,
    prepare: (endpoint) => control(endpoint, "snapshot"),
    work: (endpoint, snapshot) => control(endpoint, "snapshot", snapshot, "PUT"),
  },
  {
    what: "both groups of 20,000 instances described",
    flags: large,
    work: (endpoint) => aws(endpoint, { Action: "DescribeAutoScalingGroups" }),
  },
  {
    what: "five key pairs of RSA",
    flags: manual,
    work: async (endpoint) => {
      for (const KeyName of ["a", "b", "c", "d", "e"]) {
        await aws(endpoint, { Action: "CreateKeyPair", KeyName, Version: "2016-11-15" });
      }
    },
  },
];

export const stalls: BenchmarkCase = {
  name: "stalls",
  run: async () => {
    writeFileSync(join(folder, "large.json"), JSON.stringify(largeWorld()));
    const rows: Row[] = [];
    for (const occasion of occasions) rows.push(await measured(occasion));
    rmSync(folder, { recursive: true });
    return rows;
  },
};

async function measured({ what, flags, prepare, work }: Occasion): Promise<Row> {
  const server = await startAsgLocal(...flags);
  const { endpoint } = server;
  const prepared = (await prepare?.(endpoint)) ?? "";
  const watch = watchHealth(endpoint);
  const since = performance.now();
  await work(endpoint, prepared);
  const seconds = (performance.now() - since) / 1000;
  const longest = await watch.end();
  await stop(server);
  return {
    what: `longest wait for health during ${what}`,
    asgLocal: `${longest.toFixed(0)} ms, of ${seconds.toFixed(2)} s`,
    bare: "",
    aim: "under 100 ms",
    value: longest,
  };
}

function launchAll(endpoint: string): Promise<string> {
  return aws(endpoint, {
    Action: "UpdateAutoScalingGroup",
    AutoScalingGroupName: "web",
    MaxSize: "10000",
    DesiredCapacity: "10000",
  });
}

async function group(endpoint: string): Promise<string> {
  const launch = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro" };
  await aws(endpoint, {
    Action: "CreateLaunchConfiguration",
    LaunchConfigurationName: "web",
    ...launch,
  });
  return aws(endpoint, {
    Action: "CreateAutoScalingGroup",
    AutoScalingGroupName: "web",
    MinSize: "1",
    MaxSize: "3",
    LaunchConfigurationName: "web",
    "AvailabilityZones.member.1": "us-east-1a",
  });
}

/** A group to which something happens each minute. */
async function minutely(endpoint: string): Promise<string> {
  await group(endpoint);
  const action = { ScheduledActionName: "each", Recurrence: "* * * * *", DesiredCapacity: "2" };
  return aws(endpoint, {
    Action: "PutScheduledUpdateGroupAction",
    AutoScalingGroupName: "web",
    ...action,
  });
}

/** Two groups of 10,000. */
function largeWorld() {
  const data = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro" };
  const size = 10_000;
  const groups = [0, 1].map((nth) => ({
    name: `web-${nth}`,
    launchTemplate: { name: "web" },
    minSize: 0,
    maxSize: size,
    desiredCapacity: size,
    availabilityZones: ["us-east-1a", "us-east-1b"],
    instances: [{ count: size }],
  }));
  return { regions: [{ launchTemplates: [{ name: "web", versions: [{ data }] }], groups }] };
}
