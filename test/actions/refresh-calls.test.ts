/** The calls of a refresh, in process: what they accept, refuse, echo and leave behind. */
import { describe, expect, test } from "vitest";
import { statusReasonText } from "../../src/domain/status-reason.ts";
import { ServiceError } from "../../src/model/faults.ts";
import { decodeInput, parseParameters } from "../../src/wire/query.ts";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  type Input,
  startRefresh,
  toVersion,
} from "../support/in-process.ts";

const group = { AutoScalingGroupName: "web" };

interface Described {
  readonly InstanceRefreshId: string;
  readonly Status: string;
  readonly Preferences: Readonly<Record<string, unknown>>;
  readonly DesiredConfiguration?: unknown;
  readonly PercentageComplete?: number;
}

function described(story: InProcess, input: Input = {}): Described[] {
  const answer = story.call("autoscaling", "DescribeInstanceRefreshes", { ...group, ...input });
  return answer.InstanceRefreshes as Described[];
}

const newest = (story: InProcess) => described(story)[0] as Described;

/** Code and message of a call that must be refused. */
function refusalText(story: InProcess, operation: string, input: Input): string {
  try {
    story.call("autoscaling", operation, input);
  } catch (error) {
    if (error instanceof ServiceError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error(`${operation} was accepted`);
}

const start = (story: InProcess, Preferences: Input, rest: Input = {}) =>
  refusalText(story, "StartInstanceRefresh", { ...group, Preferences, ...rest });

const end = (story: InProcess) => advanceUntil(story, hasEnded(story), { within: 7200, step: 5 });

describe("StartInstanceRefresh", () => {
  test.each(["StartInstanceRefresh", "CancelInstanceRefresh", "RollbackInstanceRefresh"])(
    "R-035 R-037 R-281 %s of an unknown group",
    (operation) => {
      const story = aSettledFleet({ size: 0 });
      expect(refusalText(story, operation, { AutoScalingGroupName: "none" })).toMatch(
        /^ValidationError: AutoScalingGroup name not found - /,
      );
    },
  );

  test("R-041 a checkpoint delay needs checkpoints", () => {
    expect(start(aSettledFleet({ size: 1 }), { CheckpointDelay: 60 })).toBe(
      "ValidationError: The request isn't valid. The CheckpointDelay parameter cannot be specified when the CheckpointPercentages parameter is empty. Add the CheckpointPercentages parameter and try again.",
    );
  });

  test("R-043 a maximum needs a minimum", () => {
    expect(start(aSettledFleet({ size: 1 }), { MaxHealthyPercentage: 110 })).toBe(
      "ValidationError: The request isn't valid. The MinHealthyPercentage parameter must be specified when using MaxHealthyPercentage. Add the MinHealthyPercentage parameter and try again.",
    );
  });

  test("R-040 a last checkpoint below 100 is accepted", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, { CheckpointPercentages: [50], CheckpointDelay: 0 });
    end(story);
    expect(newest(story)).toMatchObject({ Status: "Successful", PercentageComplete: 50 });
  });

  test("R-032 R-094 the API's defaults are echoed, and no desired configuration", () => {
    const story = aSettledFleet({ size: 1 });
    story.call("autoscaling", "StartInstanceRefresh", group);
    expect(newest(story).DesiredConfiguration).toBeUndefined();
    const given = Object.entries(newest(story).Preferences).filter(
      ([, value]) => value !== undefined,
    );
    expect(Object.fromEntries(given)).toEqual({
      MinHealthyPercentage: 90,
      InstanceWarmup: 0,
      SkipMatching: false,
      AutoRollback: false,
      AlarmSpecification: {},
    });
  });

  test("R-033 R-091 what was given is echoed; checkpoints without a delay show 3600", () => {
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, {
      CheckpointPercentages: [50, 100],
      ScaleInProtectedInstances: "Ignore",
      StandbyInstances: "Ignore",
    });
    expect(newest(story).Preferences).toMatchObject({
      CheckpointPercentages: [50, 100],
      CheckpointDelay: 3600,
      ScaleInProtectedInstances: "Ignore",
      StandbyInstances: "Ignore",
    });
  });

  test("R-044 a minimum alone leaves the maximum out of the echo, a policy's maximum holds", () => {
    const policy = { MinHealthyPercentage: 100, MaxHealthyPercentage: 150 };
    const story = aSettledFleet({ size: 2, group: { InstanceMaintenancePolicy: policy } });
    startRefresh(story, { MinHealthyPercentage: 100 });
    expect(newest(story).Preferences.MaxHealthyPercentage).toBeUndefined();
    expect(story.refresh().preferences.maxHealthyPercentage).toBe(150);
  });

  test("R-048 auto rollback looks at the saved configuration, not at the desired one", () => {
    const moving = { LaunchTemplate: { LaunchTemplateName: "web", Version: "$Default" } };
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, { AutoRollback: true }, { DesiredConfiguration: moving });
    expect(story.refresh().status).toBe("Pending");
    const other = aSettledFleet({ size: 1, group: moving });
    expect(start(other, { AutoRollback: true }, { DesiredConfiguration: toVersion("2") })).toMatch(
      /^ValidationError: The request isn’t valid. The AutoRollback parameter cannot be set/,
    );
  });

  test("R-241 preferences are not kept for the next refresh", () => {
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, { MinHealthyPercentage: 50, BakeTime: 30 });
    end(story);
    story.call("autoscaling", "StartInstanceRefresh", group);
    expect(newest(story).Preferences).toMatchObject({ MinHealthyPercentage: 90 });
    expect(newest(story).Preferences.BakeTime).toBeUndefined();
  });

  test("R-292 start, cancel and rollback are seen by the next describe", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, {});
    expect(newest(story).Status).toBe("Pending");
    story.advance(20);
    story.call("autoscaling", "RollbackInstanceRefresh", group);
    expect(newest(story).Status).toBe("RollbackInProgress");
    story.call("autoscaling", "CancelInstanceRefresh", group);
    expect(newest(story).Status).toBe("Cancelling");
  });

  test("R-071 a cancel waits unless it says otherwise", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, {});
    story.advance(20);
    story.call("autoscaling", "CancelInstanceRefresh", group);
    expect(story.refresh().isWaitingForTransitioningInstances).toBe(true);
  });
});

