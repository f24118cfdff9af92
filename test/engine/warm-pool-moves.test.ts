/** Moves into the warm pool, out of it and back, each as long and as worded as AWS showed it. */
import { describe, expect, test } from "vitest";
import { aPoolStory, type PoolStory, type PoolStoryOptions } from "../support/pool-story.ts";

const reused = { InstanceReusePolicy: { ReuseOnScaleIn: true } };
const running = { PoolState: "Running", ...reused };

/** At rest in the pool. */
function aFullPool(put: Record<string, unknown>, options: PoolStoryOptions = {}): PoolStory {
  const story = aPoolStory({ put, ...options });
  if (options.isHooked !== false) {
    story.until("Warmed:Pending:Wait");
    story.answer("launch", "CONTINUE");
  }
  story.until(`Warmed:${put.PoolState ?? "Stopped"}`);
  return story;
}

/** In service, out of the pool. */
function inService(put: Record<string, unknown>, options: PoolStoryOptions = {}): PoolStory {
  const story = aFullPool(put, options);
  story.do("SetDesiredCapacity", { DesiredCapacity: 1 });
  if (options.isHooked !== false) {
    story.until("Pending:Wait");
    story.answer("launch", "CONTINUE");
  }
  story.until("InService");
  return story;
}

const scaleIn = (story: PoolStory) => story.do("SetDesiredCapacity", { DesiredCapacity: 0 });

describe("how long a move takes", () => {
  test("G-302 G-303 into a running pool: 4 seconds to the hook, 1 second after it", () => {
    const story = aPoolStory({ put: running });
    story.until("Warmed:Pending");
    while (story.one().launchedAt === undefined) story.advance(0.5);
    expect(story.until("Warmed:Pending:Wait")).toBe(4);
    story.advance(50);
    story.answer("launch", "CONTINUE");
    expect(story.until("Warmed:Running")).toBe(1);
    expect(story.newest()).toMatchObject({ status: "Successful", seconds: 55 });
  });

  test("G-303 without a hook it comes into a running pool as into the group", () => {
    expect(aFullPool(running, { isHooked: false }).newest().seconds).toBe(5);
  });

  test("G-304 into a stopped pool: EC2 has stopped it after 19 seconds, it rests after 33", () => {
    const story = aPoolStory({ put: {} });
    story.until("Warmed:Pending:Wait");
    story.answer("launch", "CONTINUE");
    story.advance(1);
    expect(story.one().ec2State).toBe("stopping");
    story.advance(18);
    expect(story.one()).toMatchObject({ ec2State: "stopped" });
    expect(story.one().lifecycleState).toBe("Warmed:Pending:Proceed");
    expect(story.until("Warmed:Stopped")).toBe(14);
  });

  test("G-304 back into a stopped pool: stopping after 1 second, at rest after 21", () => {
    const story = inService(reused);
    scaleIn(story);
    story.until("Warmed:Pending:Wait");
    story.answer("terminate", "CONTINUE");
    story.advance(1);
    expect(story.one().ec2State).toBe("stopping");
    expect(story.until("Warmed:Stopped")).toBe(20);
  });

  test("G-304 back into a running pool: 1 second", () => {
    const story = inService(running);
    scaleIn(story);
    story.until("Warmed:Pending:Wait");
    story.answer("terminate", "CONTINUE");
    expect(story.until("Warmed:Running")).toBe(1);
    expect(story.one().ec2State).toBe("running");
  });

  test.each([
    ["Running", 5.5],
    ["Stopped", 7.5],
  ])("G-305 out of a pool in state %s: %s seconds to the hook, 1 after it", (PoolState, hook) => {
    const story = aFullPool({ PoolState });
    story.do("SetDesiredCapacity", { DesiredCapacity: 1 });
    story.until("Pending");
    expect(story.until("Pending:Wait")).toBe(hook);
    expect(story.one().ec2State).toBe("running");
    story.answer("launch", "CONTINUE");
    expect(story.until("InService")).toBe(1);
  });

  test("G-306 a put is reacted to within 12 seconds, a launch begins 2 later, a hook 1", () => {
    const story = aPoolStory({ put: running });
    story.until("Warmed:Pending");
    expect(story.elapsedSeconds()).toBeLessThanOrEqual(12);
    const asked = story.elapsedSeconds();
    while (story.one().launchedAt === undefined) story.advance(0.5);
    expect(story.elapsedSeconds() - asked).toBe(2);
    story.until("Warmed:Pending:Wait");
    story.answer("launch", "CONTINUE");
    story.until("Warmed:Running");
    story.do("DeleteWarmPool", { ForceDelete: true });
    story.until("Warmed:Terminating");
    expect(story.until("Warmed:Terminating:Wait")).toBe(1);
  });

  test("G-307 EC2 keeps an instance as it was until its hook is over, 120 seconds", () => {
    const story = aFullPool({});
    story.do("DeleteWarmPool", { ForceDelete: true });
    story.until("Warmed:Terminating:Wait");
    story.advance(119);
    expect(story.one().ec2State).toBe("stopped");
    story.advance(3);
    expect(story.one().ec2State).toBe("shutting-down");
  });

  test("G-307 a force delete of the group cuts a waiting hook short", () => {
    const story = aFullPool(running);
    story.do("DeleteWarmPool", { ForceDelete: true });
    story.until("Warmed:Terminating:Wait");
    story.do("DeleteAutoScalingGroup", { ForceDelete: true });
    story.advance(2);
    expect(story.one().ec2State).toBe("shutting-down");
  });
});

