/** Instances retained after an abandoned terminating hook, in the group and in the pool. */
import { describe, expect, test } from "vitest";
import { aPoolStory, type PoolStory } from "../support/pool-story.ts";

const running = { PoolState: "Running", InstanceReusePolicy: { ReuseOnScaleIn: true } };
const suffix =
  "Instance failed to complete user's Lifecycle Action: Lifecycle Action with token {token} was " +
  "abandoned: Lifecycle Action Completed with ABANDON Result";

const terminate = (story: PoolStory, ShouldDecrementDesiredCapacity: boolean) =>
  story.call("autoscaling", "TerminateInstanceInAutoScalingGroup", {
    InstanceId: story.one().id,
    ShouldDecrementDesiredCapacity,
  });

/** Of a refused call: its code and text, the instance's id left out. */
function refusal(story: PoolStory, call: () => unknown): string {
  const { id } = story.one();
  try {
    call();
  } catch (error) {
    const { code, message } = error as { readonly code: string; readonly message: string };
    return `${code}: ${message.replaceAll(id, "I")}`;
  }
  return "accepted";
}

/** In service in a group of one that retains. */
function inService(): PoolStory {
  const story = aPoolStory({ isRetaining: true, group: { DesiredCapacity: 1 } });
  story.until("Pending:Wait");
  story.answer("launch", "CONTINUE");
  story.until("InService");
  story.advance(30);
  return story;
}

function retainedInGroup(): PoolStory {
  const story = inService();
  terminate(story, true);
  story.until("Terminating:Wait");
  story.advance(8);
  story.answer("terminate", "ABANDON");
  return story;
}

function retainedInPool(): PoolStory {
  const story = aPoolStory({ isRetaining: true, put: running });
  story.until("Warmed:Pending:Wait");
  story.answer("launch", "CONTINUE");
  story.until("Warmed:Running");
  story.do("SetDesiredCapacity", { DesiredCapacity: 1 });
  story.until("Pending:Wait");
  story.answer("launch", "CONTINUE");
  story.until("InService");
  story.do("SuspendProcesses", { ScalingProcesses: ["Launch"] });
  story.do("SetDesiredCapacity", { DesiredCapacity: 0 });
  story.until("Warmed:Pending:Wait");
  story.answer("terminate", "ABANDON");
  return story;
}

/** Ending in the pool, as after a launch that was given up, and abandoned. */
function retainedAtItsEnd(): PoolStory {
  const story = aPoolStory({ isRetaining: true, put: running });
  story.until("Warmed:Pending:Wait");
  story.do("SuspendProcesses", { ScalingProcesses: ["Launch"] });
  story.answer("launch", "ABANDON");
  story.until("Warmed:Terminating:Wait");
  story.answer("terminate", "ABANDON");
  return story;
}

const said = (text: string) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{token}");