describe("DescribeInstanceRefreshes", () => {
  const history = (count: number) => {
    const story = aSettledFleet({ size: 0 });
    for (let index = 0; index < count; index++) {
      story.call("autoscaling", "StartInstanceRefresh", group);
      story.advance(30);
    }
    return story;
  };

  test("R-036 of an unknown group says its name", () => {
    const input = { AutoScalingGroupName: "none" };
    expect(refusalText(history(0), "DescribeInstanceRefreshes", input)).toBe(
      "ValidationError: AutoScalingGroup name not found - AutoScalingGroup none not found",
    );
  });

  test("R-061 R-062 the name is enough; ids filter, and unknown ones are no error", () => {
    const story = history(3);
    expect(described(story)).toHaveLength(3);
    const id = described(story)[1]?.InstanceRefreshId ?? "";
    const found = described(story, { InstanceRefreshIds: [id, "unknown"] });
    expect(found.map((refresh) => refresh.InstanceRefreshId)).toEqual([id]);
  });

  test("R-063 50 a page by default, 100 at most", () => {
    const story = history(51);
    expect(described(story)).toHaveLength(50);
    expect(described(story, { MaxRecords: 100 })).toHaveLength(51);
    expect(refusalText(story, "DescribeInstanceRefreshes", { ...group, MaxRecords: 101 })).toBe(
      "ValidationError: 1 validation error detected: Value '101' at 'maxRecords' failed to satisfy constraint: Member must have value less than or equal to 100",
    );
  });

  test("R-065 a token that was never given out", () => {
    expect(refusalText(history(1), "DescribeInstanceRefreshes", { ...group, NextToken: "x" })).toBe(
      "InvalidNextToken: The token 'x' is invalid.",
    );
  });

  test("R-283 a client that follows the tokens sees each refresh once, newest first", () => {
    const story = history(7);
    const seen: string[] = [];
    let NextToken: unknown;
    do {
      const page: Readonly<Record<string, unknown>> = story.call(
        "autoscaling",
        "DescribeInstanceRefreshes",
        { ...group, MaxRecords: 2, ...(NextToken === undefined ? {} : { NextToken }) },
      );
      seen.push(...(page.InstanceRefreshes as Described[]).map((one) => one.InstanceRefreshId));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual(
      story
        .group()
        .refreshes.map(({ id }) => id)
        .reverse(),
    );
  });

  test("R-100 the percentage lags behind the replacement until the warmup is over", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, { MinHealthyPercentage: 0, InstanceWarmup: 300 });
    story.advance(150);
    expect(newest(story).PercentageComplete).toBe(50);
    story.advance(200);
    expect(newest(story).PercentageComplete).toBe(100);
  });

  test("R-109 a reason has at most 1023 characters", () => {
    const reason = { kind: "failed", failure: "x".repeat(2000) } as const;
    expect(statusReasonText(reason, { now: 0 })).toHaveLength(1023);
  });
});

