/** An instant that is done in slices is the same instant, and nobody sees it half done. */
import { expect, test } from "vitest";
import type { EngineInput } from "../../src/domain/engine-input.ts";
import { timings } from "../../src/domain/timing.ts";
import { createEmulator } from "../../src/emulator.ts";
import { aSettledFleet, type InProcess, startRefresh } from "../support/in-process.ts";

/** Time passes in slices of so many steps; `atPause` is called wherever an instant is half done. */
function inSlices(story: InProcess, steps: number, atPause: () => void): InProcess {
  const { emulator } = story;
  const catchUp = emulator.catchUp;
  emulator.catchUp = () => {
    let asked = 0;
    const isEnough = () => {
      asked += 1;
      return asked % steps === 0;
    };
    while (!emulator.catchUpSome(isEnough)) {
      if (!emulator.endInstant(() => true)) atPause();
    }
    return catchUp();
  };
  return story;
}

const whole = (story: InProcess) => JSON.stringify(story.emulator.snapshot());

/** 200 instances launched at once, and 200 replaced at once, again and again. */
function refreshed(story: InProcess): InProcess {
  startRefresh(story, { MinHealthyPercentage: 50 });
  story.advance(3600);
  story.call("autoscaling", "SetDesiredCapacity", {
    AutoScalingGroupName: "web",
    DesiredCapacity: 600,
  });
  story.advance(3600);
  return story;
}

test.each([2, 3, 7, 1000])("slices of %i steps lead to the same world", (steps) => {
  let pauses = 0;
  const count = () => {
    pauses += 1;
  };
  const sliced = refreshed(inSlices(aSettledFleet({ size: 400 }), steps, count));
  const atOnce = refreshed(aSettledFleet({ size: 400 }));
  expect(sliced.journal()).toEqual(atOnce.journal());
  expect(whole(sliced)).toBe(whole(atOnce));
  expect(atOnce.refresh().status).toBe("Successful");
  if (steps < 5) expect(pauses).toBeGreaterThan(8);
});

test("whoever takes the world out gets it as it is at the end of the instant", () => {
  const atOnce = aSettledFleet({ size: 400 });
  const instants = new Set<string>();
  const emulator = atOnce.emulator;
  startRefresh(atOnce, { MinHealthyPercentage: 50 });
  const catchUp = emulator.catchUp;
  emulator.catchUp = () => {
    // One instant after the other, as often as the clock shows that something is due.
    let asked = 0;
    const isSecond = () => ++asked % 2 === 0;
    while (!emulator.catchUpSome(isSecond)) instants.add(whole(atOnce));
    return catchUp();
  };
  atOnce.advance(400);
  const seen: string[] = [];
  const sliced = aSettledFleet({ size: 400 });
  inSlices(sliced, 3, () => seen.push(whole(sliced)));
  startRefresh(sliced, { MinHealthyPercentage: 50 });
  sliced.advance(400);
  expect(seen.length).toBeGreaterThan(3);
  for (const one of seen) expect(instants.has(one)).toBe(true);
});

test("what was told of instants in slices leads to the same world, request ids included", () => {
  const story = aSettledFleet({ size: 400 });
  const { emulator } = story;
  const other = createEmulator({
    seed: "other",
    settings: emulator.world.settings,
    now: () => 0,
  });
  other.restore(emulator.snapshot());
  const told: EngineInput[] = [];
  emulator.recordTo({ onInput: (input) => told.push(input), onReplaced: () => undefined });
  // A request that comes in the middle has an id of its own.
  inSlices(story, 3, () => emulator.nextRequestId());
  refreshed(story);
  for (const input of told) other.replay(structuredClone(input));
  expect(JSON.stringify(other.snapshot())).toBe(whole(story));
  expect(other.nextRequestId()).toBe(emulator.nextRequestId());
});

test("a call whose consequences follow at once leaves them under way", () => {
  const atOnce = aSettledFleet({ size: 3, timing: timings.instant });
  const story = aSettledFleet({ size: 3, timing: timings.instant });
  const caller = { account: "123456789012", region: "us-east-1", requestId: "request" };
  const input = { AutoScalingGroupName: "web", MaxSize: 500, DesiredCapacity: 500 };
  const call = { service: "autoscaling", operation: "UpdateAutoScalingGroup", input } as const;
  atOnce.emulator.call({ ...call, caller });
  story.emulator.call({ ...call, caller }, () => true);
  expect(story.emulator.endInstant(() => true)).toBe(false);
  while (!story.emulator.endInstant(() => true));
  expect(whole(story)).toBe(whole(atOnce));
});
