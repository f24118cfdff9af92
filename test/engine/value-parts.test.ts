/** Values in parts for another thread: put together there, they are what they were. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { snapshotParts } from "../../src/emulator.ts";
import { toPlain } from "../../src/engine/snapshot/plain-json.ts";
import { joinedParts, type ValuePart, valueParts } from "../../src/engine/snapshot/value-parts.ts";
import { aSettledFleet } from "../support/in-process.ts";

const name = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom("__proto__", "$map", "$", "7"));
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(fc.string({ maxLength: 20 }), fc.double(), fc.constant(undefined), fc.boolean()),
    fc.oneof(fc.date({ noInvalidDate: true }), fc.uint8Array({ maxLength: 5 })),
    fc.array(tie("tree"), { maxLength: 6 }),
    fc.dictionary(name, tie("tree"), { maxKeys: 6, noNullPrototype: true }),
    fc.array(fc.tuple(name, tie("tree")), { maxLength: 6 }).map((entries) => new Map(entries)),
    fc.array(fc.string(), { maxLength: 4 }).map((items) => new Set(items)),
  ),
}));

function joined(parts: Iterable<ValuePart>): unknown {
  const { add, whole } = joinedParts();
  for (const part of parts) add(structuredClone(part));
  return whole();
}

test("any value comes back in its order, from parts of any size", () => {
  fc.assert(
    fc.property(fc.record({ first: tree, second: tree }), fc.nat(200), (value, size) => {
      const back = joined(valueParts(value, size));
      expect(JSON.stringify(toPlain(back))).toBe(JSON.stringify(toPlain(value)));
    }),
    { numRuns: 500 },
  );
});

test("no part is much longer than it should be", () => {
  const { emulator } = aSettledFleet({ size: 200 });
  const parts = [...snapshotParts(emulator.snapshot(), 5000)];
  const lengths = parts.map((part) => JSON.stringify(toPlain(part)).length);
  expect(lengths.length).toBeGreaterThan(20);
  expect(Math.max(...lengths)).toBeLessThan(15_000);
});

test("an emulator is restored from parts as from the whole, and not before the last step", () => {
  const { emulator } = aSettledFleet({ size: 50 });
  const snapshot = emulator.snapshot();
  const other = aSettledFleet({ size: 3 }).emulator;
  const before = JSON.stringify(other.snapshot());
  const { add, steps } = other.restoring();
  for (const part of snapshotParts(snapshot, 5000)) add(structuredClone(part));
  const building = steps();
  for (;;) {
    expect(JSON.stringify(other.snapshot())).toBe(before);
    if (building.next().done) break;
  }
  expect(JSON.stringify(other.snapshot())).toBe(JSON.stringify(snapshot));
});
