/** Inputs of a log are checked before they are given again: nonsense is refused in words (D2). */
import { expect, test } from "vitest";
import type { EngineInput } from "../../src/domain/engine-input.ts";
import { checkEngineInput } from "../../src/engine/snapshot/engine-input-checks.ts";
import { aSettledFleet, startRefresh } from "../support/in-process.ts";

test("inputs that an emulator tells pass", () => {
  const inputs: EngineInput[] = [];
  const story = aSettledFleet({ size: 2 });
  story.emulator.recordTo({ onInput: (input) => inputs.push(input), onReplaced: () => undefined });
  startRefresh(story, { MinHealthyPercentage: 0 });
  story.advance(60);
  expect(inputs.length).toBeGreaterThan(1);
  for (const input of inputs) {
    expect(checkEngineInput(JSON.parse(JSON.stringify(input)))).toEqual(input);
  }
});

const good = {
  at: 1,
  random: {},
  brought: {
    account: "1",
    region: "r",
    cause: "c",
    changes: [{ type: "CapacityReached", group: "web" }],
  },
  reached: { journal: 1, queue: 1 },
};

test.each([
  ["D2: null", null, /its content: expected a record; it is null/],
  ["D2: a number", 1, /its content: expected a record; it is 1/],
  ["D2: a time beyond dates", { at: 1e99 }, /at: expected a whole number .*it is 1e\+99/],
  ["without reached", { ...good, reached: undefined }, /reached: expected a record; it is missing/],
  [
    "with a strange generator",
    { ...good, random: { x: [1, 2, 3, 4] } },
    /random: expected .* no other/,
  ],
  [
    "with a short generator",
    { ...good, random: { uuid: [1] } },
    /random\.uuid: expected four whole/,
  ],
  [
    "without changes",
    { ...good, brought: { ...good.brought, changes: undefined } },
    /brought\.changes: expected a list/,
  ],
  [
    "with a change of no type",
    { ...good, brought: { ...good.brought, changes: [{}] } },
    /brought\.changes\[0\]\.type: expected one of/,
  ],
  [
    "with a change that lacks its group",
    { ...good, brought: { ...good.brought, changes: [{ type: "CapacityReached" }] } },
    /changes\[0\]\.group: expected a text; it is missing/,
  ],
  [
    "with an unknown mark",
    { ...good, brought: { ...good.brought, changes: [{ $moon: [] }] } },
    /brought\.changes: expected changes as they are stored .*\$moon/,
  ],
])("%s is refused in words", (_, value, message) => {
  expect(checkEngineInput(good)).toBe(good);
  expect(() => checkEngineInput(value)).toThrow(
    expect.objectContaining({ name: "SnapshotError", message: expect.stringMatching(message) }),
  );
});
