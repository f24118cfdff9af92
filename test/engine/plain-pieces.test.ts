/** Values in pieces: joined they are what they would be at once, whatever the size of a piece. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinedPieces, type PlainPiece } from "../../src/domain/plain-pieces.ts";
import { toPlain } from "../../src/engine/snapshot/plain-json.ts";
import { plainPieces } from "../../src/engine/snapshot/plain-pieces.ts";
import { aSettledFleet, startRefresh } from "../support/in-process.ts";

const name = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom("__proto__", "$map", "$", "7"));
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.constant(undefined), fc.boolean()),
    fc.array(tie("tree"), { maxLength: 6 }),
    fc.dictionary(name, tie("tree"), { maxKeys: 6, noNullPrototype: true }),
    fc.array(fc.tuple(name, tie("tree")), { maxLength: 6 }).map((entries) => new Map(entries)),
    fc.array(fc.string(), { maxLength: 4 }).map((items) => new Set(items)),
  ),
}));

function joined(pieces: Iterable<PlainPiece>): string {
  const whole = joinedPieces();
  for (const piece of pieces) whole.add(JSON.parse(JSON.stringify(piece)));
  return JSON.stringify(whole.whole());
}

test("any value comes back in its order, from pieces of any size", () => {
  fc.assert(
    fc.property(fc.record({ first: tree, second: tree }), fc.nat(200), (value, size) => {
      expect(joined(plainPieces(value, size))).toBe(JSON.stringify(toPlain(value)));
    }),
    { numRuns: 500 },
  );
});

test("no piece is much longer than it should be", () => {
  const { emulator } = aSettledFleet({ size: 200 });
  const copy = emulator.snapshotInPieces(5000);
  const lengths: number[] = [];
  for (let piece = copy.next(); piece !== undefined; piece = copy.next()) {
    lengths.push(JSON.stringify(piece).length);
  }
  expect(lengths.length).toBeGreaterThan(20);
  expect(Math.max(...lengths)).toBeLessThan(15_000);
});

test.each([0, 1, 5, 50])("a world that changes after %i pieces is copied as it was", (taken) => {
  const story = aSettledFleet({ size: 20 });
  const before = JSON.stringify(story.emulator.snapshot());
  const copy = story.emulator.snapshotInPieces(1000);
  const pieces = Array.from({ length: taken }, () => copy.next());
  startRefresh(story, { MinHealthyPercentage: 50 });
  for (let piece = copy.next(); piece !== undefined; piece = copy.next()) pieces.push(piece);
  expect(joined(pieces.filter((piece) => piece !== undefined))).toBe(before);
  expect(JSON.stringify(story.emulator.snapshot())).not.toBe(before);
});

describe("what is no piece is refused", () => {
  test.each([
    [null],
    [1],
    [{}],
    [{ path: ["a"], levels: [{}] }],
    [{ path: ["__proto__"], levels: [{ polluted: 1 }, {}] }],
    [{ path: ["constructor", "prototype"], levels: [{ polluted: 1 }, {}, {}] }],
    [{ path: [], levels: [[]] }],
    [{ path: [], levels: [null] }],
  ])("%j", (piece) => {
    const whole = joinedPieces();
    whole.add({ path: [], levels: [{ a: 1 }] });
    expect(() => whole.add(piece)).toThrow();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
