/** Lifecycle hooks over time: when instances wait, go on, are given up, or stay. */
import { describe, expect, test } from "vitest";
import type { Instance } from "../../src/domain/instance.ts";
import type { ScalingActivity } from "../../src/domain/scaling-activity.ts";
import { timings } from "../../src/domain/timing.ts";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  type InProcessOptions,
  startRefresh,
} from "../support/in-process.ts";

const web = { AutoScalingGroupName: "web" };
const transitions = {
  init: "autoscaling:EC2_INSTANCE_LAUNCHING",
  check: "autoscaling:EC2_INSTANCE_LAUNCHING",
  drain: "autoscaling:EC2_INSTANCE_TERMINATING",
  flush: "autoscaling:EC2_INSTANCE_TERMINATING",
};
type HookName = keyof typeof transitions;

function putHook(story: InProcess, name: HookName, members: object = {}): void {
  story.call("autoscaling", "PutLifecycleHook", {
    ...web,
    LifecycleHookName: name,
    LifecycleTransition: transitions[name],
    HeartbeatTimeout: 120,
    ...members,
  });
}

function answer(story: InProcess, hook: HookName, id: string, result: "CONTINUE" | "ABANDON") {
  story.call("autoscaling", "CompleteLifecycleAction", {
    ...web,
    LifecycleHookName: hook,
    InstanceId: id,
    LifecycleActionResult: result,
  });
}

/** A settled group with these hooks, from here on at second 0. */
function aHookedFleet(
  size: number,
  hooks: readonly HookName[],
  options: InProcessOptions & { group?: Record<string, unknown>; hook?: object } = {},
): InProcess {
  const story = aSettledFleet({ size, ...options });
  for (const hook of hooks) putHook(story, hook, options.hook);
  return story;
}

function setDesired(story: InProcess, DesiredCapacity: number): void {
  story.call("autoscaling", "SetDesiredCapacity", { ...web, DesiredCapacity });
}

const inState = (story: InProcess, state: string) =>
  story.instances().filter(({ lifecycleState }) => lifecycleState === state);

function waitUntil(story: InProcess, state: string, within = 60): Instance {
  for (let passed = 0; passed <= within; passed++) {
    const [found] = inState(story, state);
    if (found !== undefined) return found;
    story.advance(1);
  }
  throw new Error(`nothing is ${state} within ${within} seconds`);
}

function activityOf(story: InProcess, id: string, kind: string): ScalingActivity {
  const all = [...story.group().activities.values()];
  const found = all.filter((one) => one.instanceId === id && one.kind === kind).at(-1);
  if (found === undefined) throw new Error(`no ${kind} of ${id}`);
  return found;
}

const states = ({ lifecycleState, ec2State }: Instance) => [lifecycleState, ec2State];

