/** How a target group sees the instances of a group through a refresh with ELB health checks. */
import { describe, expect, test } from "vitest";
import { aBalancedFleet, type Balanced } from "../support/balanced-fleet.ts";
import { advanceUntil, hasEnded, startRefresh } from "../support/in-process.ts";

/** Every different answer on the way, in order. */
function healthUntil({ story, health }: Balanced, holds: () => boolean, within: number): string[] {
  const seen = [health()];
  const look = () => {
    const now = health();
    if (now !== seen.at(-1)) seen.push(now);
    return holds();
  };
  advanceUntil(story, look, { within });
  return seen;
}

describe("DescribeTargetHealth follows the instances of a group", () => {
  test("new instances are initial, then healthy", () => {
    const fleet = aBalancedFleet();
    const isHealthy = () => fleet.health() === "healthy 2";
    const seen = healthUntil(fleet, isHealthy, 300);
    expect([seen[0], seen.at(-1)]).toEqual(["", "healthy 2"]);
    expect(seen).toContain("initial 2");
  });

  test("R-303 where nothing waits, a target drains for as long as its instance ends", () => {
    const fleet = aBalancedFleet({ timing: { connectionDraining: false } });
    fleet.story.advance(600);
    startRefresh(fleet.story, { MinHealthyPercentage: 50 });
    const seen = healthUntil(fleet, hasEnded(fleet.story), 3600);
    expect(fleet.story.refresh().status).toBe("Successful");
    // Twice the same: the new one boots while the old one still drains.
    const one = [
      "healthy 2",
      "draining 1, healthy 1",
      "draining 1, healthy 1, initial 1",
      "healthy 1, initial 1",
    ];
    expect(seen).toEqual([...one, ...one, "healthy 2"]);
  });

  test("a broken version is unhealthy, and the group replaces it for its ELB check", () => {
    const fleet = aBalancedFleet({ brokenVersion: 2 });
    fleet.story.advance(600);
    startRefresh(fleet.story, { MinHealthyPercentage: 50 });
    const seen = healthUntil(fleet, () => fleet.health().includes("unhealthy"), 600);
    expect(seen.at(-1)).toBe("draining 1, healthy 1, unhealthy 1");
    fleet.story.advance(60);
    const causes = [...fleet.story.group().activities.values()].map(({ cause }) => cause);
    expect(causes.some((cause) => /ELB system health check failure/i.test(cause ?? ""))).toBe(true);
  });

  test("SetInstanceHealth is the group's verdict: the target is healthy until it goes", () => {
    const { story, health } = aBalancedFleet();
    story.advance(600);
    const [instance] = story.instances();
    story.call("autoscaling", "SetInstanceHealth", {
      InstanceId: instance?.id,
      HealthStatus: "Unhealthy",
      ShouldRespectGracePeriod: false,
    });
    expect(health()).toBe("healthy 2");
    story.advance(15);
    expect(health()).toBe("draining 1, healthy 1");
  });
});

describe("an instance that a caller deregisters", () => {
  /** Both instances are old; the first one has just been deregistered. */
  function deregistered(settings: Record<string, unknown>) {
    const fleet = aBalancedFleet();
    const { story } = fleet;
    story.call("autoscaling", "UpdateAutoScalingGroup", {
      AutoScalingGroupName: "web",
      ...settings,
    });
    story.advance(600);
    const [group] = [...story.region().balancing.values()].filter(
      ({ kind }) => kind === "targetGroup",
    );
    const id = story.instances()[0]?.id ?? "";
    const input = { TargetGroupArn: group?.arn, Targets: [{ Id: id }] };
    story.call("elbv2", "DeregisterTargets", input);
    const register = () => story.call("elbv2", "RegisterTargets", input);
    const isThere = () => story.instances().some((one) => one.id === id);
    const causes = () =>
      [...story.group().activities.values()].map(({ cause }) => cause ?? "").join();
    return { ...fleet, register, isThere, causes };
  }

  test("drains and stays out where the group asks EC2 alone", () => {
    const { story, health, register, isThere } = deregistered({ HealthCheckType: "EC2" });
    expect(health()).toBe("draining 1, healthy 1");
    story.advance(400);
    expect(health()).toBe("healthy 1");
    story.advance(3600);
    expect(isThere()).toBe(true);
    register();
    expect(health()).toBe("healthy 1, initial 1");
  });

  test("R-260 drains for its 300 seconds, and its group replaces it for its ELB check", () => {
    const { story, health, isThere, causes } = deregistered({});
    story.advance(295);
    expect(health()).toBe("draining 1, healthy 1");
    expect(causes()).not.toContain("health check failure");
    story.advance(300);
    expect(isThere()).toBe(false);
    expect(causes()).toContain("in response to an ELB system health check failure.");
    expect(health()).toBe("healthy 2");
  });

  test("stays when it is registered again before it has drained", () => {
    const { story, health, register, isThere } = deregistered({});
    story.advance(200);
    register();
    story.advance(600);
    expect([isThere(), health()]).toEqual([true, "healthy 2"]);
  });

  test("R-152 stays until the grace period is over", () => {
    const { story, isThere } = deregistered({ HealthCheckGracePeriod: 1800 });
    story.advance(1100);
    expect(isThere()).toBe(true);
    story.advance(300);
    expect(isThere()).toBe(false);
  });

  test("R-203 stays while HealthCheck is suspended", () => {
    const { story, isThere } = deregistered({});
    story.call("autoscaling", "SuspendProcesses", {
      AutoScalingGroupName: "web",
      ScalingProcesses: ["HealthCheck"],
    });
    story.advance(900);
    expect(isThere()).toBe(true);
  });
});
