/** Whole stories of warm pools in the engine, with every invariant looked at each second. */
import { describe, expect, test } from "vitest";
import { complaintsAbout } from "../../src/engine/snapshot/world-invariants.ts";
import { capacityBounds } from "../../src/planner/capacity.ts";
import {
  advanceUntil,
  aSettledFleet,
  type FleetOptions,
  type InProcess,
  type InProcessOptions,
  startRefresh,
} from "../support/in-process.ts";

type Input = Readonly<Record<string, unknown>>;

function call(story: InProcess, operation: string, input: Input = {}): Input {
  return story.call("autoscaling", operation, { AutoScalingGroupName: "web", ...input });
}

/** A settled group with a pool of `pool` instances of version 1. */
function aPool(
  { size, pool }: { size: number; pool: number },
  options: InProcessOptions & Partial<FleetOptions> & { readonly put?: Input } = {},
): InProcess {
  const { put, ...others } = options;
  const group = { MaxSize: size + pool, ...others.group };
  const story = aSettledFleet({ ...others, size, group });
  call(story, "PutWarmPool", put);
  pass(story, 120);
  return story;
}

/** Second by second; nothing may be out of order at any of them. */
function pass(story: InProcess, seconds: number, look?: () => void): void {
  for (let passed = 0; passed < seconds; passed++) {
    story.advance(1);
    expect(complaintsAbout(story.emulator.world)).toEqual([]);
    look?.();
  }
}

const pooled = (story: InProcess) =>
  story.instances().filter(({ lifecycleState }) => lifecycleState.startsWith("Warmed:"));

/** `Warmed:Stopped v1`, sorted. */
const states = (story: InProcess) =>
  pooled(story)
    .map(({ lifecycleState, launchTemplate }) => `${lifecycleState} v${launchTemplate?.version}`)
    .sort();

const live = (story: InProcess) =>
  story
    .instances()
    .filter(({ lifecycleState }) => !lifecycleState.startsWith("Warmed:"))
    .map(({ lifecycleState, launchTemplate }) => `${lifecycleState} v${launchTemplate?.version}`)
    .sort();

const newest = (story: InProcess) => [...story.group().activities.values()].at(-1);

const hook = (story: InProcess, transition: string, members: Input = {}) =>
  call(story, "PutLifecycleHook", {
    LifecycleHookName: transition,
    LifecycleTransition: `autoscaling:EC2_INSTANCE_${transition}`,
    HeartbeatTimeout: 300,
    ...members,
  });

const complete = (story: InProcess, LifecycleHookName: string, LifecycleActionResult: string) => {
  for (const { id, lifecycleActions } of story.instances()) {
    if (lifecycleActions === undefined) continue;
    const action = { LifecycleHookName, LifecycleActionResult, InstanceId: id };
    call(story, "CompleteLifecycleAction", action);
  }
};