describe("a launching hook", () => {
  test("G-075 G-098 G-159 holds the instance 4 s after the start; EC2 runs it meanwhile", () => {
    const story = aHookedFleet(1, ["init"]);
    setDesired(story, 2);
    story.advance(10.9);
    const [added] = inState(story, "Pending") as [Instance];
    story.advance(0.1);
    expect(states(added)).toEqual(["Pending:Wait", "pending"]);
    const activity = activityOf(story, added.id, "launch");
    expect(activity).toMatchObject({ statusCode: "MidLifecycleAction", progress: 40 });
    expect((added.lifecycleActions?.[0]?.begunAt ?? 0) - activity.startTime).toBe(4000);
    story.advance(1);
    expect(states(added)).toEqual(["Pending:Wait", "running"]);
    story.advance(60);
    expect(added.isWarm).toBe(false);
    answer(story, "init", added.id, "CONTINUE");
    expect(added.lifecycleState).toBe("Pending:Proceed");
    story.advance(1);
    expect(states(added)).toEqual(["InService", "running"]);
    expect(activity).toMatchObject({ statusCode: "Successful", progress: 100 });
  });

  test("G-075 answered at once, costs no time: InService 5 s after the start", () => {
    const story = aHookedFleet(1, ["init"]);
    setDesired(story, 2);
    const added = waitUntil(story, "Pending:Wait");
    answer(story, "init", added.id, "CONTINUE");
    story.advance(1);
    const { startTime, endTime = 0 } = activityOf(story, added.id, "launch");
    expect(endTime - startTime).toBe(5000);
  });

  test("G-156 several hold it at once, each with its token, until the last has answered", () => {
    const story = aHookedFleet(1, ["init", "check", "drain"]);
    setDesired(story, 2);
    const added = waitUntil(story, "Pending:Wait");
    const tokens = added.lifecycleActions?.map(({ token }) => token) ?? [];
    expect(added.lifecycleActions?.map(({ hookName }) => hookName)).toEqual(["init", "check"]);
    expect(new Set(tokens).size).toBe(2);
    expect(tokens.join()).toMatch(/^[0-9a-f-]{36},[0-9a-f-]{36}$/);
    answer(story, "check", added.id, "CONTINUE");
    story.advance(5);
    expect(added.lifecycleState).toBe("Pending:Wait");
    answer(story, "init", added.id, "CONTINUE");
    expect(added.lifecycleState).toBe("Pending:Proceed");
  });

  test("G-093 G-156 one ABANDON ends the others: the launch is cancelled and cleaned up", () => {
    const story = aHookedFleet(1, ["init", "check"]);
    setDesired(story, 2);
    const added = waitUntil(story, "Pending:Wait");
    const token = added.lifecycleActions?.[0]?.token;
    answer(story, "init", added.id, "ABANDON");
    const text =
      "Instance failed to complete user's Lifecycle Action: Lifecycle Action with token " +
      `${token} was abandoned: Lifecycle Action Completed with ABANDON Result`;
    expect(activityOf(story, added.id, "launch")).toMatchObject({
      statusCode: "Cancelled",
      statusMessage: text,
      progress: 100,
    });
    expect(activityOf(story, added.id, "terminate").cause).toMatch(
      /^At [\d-]+T[\d:]+Z an instance was taken out of service in response to a launch failure\.$/,
    );
    expect(added.lifecycleActions).toBeUndefined();
    expect(states(added)).toEqual(["Terminating", "shutting-down"]);
    expect(waitUntil(story, "Pending:Wait").id).not.toBe(added.id);
  });

  test("G-148 the clean-up of an abandoned launch waits in the terminating hooks", () => {
    const story = aHookedFleet(1, ["init", "drain"]);
    setDesired(story, 2);
    const added = waitUntil(story, "Pending:Wait");
    answer(story, "init", added.id, "ABANDON");
    expect(states(added)).toEqual(["Terminating:Wait", "pending"]);
  });

  test.each([
    { result: "CONTINUE", state: "Pending:Proceed" },
    { result: "ABANDON", state: "Terminating" },
  ])("G-158 its time-out stands for $result", ({ result, state }) => {
    const story = aHookedFleet(1, ["init"], { hook: { DefaultResult: result } });
    setDesired(story, 2);
    const added = waitUntil(story, "Pending:Wait");
    story.advance(119.9);
    expect(added.lifecycleState).toBe("Pending:Wait");
    story.advance(0.1);
    expect(added.lifecycleState).toBe(state);
    const { statusMessage } = activityOf(story, added.id, "launch");
    if (result === "CONTINUE") expect(statusMessage).toBeUndefined();
    else expect(statusMessage).toMatch(/ was abandoned: Heartbeat Timeout$/);
  });

  test("G-152 G-155 heartbeats begin the timeout anew, up to the global timeout", () => {
    const story = aHookedFleet(1, ["init"], { hook: { HeartbeatTimeout: 30 } });
    setDesired(story, 2);
    const added = waitUntil(story, "Pending:Wait");
    const [action] = added.lifecycleActions ?? [];
    const beat = () =>
      story.call("autoscaling", "RecordLifecycleActionHeartbeat", {
        ...web,
        LifecycleHookName: "init",
        LifecycleActionToken: action?.token,
      });
    for (let seconds = 0; seconds < 2980; seconds += 20) {
      story.advance(20);
      beat();
    }
    story.advance(19);
    expect(added.lifecycleState).toBe("Pending:Wait");
    story.advance(1);
    expect(added.lifecycleState).toBe("Terminating");
  });

  test("G-155 G-156 a heartbeat is for its own hook: the other one still times out", () => {
    const story = aHookedFleet(1, ["init", "check"], { hook: { HeartbeatTimeout: 30 } });
    setDesired(story, 2);
    const added = waitUntil(story, "Pending:Wait");
    story.advance(20);
    const [beaten] = added.lifecycleActions ?? [];
    story.call("autoscaling", "RecordLifecycleActionHeartbeat", {
      ...web,
      LifecycleHookName: "init",
      LifecycleActionToken: beaten?.token,
    });
    const deadlines = added.lifecycleActions?.map(({ deadline }) => deadline) ?? [];
    expect((deadlines[0] ?? 0) - (deadlines[1] ?? 0)).toBe(20_000);
    story.advance(9);
    expect(added.lifecycleState).toBe("Pending:Wait");
    story.advance(1);
    expect(added.lifecycleState).toBe("Terminating");
  });

  test("G-159 with Launch suspended an abandoned launch is not replaced", () => {
    const story = aHookedFleet(1, ["init"]);
    setDesired(story, 2);
    const added = waitUntil(story, "Pending:Wait");
    story.call("autoscaling", "SuspendProcesses", { ...web, ScalingProcesses: ["Launch"] });
    answer(story, "init", added.id, "ABANDON");
    story.advance(600);
    expect(story.instances()).toHaveLength(1);
    story.call("autoscaling", "ResumeProcesses", web);
    expect(waitUntil(story, "Pending:Wait").id).not.toBe(added.id);
  });

  test("G-161 when it is deleted, waiting launches are given up", () => {
    const story = aHookedFleet(1, ["init", "check"]);
    setDesired(story, 2);
    const added = waitUntil(story, "Pending:Wait");
    story.call("autoscaling", "DeleteLifecycleHook", { ...web, LifecycleHookName: "check" });
    expect(added.lifecycleState).toBe("Terminating");
    expect([...story.group().lifecycleHooks.keys()]).toEqual(["init"]);
  });

  test("G-161 deleted before an instance reaches it, it costs no time", () => {
    const story = aHookedFleet(1, ["init"]);
    setDesired(story, 2);
    story.advance(8);
    story.call("autoscaling", "DeleteLifecycleHook", { ...web, LifecycleHookName: "init" });
    story.advance(4);
    expect(inState(story, "InService")).toHaveLength(2);
  });

  test("G-124 does not hold an instance that leaves standby", () => {
    const story = aHookedFleet(1, ["init"]);
    const [only] = story.instances() as [Instance];
    const meant = { ...web, InstanceIds: [only.id] };
    story.call("autoscaling", "EnterStandby", { ...meant, ShouldDecrementDesiredCapacity: true });
    story.advance(10);
    story.call("autoscaling", "ExitStandby", meant);
    story.advance(7);
    expect(only.lifecycleState).toBe("InService");
  });

  test("R-153 an instance that turns unhealthy while it waits is terminated", () => {
    const story = aHookedFleet(1, ["init"]);
    setDesired(story, 2);
    const added = waitUntil(story, "Pending:Wait");
    const unhealthy = { InstanceId: added.id, HealthStatus: "Unhealthy" };
    const ShouldRespectGracePeriod = false;
    story.call("autoscaling", "SetInstanceHealth", { ...unhealthy, ShouldRespectGracePeriod });
    story.advance(15);
    expect(added.lifecycleState).toBe("Terminating");
    expect(activityOf(story, added.id, "launch").statusCode).toBe("Cancelled");
    story.advance(60);
    expect(story.codeOf("autoscaling", "DescribeAutoScalingGroups", {})).toBeUndefined();
  });
});

