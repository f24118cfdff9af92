/** The wall time to simulate a whole refresh of 10,000 instances, without a server around it. */
import { timings } from "../../src/domain/timing.ts";
import { createEmulator, type Emulator } from "../../src/emulator.ts";
import type { BenchmarkCase } from "./report.ts";

const instances = 10_000;
const hour = 3_600_000;

export const refresh: BenchmarkCase = {
  name: "refresh",
  run: async () => {
    let now = Date.parse("2026-03-01T12:00:00Z");
    const settings = { timing: timings.aws, min100: "terminate-first", behaviors: [] } as const;
    const emulator = createEmulator({ seed: "bench", settings, now: () => now });
    const pass = (span: number) => {
      now += span;
      return emulator.catchUp().length;
    };
    createGroup(emulator);
    pass(hour);
    const since = performance.now();
    call(emulator, "StartInstanceRefresh", {
      AutoScalingGroupName: "web",
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
      Preferences: { MinHealthyPercentage: 90, InstanceWarmup: 300 },
    });
    let events = 0;
    let hours = 0;
    while (!isSuccessful(emulator)) {
      if (++hours > 24 * 14) throw new Error(`not successful after ${hours} hours`);
      events += pass(hour);
    }
    const seconds = (performance.now() - since) / 1000;
    const what = `refresh of ${instances} instances, min 90, warmup 300 s (${events} changes)`;
    return [{ what, asgLocal: `${seconds.toFixed(2)} s`, bare: "", aim: "under 1 s" }];
  },
};

function createGroup(emulator: Emulator): void {
  const LaunchTemplateName = "web";
  const LaunchTemplateData = {
    ImageId: "ami-0123456789abcdef0",
    InstanceType: "t3.micro" as const,
  };
  call(emulator, "CreateLaunchTemplate", { LaunchTemplateName, LaunchTemplateData });
  call(emulator, "CreateLaunchTemplateVersion", { LaunchTemplateName, LaunchTemplateData });
  call(emulator, "CreateAutoScalingGroup", {
    ...{ AutoScalingGroupName: "web", MinSize: instances, MaxSize: instances },
    LaunchTemplate: { LaunchTemplateName, Version: "1" },
    AvailabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"],
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
