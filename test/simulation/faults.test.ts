/** Faults are part of the story: the same seed gives the same one, another seed another one. */
import { expect, test } from "vitest";
import { complaintsAbout } from "../../src/engine/snapshot/world-invariants.ts";
import { addFault, firedCounts } from "../support/faults.ts";
import { aSettledFleet, startRefresh } from "../support/in-process.ts";

const faults = [
  { kind: "launch", group: "web", bootSeconds: [5, 120], terminateSeconds: [10, 90] },
  { kind: "launch", probability: 0.3, launchError: "InsufficientInstanceCapacity" },
  { kind: "launch", probability: 0.2, health: "never" },
  { kind: "launch", probability: 0.2, unhealthyAfterSeconds: [200, 900] },
  { kind: "zone", availabilityZone: "us-east-1a", until: "2026-09-27T12:30:00Z" },
  { kind: "api", operation: "SetDesiredCapacity", error: "Throttling", probability: 0.5 },
];

function play(seed: string) {
  const story = aSettledFleet({ size: 12, seed });
  for (const fault of faults) addFault(story, fault);
  startRefresh(story, { MinHealthyPercentage: 50 });
  const caller = { account: "123456789012", region: "us-east-1", requestId: "request" };
  const call = { service: "autoscaling", operation: "SetDesiredCapacity", caller } as const;
  const refused: boolean[] = [];
  for (let turn = 0; turn < 30; turn++) {
    refused.push(story.emulator.faultFor(call)?.error !== undefined);
    story.advance(120);
  }
  return {
    journal: JSON.stringify(story.journal()),
    refused,
    fired: firedCounts(story),
    complaints: complaintsAbout(story.emulator.world),
  };
}

test("the same seed gives the same story with faults, byte for byte", () => {
  const [first, second] = [play("7"), play("7")];
  expect(second.journal === first.journal).toBe(true);
  expect(second).toEqual(first);
  expect(first.complaints).toEqual([]);
  expect(first.fired.filter((count) => count === 0)).toEqual([]);
});

test("a snapshot in the middle takes the faults along, and the story goes on the same", () => {
  const [whole, restored] = [aSettledFleet({ size: 6 }), aSettledFleet({ size: 6 })];
  for (const story of [whole, restored]) {
    for (const fault of faults) addFault(story, fault);
    startRefresh(story, { MinHealthyPercentage: 50 });
    story.advance(200);
  }
  restored.emulator.restore(JSON.parse(JSON.stringify(restored.emulator.snapshot())));
  for (const story of [whole, restored]) story.advance(3600);
  expect(JSON.stringify(restored.journal()) === JSON.stringify(whole.journal())).toBe(true);
  expect(firedCounts(restored)).toEqual(firedCounts(whole));
});

test("another seed draws other faults", () => {
  expect(play("8").refused).not.toEqual(play("7").refused);
});

test("a fault that never happens shifts no draw of anything else", () => {
  const story = (isWithFault: boolean) => {
    const fleet = aSettledFleet({ size: 4 });
    const fault = { kind: "launch", group: "nobody", bootSeconds: [1, 9], probability: 0.5 };
    if (isWithFault) addFault(fleet, fault);
    startRefresh(fleet, { MinHealthyPercentage: 50 });
    fleet.advance(3600);
    return fleet.journal().flatMap(({ at, change }) => {
      const text = JSON.stringify({ at, change });
      return change.type === "FaultAdded" ? [] : [text];
    });
  };
  expect(story(true)).toEqual(story(false));
});