describe("a terminating hook", () => {
  test("G-075 G-097 holds the instance, which EC2 stops 1 s after the answer", () => {
    const story = aHookedFleet(2, ["drain"]);
    setDesired(story, 1);
    const leaving = waitUntil(story, "Terminating:Wait");
    expect(leaving.ec2State).toBe("running");
    const activity = activityOf(story, leaving.id, "terminate");
    expect(activity).toMatchObject({ statusCode: "MidTerminatingLifecycleAction", progress: 60 });
    story.advance(50);
    answer(story, "drain", leaving.id, "CONTINUE");
    expect(states(leaving)).toEqual(["Terminating:Proceed", "running"]);
    story.advance(1);
    expect(states(leaving)).toEqual(["Terminating:Proceed", "shutting-down"]);
    story.advance(30);
    expect(states(leaving)).toEqual(["Terminated", "terminated"]);
    expect(activity).toMatchObject({ statusCode: "Successful", progress: 100 });
  });

  test("G-157 ABANDON lets the termination go on and ends the other hooks", () => {
    const story = aHookedFleet(2, ["drain", "flush"]);
    setDesired(story, 1);
    const leaving = waitUntil(story, "Terminating:Wait");
    answer(story, "flush", leaving.id, "ABANDON");
    expect(leaving.lifecycleState).toBe("Terminating:Proceed");
    expect(leaving.lifecycleActions).toBeUndefined();
  });

  test("G-158 its time-out lets the termination go on", () => {
    const story = aHookedFleet(2, ["drain"], { hook: { DefaultResult: "CONTINUE" } });
    setDesired(story, 1);
    const leaving = waitUntil(story, "Terminating:Wait");
    story.advance(120);
    expect(leaving.lifecycleState).toBe("Terminating:Proceed");
  });

  test("G-161 when it is deleted, terminations go on", () => {
    const story = aHookedFleet(2, ["drain"]);
    setDesired(story, 1);
    const leaving = waitUntil(story, "Terminating:Wait");
    story.call("autoscaling", "DeleteLifecycleHook", { ...web, LifecycleHookName: "drain" });
    expect(leaving.lifecycleState).toBe("Terminating:Proceed");
  });

  test("G-181 holds an instance in its group although EC2 ended it, for more than an hour", () => {
    const story = aHookedFleet(2, ["drain"], { hook: { HeartbeatTimeout: 7200 } });
    const [first, second] = story.instances() as [Instance, Instance];
    story.call("ec2", "TerminateInstances", { InstanceIds: [first.id] });
    story.advance(60);
    expect(states(first)).toEqual(["Terminating:Wait", "terminated"]);
    story.call("ec2", "TerminateInstances", { InstanceIds: [second.id] });
    story.advance(7200 + 60);
    expect(inState(story, "Terminating:Wait")).toEqual([]);
    expect(story.instances()).toHaveLength(2);
  });
});

