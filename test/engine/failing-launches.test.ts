/** Launches that fail: what EC2 says, how Auto Scaling tells it, and what comes after. */
import { describe, expect, test } from "vitest";
import { faultSchema } from "../../src/schemas/fault.ts";
import {
  account,
  type InProcess,
  type Input,
  inProcess,
  regionName,
} from "../support/in-process.ts";

const named = { AutoScalingGroupName: "web" };
const sizes = { MinSize: 0, MaxSize: 9, AvailabilityZones: ["us-east-1a"] };
const fleetEnd = "Launching EC2 instance failed.";

function template(story: InProcess, LaunchTemplateData: Input, LaunchTemplateName = "web"): void {
  story.call("ec2", "CreateLaunchTemplate", { LaunchTemplateName, LaunchTemplateData });
}

const plain = { LaunchTemplate: { LaunchTemplateName: "web" } };

function mixed(overrides: readonly Input[] = [], onDemandPercentage = 100): Input {
  return {
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateName: "web" },
        Overrides: overrides,
      },
      InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: onDemandPercentage },
    },
  };
}

function group(story: InProcess, source: Input, members: Input = {}): void {
  story.call("autoscaling", "CreateAutoScalingGroup", {
    ...named,
    ...sizes,
    ...source,
    ...members,
  });
}

function addFault(story: InProcess, fault: Input): void {
  const read = faultSchema.parse({ kind: "launch", ...fault });
  story.emulator.commitChanges({ account, region: regionName }, "faults", ({ identifiers }) => [
    { type: "FaultAdded", id: identifiers.faultId(), fault: read },
  ]);
}

const activities = (story: InProcess) =>
  story.call("autoscaling", "DescribeScalingActivities", named).Activities as Record<
    string,
    unknown
  >[];
const lastMessage = (story: InProcess) => activities(story)[0]?.StatusMessage;

/** The message of the first launch of a new group under this fault. */
function messageOf(source: Input, fault: Input, data: Input = {}): unknown {
  const story = inProcess();
  template(story, { ImageId: "ami-1", InstanceType: "t3.nano", ...data });
  addFault(story, fault);
  group(story, source, { DesiredCapacity: 1 });
  story.advance(30);
  return lastMessage(story);
}

function thrownBy(act: () => void): { code?: string; message?: string } {
  try {
    act();
    return {};
  } catch (error) {
    return error as { code: string; message: string };
  }
}

describe("texts", () => {
  const custom = { launchError: "Custom.Code", launchMessage: "Not today" };

  test.each<[string, Input, string]>([
    ["On-Demand", mixed(), "Could not launch On-Demand Instances. Custom.Code - Not today. "],
    ["Spot", mixed([], 0), "Could not launch Spot Instances. Custom.Code - Not today. "],
    ["a plain template", plain, "Not today. "],
  ])("G-206 of %s", (_, source, text) => {
    expect(messageOf(source, custom)).toBe(`${text}${fleetEnd}`);
  });

  const adjust =
    "Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this " +
    "limit. ";

  test.each([
    [{ launchError: "VcpuLimitExceeded" }, 32],
    [{ launchError: "VcpuLimitExceeded", launchLimit: 0 }, 0],
  ])("G-207 the limit of vCPUs, %o", (fault, limit) => {
    expect(messageOf(plain, fault)).toBe(
      `You have requested more vCPU capacity than your current vCPU limit of ${limit} allows for ` +
        "the instance bucket that the specified instance type belongs to. " +
        `${adjust}${fleetEnd}`,
    );
  });

  test("G-208 the limit of instances, and one more", () => {
    expect(messageOf(plain, { launchError: "InstanceLimitExceeded", launchLimit: 6 })).toBe(
      "You have requested more instances (7) than your current instance limit of 6 allows for " +
        `the specified instance type. ${adjust}${fleetEnd}`,
    );
  });

  test.each<[string, string, string]>([
    [
      "G-209",
      "UnfulfillableCapacity",
      "UnfulfillableCapacity - Unable to fulfill capacity due to " +
        "your request configuration. Please adjust your request and try again. ",
    ],
    [
      "G-210",
      "InvalidParameterCombination",
      "InvalidParameterCombination - The specified instance type " +
        "is not eligible for Free Tier. For a list of Free Tier instance types, run " +
        "'describe-instance-types' with the filter 'free-tier-eligible=true'. ",
    ],
    ["G-211", "AuthFailure", "Authentication Failure. "],
    [
      "G-211",
      "Unsupported.Configuration",
      "Unsupported - The requested configuration is currently not " +
        "supported. Please check the documentation for supported configurations. ",
    ],
    [
      "G-206",
      "FleetRequestLimitExceeded",
      "You've reached your quota for maximum Fleet Requests for this account. ",
    ],
    [
      "G-212",
      "InvalidAMIID.NotFound",
      "InvalidAMIID.NotFound - The image id '[ami-1]' does not exist. ",
    ],
    [
      "G-212",
      "Unsupported",
      "Unsupported - Your requested instance type (t3.nano) is not " +
        "supported in your requested Availability Zone (us-east-1a). Please retry your request " +
        "by not specifying an Availability Zone. ",
    ],
  ])("%s %s behind a policy", (_, launchError, text) => {
    const prefix = text.includes(" - ") ? "Could not launch Spot Instances. " : "";
    expect(messageOf(mixed([], 0), { launchError })).toBe(`${prefix}${text}${fleetEnd}`);
  });
});