describe("G-175 lifecycle hooks of pool moves", () => {
  test("a launching hook holds an instance on its way in, and again on its way out", () => {
    const story = aSettledFleet({ size: 1, group: { MaxSize: 2 } });
    hook(story, "LAUNCHING");
    call(story, "PutWarmPool");
    pass(story, 60);
    expect(states(story)).toEqual(["Warmed:Pending:Wait v1"]);
    complete(story, "LAUNCHING", "CONTINUE");
    expect(states(story)).toEqual(["Warmed:Pending:Proceed v1"]);
    pass(story, 55);
    expect(states(story)).toEqual(["Warmed:Stopped v1"]);
    call(story, "SetDesiredCapacity", { DesiredCapacity: 2 });
    pass(story, 30);
    expect(live(story)).toEqual(["InService v1", "Pending:Wait v1"]);
    complete(story, "LAUNCHING", "CONTINUE");
    pass(story, 5);
    expect(live(story)).toEqual(["InService v1", "InService v1"]);
  });

  test("ABANDON ends the instance, and the pool is filled again", () => {
    const story = aSettledFleet({ size: 1, group: { MaxSize: 2 } });
    hook(story, "LAUNCHING");
    call(story, "PutWarmPool");
    pass(story, 60);
    complete(story, "LAUNCHING", "ABANDON");
    expect(states(story)).toContain("Warmed:Terminating v1");
    expect(story.group().owed).toEqual({ health: 0, refresh: 0 });
    pass(story, 60);
    expect(states(story)).toEqual(["Warmed:Pending:Wait v1"]);
    expect(live(story)).toEqual(["InService v1"]);
  });

  test("a terminating hook holds an instance that ends in the pool", () => {
    const story = aPool({ size: 1, pool: 1 });
    hook(story, "TERMINATING");
    call(story, "DeleteWarmPool", { ForceDelete: true });
    pass(story, 30);
    expect(states(story)).toEqual(["Warmed:Terminating:Wait v1"]);
    complete(story, "TERMINATING", "CONTINUE");
    pass(story, 60);
    expect(states(story)).toEqual([]);
    expect(story.group().warmPool).toBeUndefined();
  });

  test("a terminating hook holds an instance that goes back into the pool", () => {
    const put = { InstanceReusePolicy: { ReuseOnScaleIn: true } };
    const story = aPool({ size: 2, pool: 1 }, { put });
    hook(story, "TERMINATING");
    call(story, "SetDesiredCapacity", { DesiredCapacity: 1 });
    pass(story, 30);
    expect(states(story)).toEqual(["Warmed:Pending:Wait v1", "Warmed:Stopped v1"]);
    complete(story, "TERMINATING", "CONTINUE");
    pass(story, 60);
    expect(states(story)).toEqual(["Warmed:Stopped v1", "Warmed:Stopped v1"]);
  });
});

describe("failures and other ends", () => {
  test("R-261 a launch into the pool that EC2 refuses is tried again", () => {
    const behaviors = [{ nthLaunch: 2, launchRefusal: "No capacity" }];
    const story = aSettledFleet({ size: 1, group: { MaxSize: 2 }, settings: { behaviors } });
    call(story, "PutWarmPool");
    pass(story, 10);
    expect(newest(story)).toMatchObject({
      kind: "launchIntoWarmPool",
      statusCode: "Failed",
      statusMessage: "No capacity. Launching EC2 instance failed.",
    });
    expect(story.group().owed).toEqual({ health: 0, refresh: 0 });
    pass(story, 130);
    expect(states(story)).toEqual(["Warmed:Stopped v1"]);
  });

  test("G-181 an instance that EC2 ends in the pool is noticed and replaced there", () => {
    const story = aPool({ size: 1, pool: 1 });
    const [victim] = pooled(story);
    story.call("ec2", "TerminateInstances", { InstanceIds: [victim?.id] });
    pass(story, 20);
    const ending = [...story.group().activities.values()].find(
      ({ kind }) => kind === "terminateFromWarmPool",
    );
    expect(ending?.cause).toMatch(/EC2 health check/);
    pass(story, 120);
    expect(states(story)).toEqual(["Warmed:Stopped v1"]);
    expect(pooled(story)[0]?.id).not.toBe(victim?.id);
    expect(live(story)).toEqual(["InService v1"]);
  });

  test("a health replacement comes out of the pool", () => {
    const story = aPool({ size: 1, pool: 1 });
    const [waiting] = pooled(story);
    const [sick] = story.instances();
    call(story, "SetInstanceHealth", { InstanceId: sick?.id, HealthStatus: "Unhealthy" });
    pass(story, 60);
    expect(live(story)).toEqual(["InService v1"]);
    expect(story.instances().find(({ id }) => id === waiting?.id)?.lifecycleState).toBe(
      "InService",
    );
    expect(story.group().owed).toEqual({ health: 0, refresh: 0 });
  });

  test("G-166 G-167 a group with a pool is deleted by force only, and the pool with it", () => {
    const story = aPool({ size: 0, pool: 2 });
    const remove = { AutoScalingGroupName: "web" };
    expect(story.codeOf("autoscaling", "DeleteAutoScalingGroup", remove)).toBe("ResourceInUse");
    call(story, "DeleteAutoScalingGroup", { ForceDelete: true });
    pass(story, 60);
    expect(story.region().groups.size).toBe(0);
    const left = [...story.region().instances.values()].map(({ ec2State }) => ec2State);
    expect(new Set(left)).toEqual(new Set(["terminated"]));
  });

  test("a new instance out of the pool is protected as the group says, and not before", () => {
    const group = { NewInstancesProtectedFromScaleIn: true };
    const story = aPool({ size: 1, pool: 1 }, { group });
    expect(pooled(story).map(({ protectedFromScaleIn }) => protectedFromScaleIn)).toEqual([false]);
    call(story, "SetDesiredCapacity", { DesiredCapacity: 2 });
    pass(story, 60);
    const all = story.instances().map(({ protectedFromScaleIn }) => protectedFromScaleIn);
    expect(all).toEqual([true, true]);
  });
});

