/** What is launched before another ends, by policy and by account setting; and what goes after. */
import { describe, expect, test } from "vitest";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  type Input,
  startRefresh,
} from "../support/in-process.ts";

const group = { AutoScalingGroupName: "web" };
const policy = (MinHealthyPercentage: number, MaxHealthyPercentage: number) => ({
  InstanceMaintenancePolicy: { MinHealthyPercentage, MaxHealthyPercentage },
});
const enable = (story: InProcess, Value = "enabled") =>
  story.call("autoscaling", "PutAccountSetting", { Name: "launchBeforeTerminate", Value });

function echoed(story: InProcess) {
  const { InstanceRefreshes } = story.call("autoscaling", "DescribeInstanceRefreshes", group) as {
    InstanceRefreshes: { Preferences: Input }[];
  };
  const { MinHealthyPercentage: min, MaxHealthyPercentage: max } =
    InstanceRefreshes[0]?.Preferences ?? {};
  return [min, max];
}

/** The fewest instances in service on the way to the refresh's end. */
function fewestOf(story: InProcess): number {
  let fewest = Number.POSITIVE_INFINITY;
  const look = () => {
    const serving = story.instances().filter((one) => one.lifecycleState === "InService");
    fewest = Math.min(fewest, serving.length);
    return hasEnded(story)();
  };
  advanceUntil(story, look, { within: 6000 });
  return fewest;
}

describe("a refresh", () => {
  test("R-310 R-311 with minimum 100 alone launches first, and shows no maximum", () => {
    const story = aSettledFleet({ size: 3 });
    startRefresh(story, { MinHealthyPercentage: 100 });
    expect(echoed(story)).toEqual([100, undefined]);
    expect(fewestOf(story)).toBe(3);
  });

  test("R-310 with the old reading it ends one first", () => {
    const story = aSettledFleet({ size: 3, settings: { min100: "terminate-first" } });
    startRefresh(story, { MinHealthyPercentage: 100 });
    expect(fewestOf(story)).toBe(2);
  });

  test("R-312 R-313 without percentages launches first where the account says so", () => {
    const story = aSettledFleet({ size: 4 });
    enable(story);
    startRefresh(story, {});
    expect(echoed(story)).toEqual([100, 110]);
    expect(fewestOf(story)).toBe(4);
  });

  const unaffected: [string, Input, Input, readonly (number | undefined)[]][] = [
    ["its own minimum", { MinHealthyPercentage: 50 }, {}, [50, undefined]],
    ["its own percentages", { MinHealthyPercentage: 50, MaxHealthyPercentage: 100 }, {}, [50, 100]],
    ["the group's policy", {}, policy(75, 100), [75, 100]],
  ];
  test.each(unaffected)("R-312 %s wins over the account", (_, preferences, settings, expected) => {
    const story = aSettledFleet({ size: 4, group: settings });
    enable(story);
    startRefresh(story, preferences);
    expect(echoed(story)).toEqual(expected);
  });

  test("R-312 disabled again it changes nothing", () => {
    const story = aSettledFleet({ size: 4 });
    enable(story);
    enable(story, "disabled");
    startRefresh(story, {});
    expect(echoed(story)).toEqual([90, undefined]);
  });
});