const retain = {
  InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon: "retain" } },
};

describe("a group that retains", () => {
  function aRetained(): { story: InProcess; kept: Instance } {
    const story = aHookedFleet(2, ["drain"], { group: retain });
    setDesired(story, 1);
    const kept = waitUntil(story, "Terminating:Wait");
    answer(story, "drain", kept.id, "ABANDON");
    return { story, kept };
  }

  test("G-157 keeps an instance whose terminating hook was abandoned running, for good", () => {
    const { story, kept } = aRetained();
    expect(activityOf(story, kept.id, "terminate").statusCode).toBe("Cancelled");
    story.advance(100_000);
    expect(states(kept)).toEqual(["Terminating:Retained", "running"]);
    expect(story.group().fleet.members.has(kept.id)).toBe(true);
    expect(inState(story, "InService")).toHaveLength(1);
  });

  test("G-157 ends it by TerminateInstanceInAutoScalingGroup, through the hooks again", () => {
    const { story, kept } = aRetained();
    const meant = { InstanceId: kept.id };
    const decrement = { ...meant, ShouldDecrementDesiredCapacity: true };
    expect(story.codeOf("autoscaling", "TerminateInstanceInAutoScalingGroup", decrement)).toBe(
      "ValidationError",
    );
    story.call("autoscaling", "TerminateInstanceInAutoScalingGroup", {
      ...meant,
      ShouldDecrementDesiredCapacity: false,
    });
    expect(kept.lifecycleState).toBe("Terminating:Wait");
    answer(story, "drain", kept.id, "CONTINUE");
    story.advance(31);
    expect(kept.lifecycleState).toBe("Terminated");
  });

  test("G-157 is not force deleted until its policy says terminate", () => {
    const { story, kept } = aRetained();
    const force = { ...web, ForceDelete: true };
    expect(story.codeOf("autoscaling", "DeleteAutoScalingGroup", force)).toBe("ValidationError");
    story.call("autoscaling", "UpdateAutoScalingGroup", {
      ...web,
      InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon: "terminate" } },
    });
    story.call("autoscaling", "DeleteAutoScalingGroup", force);
    story.advance(5);
    expect(kept.lifecycleState).toBe("Terminating:Wait");
  });

  test("R-081 G-157 completes a refresh that left instances retained", () => {
    const story = aHookedFleet(1, ["drain"], { group: retain });
    const [kept] = story.instances() as [Instance];
    startRefresh(story, { MinHealthyPercentage: 100, MaxHealthyPercentage: 200 });
    advanceUntil(story, () => kept.lifecycleState === "Terminating:Wait", { within: 300 });
    answer(story, "drain", kept.id, "ABANDON");
    advanceUntil(story, hasEnded(story), { within: 120 });
    expect(story.refresh().status).toBe("Successful");
  });
});