describe("instance refresh", () => {
  const ended = (story: InProcess) => () => story.refresh().endTime !== undefined;
  const target = (pool: number) => Array.from({ length: pool }, () => "Warmed:Stopped v2");

  test.each(["fast", "instant"] as const)("R-205 whole in the profile %s", (profile) => {
    const timing =
      profile === "fast"
        ? { tickSeconds: 1, restNewInstanceSeconds: 1, warmPoolStopSeconds: 0, settleSeconds: 1 }
        : {
            tickSeconds: 0,
            restNewInstanceSeconds: 0,
            warmPoolStopSeconds: 0,
            launchSeconds: 0,
            terminateSeconds: 0,
            bootSeconds: 0,
            settleSeconds: 0,
          };
    const story = aPool({ size: 3, pool: 4 }, { timing });
    startRefresh(story, {});
    pass(story, 300);
    expect(story.refresh().status).toBe("Successful");
    expect(states(story)).toEqual(target(4));
    expect(new Set(live(story))).toEqual(new Set(["InService v2"]));
  });

  test.each([
    [90, undefined],
    [90, 120],
    [100, 110],
    [50, 150],
    [0, undefined],
  ])("R-142 at %s/%s the pool keeps its own bounds at every second", (min, max) => {
    const story = aPool({ size: 2, pool: 10 });
    const given = max === undefined ? {} : { MaxHealthyPercentage: max };
    startRefresh(story, { MinHealthyPercentage: min, ...given });
    const { floor, ceiling } = capacityBounds({
      desired: 10,
      minHealthyPercentage: min,
      maxHealthyPercentage: max,
      min100: "terminate-first",
      unit: 1,
    });
    let hasBegun = false;
    const look = () => {
      const inPool = states(story).filter((state) => !state.startsWith("Warmed:Terminating"));
      const atRest = inPool.filter((state) => state.startsWith("Warmed:Stopped"));
      expect(atRest.length).toBeGreaterThanOrEqual(floor);
      expect(inPool.length).toBeLessThanOrEqual(ceiling);
      const oldLive = live(story).includes("InService v1");
      const isTouched = states(story).some((state) => !state.startsWith("Warmed:Stopped v1"));
      hasBegun ||= isTouched;
      if (oldLive) expect(isTouched).toBe(false);
    };
    for (let looks = 0; !ended(story)() && looks < 3000; looks++) pass(story, 1, look);
    expect({ hasBegun, status: story.refresh().status }).toEqual({
      hasBegun: true,
      status: "Successful",
    });
    expect(states(story)).toEqual(target(10));
  });

  test("R-058 a group with desired capacity 0 has its pool replaced", () => {
    const story = aPool({ size: 0, pool: 2 });
    startRefresh(story, { MinHealthyPercentage: 0 });
    pass(story, 200);
    expect(story.refresh()).toMatchObject({ status: "Successful", percentageComplete: 100 });
    expect(states(story)).toEqual(target(2));
  });

  test("R-114 skip matching leaves matching pool instances alone", () => {
    const story = aPool({ size: 1, pool: 2 });
    startRefresh(story, { MinHealthyPercentage: 0 });
    pass(story, 400);
    const before = pooled(story).map(({ id }) => id);
    startRefresh(story, { SkipMatching: true });
    pass(story, 100);
    expect(story.refresh()).toMatchObject({ status: "Successful", instancesToUpdate: 0 });
    expect(pooled(story).map(({ id }) => id)).toEqual(before);
  });

  test("R-083 a cancel in the pool's turn waits for what is on its way into it", () => {
    const story = aPool({ size: 0, pool: 2 });
    startRefresh(story, {});
    advanceUntil(story, () => states(story).includes("Warmed:Pending v2"), { within: 60 });
    call(story, "CancelInstanceRefresh");
    pass(story, 30);
    expect(story.refresh().status).toBe("Cancelling");
    pass(story, 60);
    expect(story.refresh().status).toBe("Cancelled");
    expect(states(story)).toEqual(["Warmed:Stopped v1", "Warmed:Stopped v2"]);
    expect(story.refresh().progressDetails).toBeDefined();
  });

  test("R-103 the details go with the pool: a refresh after its deletion has none", () => {
    const story = aPool({ size: 1, pool: 1 });
    startRefresh(story, {});
    advanceUntil(story, () => (story.refresh().percentageComplete ?? 0) > 0, { within: 60 });
    expect(story.refresh().progressDetails).toBeDefined();
    call(story, "DeleteWarmPool", { ForceDelete: true });
    pass(story, 300);
    expect(story.refresh().status).toBe("Successful");
    expect(story.refresh().progressDetails).toBeUndefined();
    startRefresh(story, {});
    pass(story, 30);
    expect(story.refresh().progressDetails).toBeUndefined();
  });

  test("R-176 R-085 a pool that cannot be filled ends the refresh after an hour", () => {
    const behaviors = [{ launchTemplateVersion: 2, launchRefusal: "No capacity" }];
    const story = aPool({ size: 0, pool: 1 }, { settings: { behaviors } });
    startRefresh(story, {});
    advanceUntil(story, ended(story), { within: 4000, step: 5 });
    expect(story.refresh().status).toBe("Failed");
  });

  test("R-180 and with auto rollback the pool is filled with the saved configuration", () => {
    const behaviors = [{ launchTemplateVersion: 2, launchRefusal: "No capacity" }];
    const story = aPool({ size: 0, pool: 1 }, { settings: { behaviors } });
    startRefresh(story, { AutoRollback: true });
    advanceUntil(story, ended(story), { within: 4500, step: 5 });
    expect(story.refresh().status).toBe("RollbackSuccessful");
    expect(states(story)).toEqual(["Warmed:Stopped v1"]);
  });

  test("R-200 a suspended InstanceRefresh process leaves the pool alone", () => {
    const story = aPool({ size: 0, pool: 1 });
    call(story, "SuspendProcesses", { ScalingProcesses: ["InstanceRefresh"] });
    startRefresh(story, {});
    pass(story, 60);
    expect(states(story)).toEqual(["Warmed:Stopped v1"]);
    call(story, "ResumeProcesses", { ScalingProcesses: ["InstanceRefresh"] });
    pass(story, 120);
    expect(states(story)).toEqual(["Warmed:Stopped v2"]);
  });

  test("R-117 a version published in the pool's turn makes replaced instances old again", () => {
    const story = aPool({ size: 1, pool: 1 });
    const LaunchTemplate = { LaunchTemplateName: "web", Version: "$Latest" };
    const MinHealthyPercentage = 0;
    startRefresh(story, { MinHealthyPercentage }, { DesiredConfiguration: { LaunchTemplate } });
    advanceUntil(story, () => states(story).includes("Warmed:Pending v3"), { within: 300 });
    story.call("ec2", "CreateLaunchTemplateVersion", {
      LaunchTemplateName: "web",
      LaunchTemplateData: { ImageId: "ami-4", InstanceType: "t3.nano" },
    });
    pass(story, 600);
    expect(story.refresh().status).toBe("Successful");
    expect([...live(story), ...states(story)]).toEqual(["InService v4", "Warmed:Stopped v4"]);
  });
});