describe("in the group", () => {
  test("G-329 it runs on, is listed and healthy, and does not count", () => {
    const story = retainedInGroup();
    story.advance(2);
    expect(story.one()).toMatchObject({
      lifecycleState: "Terminating:Retained",
      ec2State: "running",
      healthStatus: "Healthy",
    });
    story.advance(3600);
    const { AutoScalingGroups } = story.call("autoscaling", "DescribeAutoScalingGroups", {});
    expect(AutoScalingGroups).toMatchObject([
      { DesiredCapacity: 0, Instances: [{ LifecycleState: "Terminating:Retained" }] },
    ]);
  });

  test("G-330 its activity is cancelled with the hook's message", () => {
    const story = retainedInGroup();
    const { description, status } = story.newest();
    expect({ description: said(description), status }).toEqual({
      description: `Terminating EC2 instance: ${story.one().id}.  Status Reason: ${suffix}`,
      status: "Cancelled",
    });
  });

  test("G-331 its event has the plain description, and the end to the millisecond", () => {
    const story = retainedInGroup();
    const event = story.events().at(-1);
    expect(event?.["detail-type"]).toBe("EC2 Instance Terminate Unsuccessful");
    expect(event?.detail).toMatchObject({
      Origin: "AutoScalingGroup",
      Destination: "EC2",
      StatusCode: "MidTerminatingLifecycleAction",
      StatusMessage: "",
      Description: `Terminating EC2 instance: ${story.one().id}`,
    });
  });

  test("G-332 without decrement it is replaced once it is retained, in one sentence", () => {
    const story = inService();
    terminate(story, false);
    story.advance(100);
    expect(story.instances()).toHaveLength(1);
    story.answer("terminate", "ABANDON");
    const retainedAt = story.elapsedSeconds();
    story.until("Pending:Wait");
    const { cause } = story.newest();
    expect(cause).toMatch(
      new RegExp(
        "^At \\S+Z an instance was started in response to a difference between desired and " +
          "actual capacity, increasing the capacity from 0 to 1\\.$",
      ),
    );
    const at = (Date.parse(cause.slice(3, 23)) - Date.parse("2026-09-27T12:00:00Z")) / 1000;
    expect(at).toBeGreaterThanOrEqual(Math.floor(retainedAt));
    // The engine looks at groups every five seconds.
    expect(at - retainedAt).toBeLessThanOrEqual(5);
  });

  test("G-333 with decrement the cause ends with the figures", () => {
    expect(retainedInGroup().newest().cause).toMatch(
      /was taken out of service in response to a user request, shrinking the capacity from 1 to 0/,
    );
  });

  test("G-335 with decrement its release is refused; without, the hook runs again", () => {
    const story = retainedInGroup();
    expect(refusal(story, () => terminate(story, true))).toBe(
      "ValidationError: The instance I is in a Retained state and can't be terminated while " +
        "decreasing desired capacity. To terminate these instances, retry without decreasing the " +
        "Auto Scaling group's desired capacity.",
    );
    terminate(story, false);
    story.until("Terminating:Wait");
    story.answer("terminate", "CONTINUE");
    story.advance(60);
    expect(story.instances()).toEqual([]);
  });

  test("G-336 another policy does not touch it", () => {
    const story = retainedInGroup();
    story.do("UpdateAutoScalingGroup", {
      InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon: "terminate" } },
    });
    story.advance(600);
    expect(story.one().lifecycleState).toBe("Terminating:Retained");
  });

  test("G-334 it can be detached, and EC2 keeps running it", () => {
    const story = retainedInGroup();
    const { id } = story.one();
    story.do("DetachInstances", { InstanceIds: [id], ShouldDecrementDesiredCapacity: true });
    story.advance(30);
    expect(story.instances()).toEqual([]);
    expect(story.group().desiredCapacity).toBe(0);
    expect(story.region().instances.get(id)?.ec2State).toBe("running");
  });
});

describe("in the pool", () => {
  test("G-337 on its way back: Warmed:Pending:Retained, and a cancelled activity", () => {
    const story = retainedInPool();
    expect(story.one()).toMatchObject({
      lifecycleState: "Warmed:Pending:Retained",
      ec2State: "running",
    });
    const { description, status } = story.newest();
    expect(status).toBe("Cancelled");
    expect(said(description)).toBe(
      `Scaling in EC2 instance into warm pool: ${story.one().id}.  Status Reason: ${suffix}`,
    );
    expect(story.paths().at(-1)).toBe("Terminate Unsuccessful AutoScalingGroup>WarmPool");
  });

  test("G-338 at its end: Warmed:Terminating:Retained, released by hand", () => {
    const story = retainedAtItsEnd();
    story.advance(600);
    const { id, lifecycleState } = story.one();
    expect(lifecycleState).toBe("Warmed:Terminating:Retained");
    terminate(story, false);
    expect(story.newest()).toMatchObject({
      description: `Terminating EC2 instance from warm pool: ${id}`,
      cause: expect.stringMatching(
        /^At \S+Z instance i-\w+ was taken out of service in response to a user request\.$/,
      ),
    });
    story.until("Warmed:Terminating:Wait");
    story.answer("terminate", "CONTINUE");
    story.advance(60);
    expect(story.instances()).toEqual([]);
  });

  test("G-340 its pool is deleted by force: it ends anew, again and again, with a cause", () => {
    const story = retainedInPool();
    story.do("DeleteWarmPool", { ForceDelete: true });
    for (const _ of [1, 2]) {
      story.until("Warmed:Terminating:Wait");
      expect(story.newest().cause).toMatch(
        new RegExp(
          "^At \\S+Z instance i-\\w+ was taken out of service in response to a group deletion" +
            "\\. {2}At \\S+Z instance i-\\w+ was selected for termination\\.$",
        ),
      );
      story.answer("terminate", "ABANDON");
      expect(story.one().lifecycleState).toBe("Warmed:Terminating:Retained");
    }
    story.until("Warmed:Terminating:Wait");
    story.answer("terminate", "CONTINUE");
    story.advance(60);
    expect(story.group().warmPool).toBeUndefined();
  });

  test("G-340 a hook that is abandoned at once does not stop time", () => {
    const timing = { tickSeconds: 0, scalingReactionSeconds: 0, warmPoolHookSeconds: 0 };
    const story = aPoolStory({ isRetaining: true, put: running, timing });
    story.until("Warmed:Pending:Wait");
    story.answer("launch", "CONTINUE");
    story.until("Warmed:Running");
    const hook = { LifecycleHookName: "terminate", DefaultResult: "ABANDON" };
    story.do("PutLifecycleHook", { ...hook, HeartbeatTimeout: 30 });
    story.do("DeleteWarmPool", { ForceDelete: true });
    story.advance(600);
    const ends = [...story.group().activities.values()].filter(
      ({ kind }) => kind === "terminateFromWarmPool",
    );
    expect(ends.length).toBeGreaterThan(10);
    expect(ends.at(0)?.statusMessage).toMatch(/was abandoned: Heartbeat Timeout$/);
  });
});

