/** Pieces of JSON are together what the whole is, whatever it holds. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonPieces } from "../../src/engine/snapshot/json-pieces.ts";
import { toPlain } from "../../src/engine/snapshot/plain-json.ts";

const joined = (value: unknown) => [...jsonPieces(value)].join("");
const whole = (value: unknown) => JSON.stringify(toPlain(value));

/** Enough of them that there are several pieces. */
const many = <T>(value: T) => Array.from({ length: 150 }, () => value);

test.each([
  ["maps, sets and dates", new Map([["a", { set: new Set(many(1).map((_, n) => n)) }]])],
  ["numbers that JSON has not", many({ a: Number.POSITIVE_INFINITY, b: Number.NaN })],
  ["members without a value", many({ a: undefined, b: null, c: [undefined, 1] })],
  ["names that begin with a mark", { $map: many({ $: 1, $$x: [] }), '\u2028"': many(1) }],
  ["bytes", many({ bytes: new Uint8Array([1, 2]), at: new Date(0) })],
  ["empty ones", { a: [], b: {}, c: new Map(), d: new Set(), e: many({}) }],
  ["a prototype's name", JSON.parse(`{"__proto__":${JSON.stringify(many({ a: [1] }))}}`)],
])("%s", (_, value) => {
  expect(joined(value)).toBe(whole(value));
  expect([...jsonPieces([value, many(value)])].length).toBeGreaterThan(2);
});

test("any record", () => {
  const record = fc.object({ withMap: true, withSet: true, withTypedArray: false, maxDepth: 4 });
  fc.assert(
    fc.property(record, (value) => {
      const large = many(value);
      expect(joined(large)).toBe(whole(large));
    }),
    { numRuns: 200 },
  );
});
