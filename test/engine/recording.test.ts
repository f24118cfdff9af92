/** What a recorder is told: each input that took effect, as plain JSON of its own. */
import { expect, test } from "vitest";
import type { EngineInput } from "../../src/domain/engine-input.ts";
import { createEmulator, emulatorOf } from "../../src/emulator.ts";
import { advanceTo } from "../../src/engine/advance.ts";
import { newEngine } from "../../src/engine/engine.ts";
import { push } from "../../src/engine/event-queue.ts";
import { recordingTo } from "../../src/engine/recording.ts";
import { aSettledFleet, inProcess, startRefresh } from "../support/in-process.ts";

const caller = { account: "123456789012", region: "us-east-1", requestId: "request" };

function listenedTo() {
  const story = aSettledFleet({ size: 3 });
  const told: EngineInput[] = [];
  let replaced = 0;
  story.emulator.recordTo({
    onInput: (input) => told.push(input),
    onReplaced: () => {
      replaced += 1;
    },
  });
  return { story, told, replacements: () => replaced };
}

test("reads, refusals and time in which nothing is due are no input", () => {
  const { story, told } = listenedTo();
  story.call("autoscaling", "DescribeAutoScalingGroups", {});
  const input = { AutoScalingGroupName: "web", DesiredCapacity: 99 };
  expect(story.codeOf("autoscaling", "SetDesiredCapacity", input)).toBe("ValidationError");
  story.advance(1);
  expect(told).toEqual([]);
});

test("a call is told with its changes, and time with how far it came", () => {
  const { story, told } = listenedTo();
  startRefresh(story, { MinHealthyPercentage: 50 });
  story.advance(30);
  expect(told).toHaveLength(2);
  const [call, time] = told;
  expect(call?.brought).toMatchObject({ cause: "StartInstanceRefresh", region: "us-east-1" });
  expect(JSON.stringify(call?.brought?.changes)).toContain("RefreshStarted");
  expect(time).not.toHaveProperty("brought");
  expect(time?.reached.journal).toBe(story.emulator.lastSequence() + 1);
});

test("each input names the generators that moved since the one before", () => {
  const { story, told } = listenedTo();
  startRefresh(story, { MinHealthyPercentage: 50 });
  story.advance(30);
  story.emulator.nextRequestId();
  const tags = [{ ResourceId: "web", ResourceType: "auto-scaling-group", Key: "k", Value: "v" }];
  story.call("autoscaling", "CreateOrUpdateTags", { Tags: tags });
  const moved = told.map(({ random }) => Object.keys(random));
  // The first one names them all, because nothing is known before it.
  expect(moved[0]?.length).toBeGreaterThan(5);
  expect(moved.slice(1)).toEqual([[], ["request"]]);
});

test("what was told stays as it was, whatever the world does with it later", () => {
  const { story, told } = listenedTo();
  startRefresh(story, { MinHealthyPercentage: 50 });
  const before = JSON.stringify(told[0]);
  story.advance(3600);
  expect(story.refresh().status).toBe("Successful");
  expect(JSON.stringify(told[0])).toBe(before);
  expect(JSON.parse(before)).toEqual(told[0]);
});

test("G-154 the end of a wait whose message was not delivered is told and given again", () => {
  const { story, told } = listenedTo();
  const before = story.emulator.snapshot();
  story.call("autoscaling", "PutLifecycleHook", {
    AutoScalingGroupName: "web",
    LifecycleHookName: "start",
    LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
    DefaultResult: "ABANDON",
  });
  const wanted = { AutoScalingGroupName: "web", DesiredCapacity: 4 };
  story.call("autoscaling", "SetDesiredCapacity", wanted);
  story.advance(60);
  const hook = story.facts().findLast(({ kind }) => kind === "hook");
  if (hook?.kind !== "hook") throw new Error("no instance waits for the hook");
  story.emulator.endUndeliveredWait(hook);
  story.emulator.endUndeliveredWait(hook);
  expect(told.filter(({ brought }) => brought?.cause === "undelivered")).toHaveLength(1);
  story.advance(60);
  const again = inProcess();
  again.emulator.restore(before);
  for (const input of told) again.emulator.replay(input);
  expect(again.emulator.snapshot()).toEqual(story.emulator.snapshot());
});

test("what fails is not told, because it would fail each time it is given again", () => {
  const { settings } = aSettledFleet({ size: 1 }).emulator.world;
  const told: EngineInput[] = [];
  const engine = newEngine({ seed: "", settings, now: 0 });
  engine.recording = recordingTo((input) => told.push(input));
  push(engine.queue, 1, { kind: "fault", region: "nowhere", id: "fault-1" });
  expect(() => advanceTo(engine, 2)).toThrow("nowhere");
  expect(told).toEqual([]);
});

test("a reset and a restore are told, and what comes after them", () => {
  const { story, told, replacements } = listenedTo();
  const snapshot = story.emulator.snapshot();
  story.emulator.reset();
  story.emulator.restore(snapshot);
  expect([replacements(), told.length]).toEqual([2, 0]);
  startRefresh(story, { MinHealthyPercentage: 50 });
  expect(told).toHaveLength(1);
});

test("what a private copy does is nobody's business", () => {
  const { story, told } = listenedTo();
  const place = { account: caller.account, region: caller.region, group: "web" };
  const excerpt = structuredClone(story.emulator.excerpt(place));
  const copy = excerpt && emulatorOf(excerpt, () => 1e13);
  copy?.call({
    service: "autoscaling",
    operation: "StartInstanceRefresh",
    caller,
    input: { AutoScalingGroupName: "web" },
  });
  expect(copy?.lastSequence()).toBeGreaterThan(0);
  expect(told).toEqual([]);
});

test("an input that leads elsewhere is refused, and the world stops", () => {
  const { story, told } = listenedTo();
  const { settings } = story.emulator.world;
  const snapshot = story.emulator.snapshot();
  startRefresh(story, { MinHealthyPercentage: 50 });
  const other = createEmulator({ seed: "other", settings, now: () => 0 });
  other.restore(snapshot);
  const [input] = told;
  if (input === undefined) throw new Error("nothing was told");
  const reached = { ...input.reached, queue: input.reached.queue + 1 };
  expect(() => other.replay({ ...input, reached })).toThrow(/it leads to \{.*\}, not to \{/);
  expect(() => other.snapshot()).toThrow("the world stopped");
});