describe("G-334 each call that takes an instance id", () => {
  const states = { retainedInGroup, retainedInPool, retainedAtItsEnd };
  const notProtectable =
    "ValidationError: The instance I is not in InService or EnteringStandby or Standby.";
  const table = Object.entries({
    SetInstanceProtection: [notProtectable, notProtectable, notProtectable],
    EnterStandby: Array(3).fill("ValidationError: The instance I is not in InService."),
    ExitStandby: Array(3).fill("ValidationError: The instance I is not in Standby."),
    SetInstanceHealth: ["accepted", "accepted", "accepted"],
    DetachInstances: [
      "accepted",
      ...Array(2).fill("ValidationError: The instance I is not in InService or Standby."),
    ],
    AttachInstances: Array(3).fill(
      "ValidationError: The Instance: I is already part of AutoScalingGroup:web",
    ),
    CompleteLifecycleAction: Array(3).fill(
      "ValidationError: No active Lifecycle Action found with instance ID I",
    ),
    RecordLifecycleActionHeartbeat: Array(3).fill(
      "ValidationError: No active Lifecycle Action found with instance ID I",
    ),
    TerminateInstanceInAutoScalingGroup: ["accepted", "accepted", "accepted"],
  });
  const inputs: Readonly<Record<string, (id: string) => Record<string, unknown>>> = {
    SetInstanceProtection: (id) => ({ InstanceIds: [id], ProtectedFromScaleIn: true }),
    EnterStandby: (id) => ({ InstanceIds: [id], ShouldDecrementDesiredCapacity: false }),
    ExitStandby: (id) => ({ InstanceIds: [id] }),
    SetInstanceHealth: (id) => ({ InstanceId: id, HealthStatus: "Healthy" }),
    DetachInstances: (id) => ({ InstanceIds: [id], ShouldDecrementDesiredCapacity: false }),
    AttachInstances: (id) => ({ InstanceIds: [id] }),
    CompleteLifecycleAction: (id) => ({
      InstanceId: id,
      LifecycleHookName: "terminate",
      LifecycleActionResult: "CONTINUE",
    }),
    RecordLifecycleActionHeartbeat: (id) => ({ InstanceId: id, LifecycleHookName: "terminate" }),
    TerminateInstanceInAutoScalingGroup: (id) => ({
      InstanceId: id,
      ShouldDecrementDesiredCapacity: false,
    }),
  };

  test.each(table)("%s", (operation, expected) => {
    const found = Object.values(states).map((made) => {
      const story = made();
      story.do("ResumeProcesses");
      const input = inputs[operation]?.(story.one().id) ?? {};
      const ofGroup = !["SetInstanceHealth", "TerminateInstanceInAutoScalingGroup"].includes(
        operation,
      );
      return refusal(story, () =>
        ofGroup ? story.do(operation, input) : story.call("autoscaling", operation, input),
      );
    });
    expect(found).toEqual(expected);
  });
});
