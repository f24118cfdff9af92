/** Instances that leave and join a group: capacity, weights, what is stale by then. */
import { expect, test } from "vitest";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  startRefresh,
  toVersion,
} from "../support/in-process.ts";

const group = { AutoScalingGroupName: "web" };

const detach = (story: InProcess, ids: readonly string[], isDecremented = true) =>
  story.call("autoscaling", "DetachInstances", {
    ...group,
    InstanceIds: ids,
    ShouldDecrementDesiredCapacity: isDecremented,
  });

const attach = (story: InProcess, ids: readonly string[]) =>
  story.call("autoscaling", "AttachInstances", { ...group, InstanceIds: ids });

const idsOf = (story: InProcess) => story.instances().map(({ id }) => id);
const states = (story: InProcess) => story.instances().map(({ lifecycleState }) => lifecycleState);
const versions = (story: InProcess) =>
  story.instances().map(({ launchTemplate }) => launchTemplate?.version);

test("R-191 a detach with decrement during a refresh ends no other instance", () => {
  const story = aSettledFleet({ size: 4 });
  startRefresh(story, { MinHealthyPercentage: 100 });
  const [, , , last = ""] = idsOf(story);
  detach(story, [last]);
  expect(story.group()).toMatchObject({ desiredCapacity: 3, scaleInOwed: 0 });
  advanceUntil(story, hasEnded(story), { within: 3600 });
  expect(story.refresh().status).toBe("Successful");
  expect(versions(story)).toEqual(["2", "2", "2"]);
});

test("R-196 what replaces a detached instance has the target, and one old instance is less", () => {
  const story = aSettledFleet({ size: 4 });
  startRefresh(story, { MinHealthyPercentage: 75 });
  story.advance(20);
  const [, second = ""] = idsOf(story);
  expect(story.refresh().instancesToUpdate).toBe(3);
  detach(story, [second], false);
  story.advance(15);
  expect(story.refresh().instancesToUpdate).toBe(2);
  expect(versions(story).filter((version) => version === "2")).toHaveLength(2);
  const roles = story.instances().map(({ refreshRole }) => refreshRole);
  expect(roles.filter((role) => role === "updated")).toHaveLength(2);
});

test("R-196 taking out the last old instance ends the refresh", () => {
  const story = aSettledFleet({ size: 1 });
  story.call("autoscaling", "SuspendProcesses", { ...group, ScalingProcesses: ["Launch"] });
  startRefresh(story, { MinHealthyPercentage: 0 });
  story.advance(60);
  expect(story.refresh().status).toBe("InProgress");
  detach(story, idsOf(story));
  story.advance(30);
  expect(story.refresh().status).toBe("Successful");
});

test("R-197 an attached instance that has the target already is replaced all the same", () => {
  const story = aSettledFleet({
    size: 2,
    group: { LaunchTemplate: toVersion("2").LaunchTemplate },
  });
  const [id = ""] = idsOf(story);
  detach(story, [id]);
  story.advance(10);
  startRefresh(story, { MinHealthyPercentage: 50 });
  story.advance(20);
  attach(story, [id]);
  expect(story.instances().find((one) => one.id === id)?.refreshRole).toBe("old");
  advanceUntil(story, hasEnded(story), { within: 3600 });
  expect(idsOf(story)).not.toContain(id);
});

test("G-127 a rollback replaces an attached instance of the version that is rolled back", () => {
  const story = aSettledFleet({ size: 3 });
  startRefresh(story, { MinHealthyPercentage: 66, CheckpointPercentages: [33, 100] });
  advanceUntil(story, () => story.refresh().pausedUntil !== undefined, { within: 600 });
  const [, , updated = ""] = idsOf(story);
  detach(story, [updated]);
  story.advance(10);
  story.call("autoscaling", "RollbackInstanceRefresh", group);
  attach(story, [updated]);
  expect(story.instances().find((one) => one.id === updated)?.refreshRole).toBe("updated");
  advanceUntil(story, hasEnded(story), { within: 3600 });
  expect(story.refresh().status).toBe("RollbackSuccessful");
  expect(versions(story)).toEqual(["1", "1", "1"]);
});

test("G-130 a health check that was to come is made after the instance is back", () => {
  const story = aSettledFleet({ size: 1 });
  story.call("autoscaling", "SetDesiredCapacity", { ...group, DesiredCapacity: 2 });
  story.advance(20);
  const [, young = ""] = idsOf(story);
  detach(story, [young]);
  story.advance(10);
  attach(story, [young]);
  const isSettled = () => story.instances().find((one) => one.id === young)?.isSettled;
  story.advance(76);
  expect(isSettled()).toBe(false);
  story.advance(1);
  expect(isSettled()).toBe(true);
});

test("G-181 an instance that EC2 ends while it is being detached leaves, and is gone", () => {
  const story = aSettledFleet({ size: 2 });
  const [id = ""] = idsOf(story);
  detach(story, [id]);
  story.call("ec2", "TerminateInstances", { InstanceIds: [id] });
  story.advance(60);
  expect(states(story)).toEqual(["InService"]);
  expect(story.region().instances.get(id)?.ec2State).toBe("terminated");
});

test("R-141 an attached instance counts with the group's weight for its type", () => {
  const LaunchTemplate = {
    LaunchTemplateSpecification: { LaunchTemplateName: "web", Version: "1" },
    Overrides: [{ InstanceType: "t3.nano", WeightedCapacity: "2" }],
  };
  const mixed = { LaunchTemplate: undefined, MixedInstancesPolicy: { LaunchTemplate } };
  const story = aSettledFleet({ size: 4, group: mixed });
  expect(states(story)).toHaveLength(2);
  const [id = ""] = idsOf(story);
  detach(story, [id]);
  expect(story.group().desiredCapacity).toBe(2);
  story.advance(10);
  attach(story, [id]);
  expect(story.group().desiredCapacity).toBe(4);
  story.advance(60);
  expect(states(story)).toEqual(["InService", "InService"]);
});

test("R-153 a broken instance that is attached fails its first check again", () => {
  const settings = { behaviors: [{ nthLaunch: 1, isBroken: true }] };
  const timing = { settleSeconds: 700 };
  const story = aSettledFleet({ size: 1, settings, timing });
  const [id = ""] = idsOf(story);
  detach(story, [id]);
  story.advance(300);
  attach(story, [id]);
  story.advance(702);
  expect(story.instances().find((one) => one.id === id)?.healthStatus).toBe("Unhealthy");
});

test("with the instant profile an attached instance is in service in the next describe", () => {
  const timing = { tickSeconds: 0, attachSeconds: 0, detachSeconds: 0 };
  const story = aSettledFleet({ size: 1, timing });
  const [id = ""] = idsOf(story);
  detach(story, [id]);
  expect(states(story)).toEqual([]);
  attach(story, [id]);
  expect(states(story)).toEqual(["InService"]);
});