describe("instances that die while Pending", () => {
  const death = "Instance became unhealthy while waiting for instance to be in InService state. ";

  test.each([
    ["Client.InternalError", "Client error on launch"],
    ["Client.InvalidKMSKey.InvalidState", "The KMS key provided is in an incorrect state"],
    ["Client.VolumeLimitExceeded", "Volume limit exceeded"],
  ])("G-213 G-214 %s", (terminationReason, text) => {
    const story = inProcess();
    template(story, { ImageId: "ami-1", InstanceType: "t3.nano" });
    addFault(story, { terminationReason, count: 1 });
    group(story, plain, { DesiredCapacity: 1 });
    story.advance(30);
    const told = `${terminationReason}: ${text}`;
    const StatusMessage = `${death}Termination Reason: ${told}`;
    const cancelled = activities(story).at(-1);
    const [, id] = /: (i-[0-9a-f]+)\./.exec(String(cancelled?.Description)) ?? [];
    expect(cancelled).toMatchObject({
      StatusCode: "Cancelled",
      StatusMessage,
      Description: `Launching a new EC2 instance: ${id}.  Status Reason: ${StatusMessage}`,
    });
    story.advance(120);
    expect(stateReasonOf(story, id)).toEqual({ Code: terminationReason, Message: told });
    expect(story.instances().map(({ lifecycleState }) => lifecycleState)).toEqual(["InService"]);
    expect(activities(story).some(({ Description: one }) => /Terminating/.test(String(one)))).toBe(
      false,
    );
  });

  test("G-215 TerminateInstances of a Pending instance, and of one in service", () => {
    const story = inProcess();
    template(story, { ImageId: "ami-1", InstanceType: "t3.nano" });
    group(story, plain, { DesiredCapacity: 1 });
    story.advance(8);
    const [first] = story.instances();
    story.call("ec2", "TerminateInstances", { InstanceIds: [first?.id] });
    const told = "Client.UserInitiatedShutdown: User initiated shutdown";
    expect(lastMessage(story)).toBe(`${death}Termination Reason: ${told}`);
    expect(stateReasonOf(story, first?.id)).toEqual({
      Code: "Client.UserInitiatedShutdown",
      Message: told,
    });
    story.advance(300);
    const [second] = story.instances();
    expect(stateReasonOf(story, second?.id)).toBeUndefined();
    story.call("ec2", "TerminateInstances", { InstanceIds: [second?.id] });
    expect(stateReasonOf(story, second?.id)).toMatchObject({ Message: told });
  });

  test("G-216 a replacement that dies is made up for with the plain cause", () => {
    const story = inProcess();
    template(story, { ImageId: "ami-1", InstanceType: "t3.nano" });
    group(story, plain, { DesiredCapacity: 1 });
    story.advance(300);
    addFault(story, { terminationReason: "Client.InternalError", count: 1 });
    const [old] = story.instances();
    story.call("ec2", "TerminateInstances", { InstanceIds: [old?.id] });
    story.advance(300);
    const causesOfLaunches = activities(story)
      .filter(({ Description: one }) => /^Launching/.test(String(one)))
      .map(({ Cause }) => String(Cause).replace(/^At \S+ /, ""));
    expect(causesOfLaunches.slice(0, 2)).toEqual([
      "an instance was started in response to a difference between desired and actual capacity, " +
        "increasing the capacity from 0 to 1.",
      "an instance was launched in response to an unhealthy instance needing to be replaced.",
    ]);
  });

  test("G-217 the retry of a failed launch has the second sentence alone", () => {
    const story = inProcess();
    template(story, { ImageId: "ami-1", InstanceType: "t3.nano" });
    addFault(story, { launchError: "InternalError", count: 1 });
    group(story, plain, { DesiredCapacity: 1 });
    story.advance(200);
    const [retry, first] = activities(story).map(({ Cause }) => String(Cause));
    expect(first).toMatch(
      /^At \S+ a user request created an AutoScalingGroup .* {2}At \S+ an instance/,
    );
    expect(retry).toMatch(/^At \S+ an instance was started [^.]* from 0 to 1\.$/);
  });

  function stateReasonOf(story: InProcess, id: string | undefined): unknown {
    const answer = story.call("ec2", "DescribeInstances", { InstanceIds: [id] });
    const [reservation] = answer.Reservations as { Instances: { StateReason?: unknown }[] }[];
    return reservation?.Instances[0]?.StateReason;
  }
});

