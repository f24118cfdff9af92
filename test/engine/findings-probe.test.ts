/** probe */
import { expect, test } from "vitest";
import { advanceUntil, aSettledFleet, hasEnded, startRefresh } from "../support/in-process.ts";

test("R-153 broken with short warmup", () => {
  const story = aSettledFleet({ size: 4, settings: { behaviors: [{ launchTemplateVersion: 2, isBroken: true }] } });
  startRefresh(story, { InstanceWarmup: 30 });
  advanceUntil(story, hasEnded(story), { within: 3 * 3600, step: 60 });
  expect(story.refresh().status).toBe("Failed");
});
test("R-153 broken with no warmup", () => {
  const story = aSettledFleet({ size: 4, settings: { behaviors: [{ launchTemplateVersion: 2, isBroken: true }] } });
  startRefresh(story, { InstanceWarmup: 0 });
  advanceUntil(story, hasEnded(story), { within: 3 * 3600, step: 60 });
  expect(story.refresh().status).toBe("Failed");
});
test("R-191 stale", () => {
  const story = aSettledFleet({ size: 2 });
  story.call("autoscaling", "SetDesiredCapacity", { AutoScalingGroupName: "web", DesiredCapacity: 4 });
  story.call("autoscaling", "SetDesiredCapacity", { AutoScalingGroupName: "web", DesiredCapacity: 2 });
  story.advance(300);
  startRefresh(story, { MinHealthyPercentage: 100, MaxHealthyPercentage: 150 });
  advanceUntil(story, hasEnded(story), { within: 3 * 3600, step: 60 });
  expect(story.journal().filter(({change}) => change.type === "TerminationStarted").map(({change}) => (change as any).purpose)).toEqual(["refresh","refresh"]);
});
test("R-226 rollback causes", () => {
  const story = aSettledFleet({ size: 4 });
  startRefresh(story, { MinHealthyPercentage: 50 });
  advanceUntil(story, () => story.instances().some(i => i.refreshRole === "updated" && i.launchedAt !== undefined), { within: 100 });
  story.call("autoscaling", "RollbackInstanceRefresh", { AutoScalingGroupName: "web" });
  advanceUntil(story, hasEnded(story), { within: 3 * 3600, step: 10 });
  expect(story.journal().filter(({change, at}) => change.type === "LaunchRequested" && at > story.refresh().requestedAt).map(({change}) => (change as any).instance.purpose)).toEqual(["refresh","refresh","refresh","refresh"]);
});
test("R-203 HealthCheck suspended", () => {
  const story = aSettledFleet({ size: 2, settings: { behaviors: [{ launchTemplateVersion: 2, isBroken: true }] } });
  story.call("autoscaling", "SuspendProcesses", { AutoScalingGroupName: "web", ScalingProcesses: ["HealthCheck"] });
  startRefresh(story, {});
  story.advance(1000);
  expect(story.instances().filter(i => i.healthStatus === "Unhealthy")).toEqual([]);
  expect(story.journal().filter(({change}) => change.type === "TerminationStarted" && (change as any).purpose === "health")).toEqual([]);
});
test("R-182 EC2 terminated", () => {
  const story = aSettledFleet({ size: 2 });
  story.call("ec2", "TerminateInstances", { InstanceIds: [story.instances()[0]!.id] });
  story.advance(300);
  expect(story.instances().length).toBe(2);
  expect(story.instances().every(i => i.ec2State === "running")).toBe(true);
});