describe("a force delete", () => {
  test("G-167 cuts short the waits it finds and runs the hooks of the others", () => {
    const story = aHookedFleet(2, ["drain"], { group: { NewInstancesProtectedFromScaleIn: true } });
    const [first, other] = story.instances() as [Instance, Instance];
    story.call("autoscaling", "TerminateInstanceInAutoScalingGroup", {
      InstanceId: first.id,
      ShouldDecrementDesiredCapacity: true,
    });
    expect(first.lifecycleState).toBe("Terminating:Wait");
    story.advance(30);
    story.call("autoscaling", "DeleteAutoScalingGroup", { ...web, ForceDelete: true });
    story.advance(31);
    expect(first.lifecycleState).toBe("Terminated");
    expect(other.lifecycleState).toBe("Terminating:Wait");
    answer(story, "drain", other.id, "CONTINUE");
    story.advance(60);
    expect(story.region().groups.has("web")).toBe(false);
  });

  test("G-167 ends an instance that waits in a launching hook", () => {
    const story = aHookedFleet(1, ["init"]);
    setDesired(story, 2);
    const added = waitUntil(story, "Pending:Wait");
    story.call("autoscaling", "DeleteAutoScalingGroup", { ...web, ForceDelete: true });
    story.advance(60);
    expect(added.lifecycleState).toBe("Terminated");
    expect(story.region().groups.has("web")).toBe(false);
  });
});

describe("a refresh", () => {
  /** Answers each launch as soon as it waits, for so many seconds or until the refresh ends. */
  function answerLaunches(story: InProcess, result: "CONTINUE" | "ABANDON", seconds: number) {
    for (let passed = 0; passed < seconds && !hasEnded(story)(); passed++) {
      for (const { id } of inState(story, "Pending:Wait")) answer(story, "init", id, result);
      story.advance(1);
    }
  }

  const ways = {
    "terminate first": { MinHealthyPercentage: 50 },
    "launch first": { MinHealthyPercentage: 100, MaxHealthyPercentage: 150 },
  };

  test.each(Object.entries(ways))(
    "R-146 R-176 launches that are given up at once are no progress: %s, it fails after an hour",
    (_way, preferences) => {
      const story = aHookedFleet(2, ["init"]);
      startRefresh(story, preferences);
      answerLaunches(story, "ABANDON", 3600);
      expect(story.refresh().status).toBe("InProgress");
      const launches = story.group().launchCount;
      expect(launches).toBeGreaterThan(100);
      answerLaunches(story, "ABANDON", 120);
      expect(story.refresh().status).toBe("Failed");
    },
  );

  test.each(Object.entries(ways))(
    "R-143 R-145 launches that go on complete it: %s",
    (_way, how) => {
      const story = aHookedFleet(4, ["init"]);
      startRefresh(story, how);
      answerLaunches(story, "CONTINUE", 3600);
      expect(story.refresh()).toMatchObject({ status: "Successful", percentageComplete: 100 });
      const versions = story.instances().map(({ launchTemplate }) => launchTemplate?.version);
      expect(versions).toEqual(["2", "2", "2", "2"]);
    },
  );

  test("R-177 a wait longer than the hour does not fail it, in the instant profile too", () => {
    const story = aHookedFleet(1, ["init"], {
      timing: timings.instant,
      hook: { HeartbeatTimeout: 7200 },
    });
    startRefresh(story, { MinHealthyPercentage: 0 });
    story.advance(7000);
    expect(story.refresh().status).toBe("InProgress");
    answerLaunches(story, "CONTINUE", 2);
    expect(story.refresh().status).toBe("Successful");
  });

  test("R-177 the hour runs on after a wait: an instance that stays broken fails it", () => {
    const behaviors = [{ launchTemplateVersion: 2, isBroken: true }];
    const story = aHookedFleet(1, ["init"], { settings: { behaviors } });
    startRefresh(story, { MinHealthyPercentage: 0 });
    answerLaunches(story, "CONTINUE", 3 * 3600);
    expect(story.refresh().status).toBe("Failed");
  });

  test("R-083 a cancel that does not wait leaves what waits in hooks as it is", () => {
    const story = aHookedFleet(2, ["init", "drain"]);
    startRefresh(story, { MinHealthyPercentage: 50 });
    const added = waitUntil(story, "Pending:Wait");
    story.call("autoscaling", "CancelInstanceRefresh", {
      ...web,
      WaitForTransitioningInstances: false,
    });
    story.advance(10);
    expect(story.refresh().status).toBe("Cancelled");
    expect(added.lifecycleState).toBe("Pending:Wait");
    expect(inState(story, "Terminating:Wait")).toHaveLength(1);
  });
});

test("G-075 a group without hooks has no step and no change of hooks", () => {
  const story = aSettledFleet({ size: 2 });
  startRefresh(story, {});
  advanceUntil(story, hasEnded(story), { within: 600 });
  const types = new Set(story.journal().map(({ change }) => change.type));
  expect([...types].filter((type) => /Lifecycle|ShutDown|Ec2Started/.test(type))).toEqual([]);
});