describe("the group", () => {
  test("R-156 shows its saved template while each instance shows its own", () => {
    const story = aSettledFleet({ size: 2 });
    startRefresh(story, { CheckpointPercentages: [50, 100] });
    advanceUntil(story, () => story.refresh().passedCheckpointPercentage === 50, { within: 600 });
    const { AutoScalingGroups } = story.call("autoscaling", "DescribeAutoScalingGroups", {});
    const [shown] = AutoScalingGroups as {
      LaunchTemplate: { Version: string };
      Instances: { LaunchTemplate: { Version: string } }[];
    }[];
    expect(shown?.LaunchTemplate.Version).toBe("1");
    const versions = shown?.Instances.map(({ LaunchTemplate }) => LaunchTemplate.Version);
    expect(versions?.toSorted()).toEqual(["1", "2"]);
  });

  test("R-237 keeps the version as it was sent", () => {
    const story = aSettledFleet({ size: 1 });
    startRefresh(story, {}, { DesiredConfiguration: toVersion("$Latest") });
    end(story);
    expect(story.group().launchSource).toMatchObject({ specification: { version: "$Latest" } });
  });

  test("R-236 loses its mixed instances policy to a desired launch template", () => {
    const policy = {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateName: "web", Version: "1" },
        Overrides: [{ InstanceType: "t3.micro" }],
      },
    };
    const members = { MixedInstancesPolicy: policy, LaunchTemplate: undefined };
    const story = aSettledFleet({ size: 1, group: members });
    startRefresh(story, {});
    end(story);
    expect(story.group().launchSource).toMatchObject({
      kind: "launchTemplate",
      specification: { version: "2" },
    });
  });

  test("R-059 is not refreshed while it is being deleted", () => {
    const story = aSettledFleet({ size: 1 });
    story.call("autoscaling", "DeleteAutoScalingGroup", { ...group, ForceDelete: true });
    expect(start(story, {})).toMatch(/^ValidationError: /);
  });

  test("R-120 a new refresh after a cancelled one prefers instances without the target", () => {
    const story = aSettledFleet({ size: 2, group: { AvailabilityZones: ["us-east-1a"] } });
    startRefresh(story, { MinHealthyPercentage: 0 });
    advanceUntil(
      story,
      () =>
        story
          .instances()
          .every(({ refreshRole, isSettled }) => refreshRole === "updated" && isSettled),
      { within: 300 },
    );
    story.call("autoscaling", "CancelInstanceRefresh", group);
    story.advance(60);
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 4 });
    story.advance(300);
    startRefresh(story, { MinHealthyPercentage: 50 });
    story.advance(12);
    expect(newest(story).PercentageComplete).toBe(0);
    const leaving = story
      .instances()
      .filter(({ lifecycleState }) => lifecycleState === "Terminating");
    expect(leaving.map(({ launchTemplate }) => launchTemplate?.version)).toEqual(["1", "1"]);
  });
});

describe("scaling activities", () => {
  const activities = (story: InProcess) => {
    const answer = story.call("autoscaling", "DescribeScalingActivities", group);
    return answer.Activities as Readonly<Record<string, unknown>>[];
  };
  const story = aSettledFleet({ size: 1 });
  startRefresh(story, {});
  end(story);
  const [first, second] = activities(story);

  test("R-255 R-256 R-262 terminate and launch: the same causes, which name no capacity", () => {
    expect(String(first?.Cause)).toMatch(
      /^At [\d-]{10}T[\d:]{8}Z an instance was launched in response to an instance refresh\.$/,
    );
    expect(String(second?.Cause)).toMatch(
      /^At \S+Z .+ an instance refresh\. {2}At \S+Z instance i-\w+ was selected for termination\.$/,
    );
  });

  test("R-257 they end successful, with zone and subnet in their details", () => {
    expect(first).toMatchObject({
      StatusCode: "Successful",
      Progress: 100,
      AutoScalingGroupState: "InService",
    });
    expect(Object.keys(JSON.parse(String(first?.Details)))).toEqual([
      "Availability Zone ID",
      "Subnet ID",
      "Availability Zone",
    ]);
  });

  test("R-258 newest first, for six weeks", () => {
    const starts = activities(story).map(({ StartTime }) => (StartTime as Date).getTime());
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
    story.advance(43 * 24 * 3600);
    expect(activities(story)).toEqual([]);
  });
});