describe("events", () => {
  test("G-316 G-317 R-209 each move is told with one path by its hook and by its end", () => {
    const story = inService(running);
    scaleIn(story);
    story.until("Warmed:Pending:Wait");
    story.answer("terminate", "CONTINUE");
    story.until("Warmed:Running");
    story.do("DeleteWarmPool", { ForceDelete: true });
    story.until("Warmed:Terminating:Wait");
    story.answer("terminate", "CONTINUE");
    story.advance(60);
    expect(story.paths()).toEqual([
      "-launch Lifecycle Action EC2>WarmPool",
      "Launch Successful EC2>WarmPool",
      "-launch Lifecycle Action WarmPool>AutoScalingGroup",
      "Launch Successful WarmPool>AutoScalingGroup",
      "-terminate Lifecycle Action AutoScalingGroup>WarmPool",
      "Terminate Successful AutoScalingGroup>WarmPool",
      "-terminate Lifecycle Action WarmPool>EC2",
      "Terminate Successful WarmPool>EC2",
    ]);
    const codes = story.events().map(({ detail }) => detail.StatusCode);
    const [launched, returned] = ["InProgress", "MidTerminatingLifecycleAction"];
    expect(codes.filter(Boolean)).toEqual([launched, launched, returned, returned]);
  });
});

describe("an abandoned hook", () => {
  test("G-328 on the way back it enters the pool all the same, and the move is successful", () => {
    const story = inService(running);
    scaleIn(story);
    story.until("Warmed:Pending:Wait");
    expect(story.newest().status).toBe("MidTerminatingLifecycleAction");
    story.answer("terminate", "ABANDON");
    expect(story.until("Warmed:Running")).toBe(1);
    expect(story.newest()).toMatchObject({
      description: `Scaling in EC2 instance into warm pool: ${story.one().id}`,
      status: "Successful",
    });
  });

  test("G-339 a launch into the pool is cancelled; its clean-up waits in the other hook", () => {
    const story = aPoolStory({ put: running });
    story.until("Warmed:Pending:Wait");
    const { id } = story.one();
    story.answer("launch", "ABANDON");
    expect(story.newest()).toMatchObject({
      description: `Terminating EC2 instance from warm pool: ${id}`,
      cause: expect.stringMatching(
        new RegExp(
          "^At \\S+Z an instance was taken out of service in response to a launch failure\\. {2}" +
            "At \\S+Z instance i-\\w+ was selected for termination\\.$",
        ),
      ),
    });
    story.until("Warmed:Terminating:Wait");
    const [event] = story
      .events()
      .filter((one) => one["detail-type"] === "EC2 Instance Launch Unsuccessful");
    expect(event?.detail).toMatchObject({
      Origin: "EC2",
      Destination: "WarmPool",
      StatusCode: "Cancelled",
      EndTime: expect.stringMatching(/\.000Z$/),
      Description: expect.stringMatching(/ABANDON Result$/),
    });
  });
});
