/** What people see of texts from outside: each hidden character, and the beginning of any value. */
import { describe, expect, test } from "vitest";
import { cut, shortened, visible, visibleSentence } from "../../src/domain/visible.ts";

const hidden = [
  0x00, 0x07, 0x08, 0x09, 0x0a, 0x0d, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9d, 0x9f, 0x2028,
  0x2029, 0x202a, 0x202d, 0x202e, 0x2066, 0x2068, 0x2069, 0xd800, 0xdbff, 0xdfff,
];
const shown = [
  0x20, 0x7e, 0xa0, 0xad, 0xe9, 0x200d, 0x2027, 0x2030, 0x2065, 0x206a, 0xe000, 0x1f600,
];

describe("control characters are made visible (C1)", () => {
  test.each(hidden.map((point) => [point.toString(16).padStart(4, "0"), point]))(
    "U+%s is shown by its number",
    (digits, point) => {
      expect(visible(`a${String.fromCharCode(Number(point))}b`)).toBe(`a\\u${digits}b`);
    },
  );

  test.each(shown.map((point) => [point.toString(16), point]))("U+%s stays", (_, point) => {
    const text = `a${String.fromCodePoint(Number(point))}b`;
    expect(visible(text)).toBe(text);
  });

  test("all of U+0000 to U+00FF that are controls, and no others", () => {
    const changed = Array.from({ length: 256 }, (_, code) => code).filter((code) => {
      const text = String.fromCharCode(code);
      return visible(text) !== text;
    });
    const controls = Array.from({ length: 256 }, (_, code) => code).filter(
      (code) => code < 0x20 || (code >= 0x7f && code <= 0x9f),
    );
    expect(changed).toEqual(controls);
  });

  test("JSON stays JSON of the same value", () => {
    const value = { name: hidden.map((code) => String.fromCharCode(code)).join("-") };
    const text = visible(JSON.stringify(value));
    expect(visible(text)).toBe(text);
    expect(JSON.parse(text)).toEqual(value);
  });
});

describe("a long value is cut (D6)", () => {
  test.each([
    ["a text", "a", '"a"'],
    ["a long text", "x".repeat(120_000), `"${"x".repeat(59)}…`],
    ["a long list", Array.from({ length: 1_000_000 }, () => 1), `[${"1,".repeat(29)}1…`],
    ["a small object", { a: [1, null, "b"], c: {} }, '{"a":[1,null,"b"],"c":{}}'],
    ["nothing", undefined, "undefined"],
    ["a large whole number", 1n, "1"],
    ["a function's name", Symbol("s"), "Symbol(s)"],
    ["a control character", "\u009b\u001b", '"\\u009b\\u001b"'],
  ])("%s", (_, value, expected) => {
    expect(shortened(value)).toBe(expected);
  });

  test("also of a value that is deep, holds itself or throws", () => {
    let deep: unknown = [];
    for (let level = 0; level < 50_000; level++) deep = [deep];
    expect(shortened(deep)).toBe(`${"[".repeat(60)}…`);
    const own: Record<string, unknown> = {};
    own.own = own;
    expect(shortened(own)).toMatch(/^(\{"own":)+.*…$/);
    const throwing = Object.defineProperty({}, "a", {
      enumerable: true,
      get: () => {
        throw new Error("never shown");
      },
    });
    expect(shortened(throwing)).toBe('{"a":undefined}');
  });

  test("without splitting a character that takes two", () => {
    expect(cut("ab😀", 3)).toBe("ab…");
    expect(cut("ab😀", 4)).toBe("ab😀");
  });

  test("and so is a sentence with one in it", () => {
    expect(visibleSentence("y".repeat(120_000))).toHaveLength(2001);
  });
});