test("R-289 without a move of the virtual clock nothing happens", () => {
  const story = aSettledFleet({ size: 2 });
  startRefresh(story, {});
  const before = story.journal().length;
  for (let look = 0; look < 50; look++) newest(story);
  expect(story.journal().length).toBe(before);
  expect(newest(story).Status).toBe("Pending");
});

test("R-279 a client cancels what is in its way, waits for Cancelled, and starts again", () => {
  const story = aSettledFleet({ size: 2 });
  startRefresh(story, {});
  story.advance(20);
  expect(start(story, {})).toMatch(/^InstanceRefreshInProgress: /);
  const { InstanceRefreshId } = story.call("autoscaling", "CancelInstanceRefresh", group);
  const statuses = new Set<string>();
  advanceUntil(
    story,
    () => {
      const [found] = described(story, { InstanceRefreshIds: [InstanceRefreshId] });
      statuses.add(found?.Status ?? "");
      return found?.Status === "Cancelled";
    },
    { within: 900, step: 5 },
  );
  expect([...statuses]).toEqual(["Cancelling", "Cancelled"]);
  startRefresh(story, {});
  expect(newest(story).Status).toBe("Pending");
});

test("R-280 an update to the desired template, then a refresh to it and back", () => {
  const story = aSettledFleet({ size: 1 });
  story.call("autoscaling", "UpdateAutoScalingGroup", { ...group, ...toVersion("2") });
  startRefresh(story, {});
  story.advance(20);
  story.call("autoscaling", "RollbackInstanceRefresh", group);
  end(story);
  expect(story.refresh().status).toBe("RollbackSuccessful");
  expect(story.instances().map(({ launchTemplate }) => launchTemplate?.version)).toEqual(["2"]);
});

test("R-282 the AWS CLI's --no-wait-for-transitioning-instances arrives as false", () => {
  const sent = "AutoScalingGroupName=web&WaitForTransitioningInstances=false";
  expect(decodeInput("autoscaling", "CancelInstanceRefresh", parseParameters(sent))).toEqual({
    AutoScalingGroupName: "web",
    WaitForTransitioningInstances: false,
  });
});

describe("launch sources", () => {
  test("R-052 R-235 a desired template takes a group off its launch configuration", () => {
    const story = aSettledFleet({ size: 0 });
    story.call("autoscaling", "CreateLaunchConfiguration", {
      LaunchConfigurationName: "old",
      ImageId: "ami-1",
      InstanceType: "t3.nano",
    });
    story.call("autoscaling", "UpdateAutoScalingGroup", {
      ...group,
      LaunchConfigurationName: "old",
    });
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 1 });
    story.advance(300);
    startRefresh(story, {});
    end(story);
    expect(story.instances().map(({ launchTemplate }) => launchTemplate?.version)).toEqual(["2"]);
    const { AutoScalingGroups } = story.call("autoscaling", "DescribeAutoScalingGroups", {});
    const [shown] = AutoScalingGroups as Readonly<Record<string, unknown>>[];
    expect(shown?.LaunchConfigurationName).toBeUndefined();
    expect(shown?.LaunchTemplate).toMatchObject({ Version: "2" });
  });

  test.each([
    ["skip matching", { Preferences: { SkipMatching: true } }],
    ["a desired configuration", { DesiredConfiguration: toVersion("2") }],
  ])("R-054 attribute-based selection and %s do not go together", (_, input) => {
    const requirements = { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 512 } };
    const policy = {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateName: "web", Version: "1" },
        Overrides: [{ InstanceRequirements: requirements }],
      },
    };
    const members = { MixedInstancesPolicy: policy, LaunchTemplate: undefined };
    const story = aSettledFleet({ size: 1, group: members });
    expect(refusalText(story, "StartInstanceRefresh", { ...group, ...input })).toMatch(
      /^ValidationError: /,
    );
  });
});