test("a refusal of one stays a refusal: nothing is created", () => {
  const story = inProcess();
  template(story, { ImageId: "ami-1", InstanceType: "t3.nano", SecurityGroupIds: [""] });
  expect(thrownBy(() => group(story, plain)).code).toBe("ValidationError");
  expect(story.region().groups.size).toBe(0);
});

describe("zones that refuse", () => {
  const zones = ["us-east-1a", "us-east-1b"];
  const refused = { launchError: "InsufficientInstanceCapacity", availabilityZone: "us-east-1a" };
  const zonesOf = (story: InProcess) =>
    story.instances().map(({ availabilityZone }) => availabilityZone);

  /** A group of one instance, five minutes after it was made. */
  function madeWith(fault: Input, members: Input = {}): InProcess {
    const story = inProcess();
    template(story, { ImageId: "ami-1", InstanceType: "t3.nano" });
    addFault(story, fault);
    group(story, plain, { AvailabilityZones: zones, DesiredCapacity: 1, ...members });
    story.advance(300);
    return story;
  }

  /** Where the two are when the second was wanted so many seconds later. */
  function grownAfter(seconds: number): readonly string[] {
    const story = madeWith({ ...refused, count: 1 });
    story.advance(seconds);
    story.call("autoscaling", "SetDesiredCapacity", { ...named, DesiredCapacity: 2 });
    story.advance(300);
    return zonesOf(story);
  }

  const codesOf = (story: InProcess) => activities(story).map(({ StatusCode }) => StatusCode);

  test("R-121 come after the others, as balanced-best-effort says", () => {
    const story = madeWith(refused);
    expect(zonesOf(story)).toEqual(["us-east-1b"]);
    expect(codesOf(story)).toEqual(["Successful", "Failed"]);
  });

  test("R-121 are tried again and again by a group that is balanced-only", () => {
    const distribution = { CapacityDistributionStrategy: "balanced-only" };
    const story = madeWith(refused, { AvailabilityZoneDistribution: distribution });
    expect(zonesOf(story)).toEqual([]);
    expect(new Set(codesOf(story))).toEqual(new Set(["Failed"]));
    expect(codesOf(story).length).toBeGreaterThan(3);
  });

  test("R-121 are as good as the others after 15 minutes", () => {
    expect(grownAfter(500)).toEqual(["us-east-1b", "us-east-1b"]);
    expect(grownAfter(700)).toEqual(["us-east-1b", "us-east-1a"]);
  });

  test("R-121 take turns where all of them refuse", () => {
    const story = madeWith({ launchError: "InsufficientInstanceCapacity" });
    const told = activities(story).map(({ Details }) => /us-east-1[ab]/.exec(String(Details))?.[0]);
    expect(new Set(told)).toEqual(new Set(zones));
    expect(new Set(codesOf(story))).toEqual(new Set(["Failed"]));
  });
});
