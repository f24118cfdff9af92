/** The replay of a recording says where the product differs, and when it is answered otherwise. */
import { describe, expect, it } from "vitest";
import { named } from "./agreement.ts";
import { recordingSchema } from "./recording.ts";
import { replay } from "./replay.ts";

const start = Date.parse("2026-09-27T12:00:00Z");

const run = {
  ...call("run", "ec2", "RunInstances", {
    ImageId: "ami-00000000000000001",
    MinCount: 1,
    MaxCount: 1,
  }),
  compare: "subset",
  output: { Instances: [{ InstanceId: named("instance") }] },
};

const look = (Name: string) => ({
  ...call(Name, "ec2", "DescribeInstances", { InstanceIds: [named("instance")] }),
  compare: "subset",
  output: shownAs(Name),
});

describe("the replay of a recording", () => {
  const recording = (steps: unknown, differences: unknown = []) => {
    const startTime = "2026-09-27T12:00:00Z";
    return recordingSchema.parse({ title: "t", source: "none", startTime, differences, steps });
  };
  const zones = {
    label: "zones",
    service: "ec2",
    operation: "DescribeAvailabilityZones",
    input: { ZoneNames: ["us-east-1a"] },
    compare: "subset",
  };
  const shown = (ZoneName: string) => ({ AvailabilityZones: [{ ZoneName }] });

  it("says where the product differs, unless a sentence says why", async () => {
    const why = "For this test the recording is wrong.";
    const wrong = { ...zones, output: shown("us-east-1z") };
    const at = "AvailabilityZones[*].ZoneName";
    expect(await replay(recording([wrong]))).toEqual([
      'zones: AvailabilityZones[0].ZoneName: AWS "us-east-1z", here "us-east-1a"',
    ]);
    expect(await replay(recording([{ ...wrong, differences: [{ at, why }] }]))).toEqual([]);
    expect(await replay(recording([wrong], [{ at: "**Name", why }]))).toEqual([]);
  });

  it("says which difference is none any more", async () => {
    const why = "For this test the recording is right.";
    const right = { ...zones, output: shown("us-east-1a"), differences: [{ at: "Zone", why }] };
    expect(await replay(recording([right], [{ at: "Other", why }]))).toEqual([
      "zones: Zone does not differ any more",
      "Other differs nowhere any more",
    ]);
  });

  it("asks again until the answer is as recorded, and no longer than told", async () => {
    expect(await replay(recording([run, { ...look("running"), within: 10 }]))).toEqual([]);
    expect(await replay(recording([run, { ...look("stopped"), within: 2 }]))).toHaveLength(1);
  });

  it("lets a call that only has to succeed not be refused", async () => {
    const unknown = { ...zones, input: { ZoneNames: ["us-east-1z"] } };
    const [line = ""] = await replay(recording([unknown]));
    expect(line).toContain("zones: refused: AWS");
    expect(line).toContain("InvalidParameterValue");
  });

  it("asks for the time of the first such answer, and for the answers until then", async () => {
    const between = (from: number, to: number, meanwhile: string) =>
      recording([
        run,
        { ...look("running"), between: span(from, to), meanwhile: shownAs(meanwhile) },
      ]);
    expect(await replay(between(1, 30, "pending"))).toEqual([]);
    const [early = ""] = await replay(between(20, 30, "pending"));
    expect(early).toContain("running: the time of the answer: AWS");
    const [late = ""] = await replay(between(1, 2, "pending"));
    expect(late).toContain('State.Name: AWS "running", here "pending"');
    const [other = ""] = await replay(between(1, 30, "stopped"));
    expect(other).toContain('State.Name: AWS "stopped", here "pending"');
  });

  it("moves to an instant once, by the fraction of a second, and never back", async () => {
    const at = (second: string) => ({ until: `2026-09-27T12:00:${second}Z` });
    const launched = (LaunchTime: string) => ({ Reservations: [{ Instances: [{ LaunchTime }] }] });
    const seen = { ...look("launched"), output: launched("2026-09-27T12:00:10Z") };
    expect(await replay(recording([at("10.9"), at("10.2"), run, seen]))).toEqual([]);
  });

  it("gives single launches their own times", async () => {
    const group = { AutoScalingGroupName: "web" };
    const steps = [
      call("template", "ec2", "CreateLaunchTemplate", {
        LaunchTemplateName: "web",
        LaunchTemplateData: { ImageId: "ami-00000000000000001", InstanceType: "t3.nano" },
      }),
      call("group", "autoscaling", "CreateAutoScalingGroup", {
        ...group,
        MinSize: 1,
        MaxSize: 1,
        AvailabilityZones: ["us-east-1a"],
        LaunchTemplate: { LaunchTemplateName: "web" },
      }),
      {
        ...call("in service", "autoscaling", "DescribeAutoScalingInstances", {}),
        between: span(70, 90),
        output: { AutoScalingInstances: [{ LifecycleState: "InService" }] },
        compare: "subset",
      },
    ];
    const behaviors = [{ nthLaunch: 1, bootSeconds: 70 }];
    expect(await replay({ ...recording(steps), behaviors })).toEqual([]);
    expect(await replay(recording(steps))).not.toEqual([]);
  });

  it("compares the events that a rule on the bus would have delivered", async () => {
    const events = { ...call("events", "eventbridge", "Delivered", {}), output: [] };
    expect(await replay(recording([events]))).toEqual([]);
    const some = { ...events, output: [{ source: "aws.autoscaling" }] };
    expect(await replay(recording([some]))).toHaveLength(1);
    const other = call("events", "eventbridge", "PutEvents", {});
    await expect(replay(recording([other]))).rejects.toThrow("eventbridge has no operation");
  });
});

function call(label: string, service: string, operation: string, input: object) {
  return { label, service, operation, input };
}

/** A span of virtual time, in seconds after the beginning. */
function span(from: number, to: number) {
  return [from, to].map((seconds) => new Date(start + seconds * 1000).toISOString());
}

function shownAs(Name: string) {
  return { Reservations: [{ Instances: [{ State: { Name } }] }] };
}
