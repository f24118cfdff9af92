/** Instances that enter service while AddToLoadBalancer is suspended. */
import { describe, expect, test } from "vitest";
import { aBalancedFleet } from "../support/balanced-fleet.ts";
import { type InProcess, startRefresh } from "../support/in-process.ts";

const group = { AutoScalingGroupName: "web" };
const process = { ...group, ScalingProcesses: ["AddToLoadBalancer"] };

/** Two registered instances, and a third from the time of the suspension, which is over. */
function withOneLeftOut() {
  const fleet = aBalancedFleet();
  const { story } = fleet;
  story.advance(600);
  story.call("autoscaling", "SuspendProcesses", process);
  story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 3 });
  story.advance(600);
  story.call("autoscaling", "ResumeProcesses", process);
  story.advance(600);
  const [, , third] = story.instances();
  return { ...fleet, id: third?.id ?? "" };
}

describe("R-204 an instance that AddToLoadBalancer left out", () => {
  test("is not registered when the process is resumed", () => {
    const { story, health, id } = withOneLeftOut();
    expect(story.instances()).toHaveLength(3);
    expect(health()).toBe("healthy 2");
    story.call("autoscaling", "EnterStandby", {
      ...group,
      InstanceIds: [id],
      ShouldDecrementDesiredCapacity: true,
    });
    story.advance(60);
    story.call("autoscaling", "ExitStandby", { ...group, InstanceIds: [id] });
    story.advance(600);
    expect(health()).toBe("healthy 3");
  });

  const acts: [string, (fleet: ReturnType<typeof withOneLeftOut>) => unknown][] = [
    [
      "when a caller registers it",
      ({ story, targetGroupArn, id }) =>
        story.call("elbv2", "RegisterTargets", {
          TargetGroupArn: targetGroupArn,
          Targets: [{ Id: id }],
        }),
    ],
    [
      "when the group attaches its target group",
      ({ story, targetGroupArn }) => {
        const named = { ...group, TargetGroupARNs: [targetGroupArn] };
        story.call("autoscaling", "DetachLoadBalancerTargetGroups", named);
        story.call("autoscaling", "AttachLoadBalancerTargetGroups", named);
      },
    ],
  ];

  test.each(acts)("is registered %s", (_when, act) => {
    const fleet = withOneLeftOut();
    act(fleet);
    fleet.story.advance(600);
    expect(fleet.health()).toBe("healthy 3");
  });
});

/** A refresh whose first replacement enters service while the process is suspended. */
function refreshed(): InProcess & { readonly targetGroupArn: string } {
  const { story, targetGroupArn } = aBalancedFleet();
  story.advance(600);
  story.call("autoscaling", "SuspendProcesses", process);
  startRefresh(story, { MinHealthyPercentage: 50, InstanceWarmup: 0 });
  story.advance(900);
  return Object.assign(story, { targetGroupArn });
}

const statusOf = ({ refresh }: InProcess) => refresh().status;

describe("R-204 a refresh of a group with ELB health checks", () => {
  test("waits for data about a replacement that is not registered, and fails", () => {
    const story = refreshed();
    expect(statusOf(story)).toBe("InProgress");
    expect(story.instances().filter(({ isSettled }) => !isSettled)).toHaveLength(1);
    story.advance(4000);
    expect(statusOf(story)).toBe("Failed");
  });

  test("goes on when the replacement is registered by a caller", () => {
    const story = refreshed();
    story.call("autoscaling", "ResumeProcesses", process);
    const waiting = story.instances().find(({ isSettled }) => !isSettled);
    story.call("elbv2", "RegisterTargets", {
      TargetGroupArn: story.targetGroupArn,
      Targets: [{ Id: waiting?.id }],
    });
    story.advance(1800);
    expect(statusOf(story)).toBe("Successful");
  });

  test("goes on when the group checks with EC2 alone", () => {
    const story = refreshed();
    story.call("autoscaling", "UpdateAutoScalingGroup", { ...group, HealthCheckType: "EC2" });
    story.advance(1800);
    expect(statusOf(story)).toBe("Successful");
  });
});
