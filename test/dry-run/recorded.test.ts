/** The recorded refresh of a real group, predicted from what could be described before it. */
import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { dryRunOf } from "../../src/dry-run/dry-run.ts";
import type { GroupReading } from "../../src/dry-run/read-group.ts";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";

/**
 * A recording of real calls in us-east-1 on 2026-09-27: github.com/radkawar/stackd,
 * testdata/aws/autoscaling/refresh_native.json at commit 9dc356f. Times are UTC of that day.
 */
const at = (time: string) => new Date(`2026-09-27T${time}Z`);
const called = at("14:41:58.400");
const secondsTo = (time: string) => (at(time).getTime() - called.getTime()) / 1000;

/** What happened, in seconds from the call. */
const observed = {
  started: secondsTo("14:42:08"),
  inService: secondsTo("14:42:15"),
  stopped: secondsTo("14:43:25"),
  baking: secondsTo("14:43:55"),
};

const template = { LaunchTemplateId: "lt-00dff85934909c4d8", LaunchTemplateName: "my-template" };
const oldInstance = "i-01c986bf9989da8b8";

const described: AutoScalingGroup = {
  AutoScalingGroupName: "my-asg",
  AutoScalingGroupARN: "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0:my-asg",
  LaunchTemplate: { ...template, Version: "1" },
  MinSize: 0,
  MaxSize: 2,
  DesiredCapacity: 1,
  DefaultCooldown: 300,
  DefaultInstanceWarmup: 0,
  AvailabilityZones: ["us-east-1a"],
  HealthCheckType: "EC2",
  HealthCheckGracePeriod: 0,
  CreatedTime: at("14:41:25"),
  Instances: [
    {
      InstanceId: oldInstance,
      InstanceType: "t3.nano",
      AvailabilityZone: "us-east-1a",
      LifecycleState: "InService",
      HealthStatus: "Healthy",
      LaunchTemplate: { ...template, Version: "1" },
      ProtectedFromScaleIn: false,
    },
  ],
};

const reading: GroupReading = {
  at: called.getTime(),
  group: described,
  hooks: [],
  warmInstances: [],
  refreshes: [],
  activities: [
    {
      ActivityId: "1",
      AutoScalingGroupName: "my-asg",
      Cause: "",
      StatusCode: "Successful",
      Description: `Launching a new EC2 instance: ${oldInstance}`,
      StartTime: at("14:41:50"),
      EndTime: at("14:41:55"),
    },
  ],
  templates: [
    {
      id: template.LaunchTemplateId,
      name: template.LaunchTemplateName,
      defaultVersion: 1,
      versions: [{ number: 1 }, { number: 2 }],
    },
  ],
  launches: new Map([
    [oldInstance, { launchedAt: at("14:41:50").getTime(), isSpot: false, imageId: undefined }],
  ]),
  draining: [],
  alarms: [],
};

/** As docs/dry-run.md states it. */
const toleranceSeconds = 12;

test("each step of it comes within the tolerance, in the same order", () => {
  const run = dryRunOf(reading, { group: "my-asg", notes: [] });
  const plan = run.plan(
    readPlanRequest({
      group: "my-asg",
      desiredConfiguration: {
        LaunchTemplate: { LaunchTemplateId: template.LaunchTemplateId, Version: "2" },
      },
      preferences: {
        MinHealthyPercentage: 100,
        MaxHealthyPercentage: 100,
        InstanceWarmup: 0,
        BakeTime: 60,
        CheckpointPercentages: [100],
        CheckpointDelay: 0,
      },
    }),
  );
  expect(run.learnt.launch).toEqual({ median: 5, slowestTenth: 5, count: 1 });
  const stepAt = (fits: (step: (typeof plan.steps)[number]) => boolean) =>
    plan.steps.find(fits)?.atSeconds ?? Number.NaN;
  const predicted = {
    started: stepAt(({ status }) => status === "InProgress"),
    inService: stepAt(({ launched }) => launched === 1) + 2 + 5,
    stopped: stepAt(({ stopped }) => stopped === 1),
    baking: stepAt(({ status }) => status === "Baking"),
  };
  for (const [step, seconds] of Object.entries(observed)) {
    const difference = predicted[step as keyof typeof observed] - seconds;
    expect(Math.abs(difference), step).toBeLessThanOrEqual(toleranceSeconds);
  }
});