describe("an unhealthy instance", () => {
  /** The order of the two activities that replace it, and how many serve at least meanwhile. */
  function replacement(story: InProcess, make: (id: string) => unknown) {
    const [sick] = story.instances();
    const before = new Set(story.group().activities.keys());
    make(sick?.id ?? "");
    let fewest = Number.POSITIVE_INFINITY;
    const look = () => {
      const states = story.instances().map((one) => one.lifecycleState);
      fewest = Math.min(fewest, states.filter((state) => state === "InService").length);
      return story.instances().every((one) => one.id !== sick?.id);
    };
    advanceUntil(story, look, { within: 1200 });
    story.advance(120);
    const activities = [...story.group().activities.values()].filter(({ id }) => !before.has(id));
    return { fewest, kinds: activities.map(({ kind }) => kind), left: story.instances().length };
  }
  const byHand = (story: InProcess) => (InstanceId: string) =>
    story.call("autoscaling", "SetInstanceHealth", { InstanceId, HealthStatus: "Unhealthy" });

  test("R-315 is ended first without a policy", () => {
    const story = aSettledFleet({ size: 2 });
    const seen = replacement(story, byHand(story));
    expect(seen).toEqual({ fewest: 1, kinds: ["terminate", "launch"], left: 2 });
  });

  test("R-315 serves until its replacement is ready, with a policy of 100/110", () => {
    const story = aSettledFleet({ size: 2, group: policy(100, 110) });
    const seen = replacement(story, byHand(story));
    expect(seen).toEqual({ fewest: 2, kinds: ["launch", "terminate"], left: 2 });
  });

  test("R-314 and where the account says so", () => {
    const story = aSettledFleet({ size: 2 });
    enable(story);
    const seen = replacement(story, byHand(story));
    expect(seen).toEqual({ fewest: 2, kinds: ["launch", "terminate"], left: 2 });
  });

  test("R-316 that EC2 has ended is replaced as without a policy", () => {
    const story = aSettledFleet({ size: 2, group: policy(100, 110) });
    const make = (id: string) => story.call("ec2", "TerminateInstances", { InstanceIds: [id] });
    expect(replacement(story, make)).toMatchObject({ kinds: ["terminate", "launch"], left: 2 });
  });

  test("R-315 a replacement that is launched first leaves no launch owed", () => {
    const story = aSettledFleet({ size: 2, group: policy(100, 110) });
    replacement(story, byHand(story));
    story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 3 });
    story.advance(60);
    const latest = [...story.group().activities.values()].at(-1);
    expect(latest?.cause).toContain("a difference between desired and actual capacity");
  });

  test("R-315 one that is healthy again is kept, and the replacement goes", () => {
    const story = aSettledFleet({ size: 2, group: policy(100, 110) });
    const [InstanceId] = story.instances().map(({ id }) => id);
    byHand(story)(InstanceId ?? "");
    story.advance(30);
    expect(story.instances()).toHaveLength(3);
    const input = { InstanceId, HealthStatus: "Healthy" };
    story.call("autoscaling", "SetInstanceHealth", input);
    story.advance(60);
    expect(story.instances().map(({ id }) => id)).toContain(InstanceId);
    expect(story.instances()).toHaveLength(2);
  });
});

describe("R-319 one instance, 100/200, and a version that never becomes healthy", () => {
  const aBrokenDeployment = (members: Input = {}) => {
    const behaviors = [{ launchTemplateVersion: 2, isBroken: true }];
    const story = aSettledFleet({ size: 1, settings: { behaviors } });
    if (members.hook === true) {
      story.call("autoscaling", "PutLifecycleHook", {
        ...group,
        LifecycleHookName: "init",
        HeartbeatTimeout: 7200,
        LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      });
    }
    const [old] = story.instances();
    startRefresh(story, { MinHealthyPercentage: 100, MaxHealthyPercentage: 200 });
    return { story, old: old?.id };
  };

  test("after Failed the old one serves on and the new one is ended", () => {
    const { story, old } = aBrokenDeployment();
    advanceUntil(story, hasEnded(story), { within: 8000, step: 5 });
    expect(story.refresh().status).toBe("Failed");
    story.advance(120);
    expect(story.instances().map(({ id, lifecycleState }) => [id, lifecycleState])).toEqual([
      [old, "InService"],
    ]);
  });

  test("after a cancel the one that waits in a launch hook is ended", () => {
    const { story, old } = aBrokenDeployment({ hook: true });
    story.advance(60);
    expect(story.instances().map((one) => one.lifecycleState)).toContain("Pending:Wait");
    story.call("autoscaling", "CancelInstanceRefresh", {
      ...group,
      WaitForTransitioningInstances: false,
    });
    story.advance(120);
    expect(story.refresh().status).toBe("Cancelled");
    expect(story.instances().map(({ id, lifecycleState }) => [id, lifecycleState])).toEqual([
      [old, "InService"],
    ]);
  });
});
