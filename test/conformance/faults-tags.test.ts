/** Tags `asg-local:…` through the real SDK: on a template, on its instances, and on a group. */
import {
  CreateAutoScalingGroupCommand,
  type CreateAutoScalingGroupCommandInput,
  DescribeScalingActivitiesCommand,
} from "@aws-sdk/client-auto-scaling";
import { CreateLaunchTemplateCommand } from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../support/emulator.ts";
import { baseContents, newName } from "../support/fleet.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client, ec2, advance } = emulated;

type Where = "launch-template" | "instance" | "group";

/** The first launch of a group whose template, instances or self have these tags. */
async function firstLaunch(
  tags: Partial<Record<Where, Readonly<Record<string, string>>>>,
  members: Partial<CreateAutoScalingGroupCommandInput> = {},
) {
  const [template, group] = [newName("template"), newName("group")];
  const listed = (where: Where) =>
    Object.entries(tags[where] ?? {}).map(([name, Value]) => ({ Key: `asg-local:${name}`, Value }));
  const specified = (ResourceType: "launch-template" | "instance") =>
    tags[ResourceType] && {
      TagSpecifications: [{ ResourceType, Tags: listed(ResourceType) }],
    };
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: template,
      LaunchTemplateData: { ...baseContents, ...specified("instance") },
      ...specified("launch-template"),
    }),
  );
  await client.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: group,
      MinSize: 0,
      MaxSize: 1,
      DesiredCapacity: 1,
      AvailabilityZones: ["us-east-1a"],
      LaunchTemplate: { LaunchTemplateName: template },
      ...members,
      Tags: listed("group"),
    }),
  );
  advance(300);
  const named = { AutoScalingGroupName: group };
  const answer = await client.send(new DescribeScalingActivitiesCommand(named));
  const [newest] = answer.Activities ?? [];
  const first = answer.Activities?.at(-1);
  const seconds = ((first?.EndTime?.getTime() ?? 0) - (first?.StartTime?.getTime() ?? 0)) / 1000;
  const causes = (answer.Activities ?? []).map(({ Cause }) => Cause);
  return { first, newest, seconds: Math.round(seconds), causes };
}

describe("boot-seconds", () => {
  test.each<Where>(["launch-template", "instance", "group"])(
    "is read from the %s",
    async (where) => {
      expect((await firstLaunch({ [where]: { "boot-seconds": "60" } })).seconds).toBe(60);
    },
  );

  test("of the group wins over that of the instances, and that over the template's", async () => {
    const [template, instance, group] = ["20", "30", "40"].map((seconds) => ({
      "boot-seconds": seconds,
    }));
    const both = { "launch-template": template ?? {}, instance: instance ?? {} };
    expect((await firstLaunch(both)).seconds).toBe(30);
    expect((await firstLaunch({ ...both, group: group ?? {} })).seconds).toBe(40);
  });

  test("can be a range", async () => {
    const { seconds } = await firstLaunch({ group: { "boot-seconds": "50-70" } });
    expect(seconds).toBeGreaterThanOrEqual(50);
    expect(seconds).toBeLessThanOrEqual(70);
  });
});

test.each(["never", "unhealthy-after=60"])("R-153 health %s ends the instance", async (health) => {
  const { causes } = await firstLaunch({ group: { health } });
  expect(causes.join()).toContain("in response to an EC2 instance status checks failure.");
});

test("R-261 launch-error refuses the launch with EC2's text", async () => {
  const { first } = await firstLaunch({ instance: { "launch-error": "UnauthorizedOperation" } });
  expect(first?.StatusMessage).toBe(
    "You are not authorized to perform this operation. Launching EC2 instance failed.",
  );
});

describe("hook", () => {
  /** Hooks come with the group; the launch is looked at after five minutes. */
  const LifecycleHookSpecificationList = [
    {
      LifecycleHookName: "init",
      LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      HeartbeatTimeout: 120,
      DefaultResult: "CONTINUE",
    },
  ];
  const launchWith = (hook: string, template?: string) =>
    firstLaunch(
      { group: { hook }, ...(template && { "launch-template": { hook: template } }) },
      { LifecycleHookSpecificationList },
    );

  test("G-156 continue-after=20 answers with CONTINUE after 20 seconds", async () => {
    const { first, seconds } = await launchWith("continue-after=20");
    expect(first?.StatusCode).toBe("Successful");
    expect(seconds).toBeGreaterThanOrEqual(20);
    expect(seconds).toBeLessThan(40);
  });

  test("G-093 abandon-after=20 answers with ABANDON, and the launch is cancelled", async () => {
    const { first } = await launchWith("abandon-after=20");
    expect(first?.StatusCode).toBe("Cancelled");
  });

  test("G-158 never of the group wins over the template, and the hook times out", async () => {
    const { first, seconds } = await launchWith("never", "continue-after=20");
    expect(first?.StatusCode).toBe("Successful");
    expect(seconds).toBeGreaterThanOrEqual(120);
  });
});

test("R-155 nth-launch keeps the other tags for that launch of the group", async () => {
  const tags = { "launch-error": "InternalError" };
  const second = await firstLaunch({ group: { ...tags, "nth-launch": "2" } });
  expect(second.first?.StatusCode).toBe("Successful");
  const first = await firstLaunch({ group: { ...tags, "nth-launch": "1" } });
  expect(first.first?.StatusCode).toBe("Failed");
  expect(first.newest?.StatusCode).toBe("Successful");
});

describe("R-261 a failed activity names the tag", () => {
  test.each([
    ["health", "sometimes", "Expected: never, or unhealthy-after=120"],
    ["boot-seconds", "soon", "Expected: whole seconds such as 90, or a range such as 30-120"],
    ["boot-seconds", "9-3", "Expected: whole seconds such as 90, or a range such as 30-120"],
    ["launch-error", "Oops", "Expected: AuthFailure, FleetRequestLimitExceeded, "],
    ["hook", "later", "Expected: never, continue-after=30 or abandon-after=30"],
    ["nth-launch", "0", "Expected: a whole number such as 3"],
  ])("%s=%s", async (name, value, expected) => {
    const { first } = await firstLaunch({ "launch-template": { [name]: value } });
    expect(first?.StatusCode).toBe("Failed");
    expect(first?.StatusMessage).toContain(
      `The tag asg-local:${name}=${value} is not understood. ${expected}`,
    );
  });

  test("whose name is not known", async () => {
    const { first } = await firstLaunch({ group: { helth: "never" } });
    expect(first?.StatusMessage).toContain("The tag asg-local:helth is not known. Known are ");
  });
});
