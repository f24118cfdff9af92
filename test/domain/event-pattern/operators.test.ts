/** The operators of event patterns, in the examples of AWS's pages about them. */
import { describe, expect, test } from "vitest";
import { compileEventPattern } from "../../../src/domain/event-pattern/event-pattern.ts";
import { matchesEventPattern } from "../../../src/domain/event-pattern/matching.ts";

const matches = (pattern: unknown, event: unknown) =>
  matchesEventPattern(compileEventPattern(JSON.stringify(pattern)), event);

interface Row {
  readonly pattern: unknown;
  readonly yes: readonly unknown[];
  readonly no: readonly unknown[];
}

/** A row about the one field `f`. */
function field(values: readonly unknown[], yes: readonly unknown[], no: readonly unknown[]): Row {
  const events = (all: readonly unknown[]) => all.map((f) => ({ f }));
  return { pattern: { f: values }, yes: events(yes), no: [...events(no), { other: 1 }] };
}

const rows: Readonly<Record<string, Row>> = {
  and: {
    pattern: { Location: ["New York"], Day: ["Monday"] },
    yes: [{ Location: "New York", Day: "Monday" }],
    no: [{ Location: "New York", Day: "Tuesday" }, { Day: "Monday" }],
  },
  or: field(["Credit", "Debit"], ["Credit", "Debit"], ["credit", ["Cash"]]),
  equals: field(["Alice"], ["Alice", ["Bob", "Alice"]], ["alice", "Alice ", { f: "Alice" }]),
  "a number": field([100], [100, 1e2], ["100", 101]),
  "true and false": field([true], [true], [false, "true", 1]),
  empty: field([""], [""], [" ", null, []]),
  null: field([null], [null], ["", "null", []]),
  "anything-but": field([{ "anything-but": "initializing" }], ["x", null, 5], ["initializing"]),
  "anything-but a number": field([{ "anything-but": 123 }], [124, "123"], [123]),
  "anything-but texts": field(
    [{ "anything-but": ["stopped", "overloaded"] }],
    ["running", null],
    ["stopped", "overloaded"],
  ),
  "anything-but numbers": field([{ "anything-but": [100, 200, 300] }], [150, "100"], [100, 300]),
  "anything-but, ignoring case": field(
    [{ "anything-but": { "equals-ignore-case": "initializing" } }],
    ["initialized", 1],
    ["Initializing", "INITIALIZING"],
  ),
  "anything-but texts, ignoring case": field(
    [{ "anything-but": { "equals-ignore-case": ["initializing", "stopped"] } }],
    ["running"],
    ["STOPPED", "Initializing"],
  ),
  "anything-but a prefix": field([{ "anything-but": { prefix: "us-" } }], ["eu-1", 7], ["us-e"]),
  "anything-but prefixes": field(
    [{ "anything-but": { prefix: ["init", "error"] } }],
    ["running"],
    ["initializing", "errors"],
  ),
  "anything-but a suffix": field(
    [{ "anything-but": { suffix: ".png" } }],
    ["a.png.txt"],
    ["a.png"],
  ),
  "anything-but suffixes": field(
    [{ "anything-but": { suffix: [".txt", ".rtf"] } }],
    ["a.png"],
    ["a.txt", "b.rtf"],
  ),
  "anything-but a wildcard": field(
    [{ "anything-but": { wildcard: "*/lib/*" } }],
    ["/usr/bin/x", 1],
    ["/usr/lib/x"],
  ),
  "anything-but wildcards": field(
    [{ "anything-but": { wildcard: ["*/lib/*", "*/bin/*"] } }],
    ["/etc/x"],
    ["/usr/lib/x", "/usr/bin/x"],
  ),
  prefix: field([{ prefix: "2017-10-02" }], ["2017-10-02T18:43:48Z"], ["2017-10-03", 2017]),
  "prefix, ignoring case": field(
    [{ prefix: { "equals-ignore-case": "EventB" } }],
    ["eventbridge", "EVENTBUS"],
    ["events"],
  ),
  suffix: field([{ suffix: ".png" }], ["a.png"], ["a.PNG", "a.png "]),
  "suffix, ignoring case": field(
    [{ suffix: { "equals-ignore-case": "tbridge" } }],
    ["EventBridge", "EVENTBRIDGE"],
    ["EventBridges"],
  ),
  "equals, ignoring case": field([{ "equals-ignore-case": "alice" }], ["ALICE"], ["alic", 1]),
  "numeric =": field([{ numeric: ["=", 3.018e2] }], [301.8], [301, "301.8"]),
  "numeric range": field([{ numeric: [">", 10, "<=", 20] }], [10.5, 20], [10, 20.1, "15", null]),
  "numeric <": field([{ numeric: ["<", 10] }], [-5, 9.99], [10]),
  "numeric >=": field([{ numeric: [">=", 10] }], [10, 1e12], [9]),
  cidr: field(
    [{ cidr: "10.0.0.0/24" }],
    ["10.0.0.255", "10.0.0.0"],
    ["10.0.1.0", "10.0.0.256", 10],
  ),
  "cidr of IPv6": field(
    [{ cidr: "2001:db8:1234:1a00::/64" }],
    ["2001:0db8:1234:1a00:0000:0000:0000:0001"],
    ["2001:db8:123f:1a01::", "10.0.0.1"],
  ),
  "an address in another notation": field(["::1"], ["0:0:0:0:0:0:0:1", "::1"], ["::2"]),
  "exists: true": field([{ exists: true }], ["", null, 0, [1]], [{ c1: 100 }, []]),
  "exists: false": {
    pattern: { f: [{ exists: false }] },
    yes: [{ other: 1 }, { f: { c1: 100 } }, { f: [] }],
    no: [{ f: null }, { f: "" }],
  },
  wildcard: field([{ wildcard: "dir/*.png" }], ["dir/a.png", "dir/.png"], ["dir/a.jpg", "a.png"]),
  "wildcards in between": field(
    [{ wildcard: "a*bc*bc*d" }],
    ["abcbcd", "axbcybczd"],
    ["abcd", "abc"],
  ),
  "escapes of wildcards": field([{ wildcard: "a\\*\\\\*" }], ["a*\\", "a*\\b"], ["ab\\", "a*"]),
  "several operators": field(
    [{ prefix: "a" }, { suffix: "z" }, { numeric: [">", 5] }, null],
    ["ab", "yz", 6, null],
    ["b", 5],
  ),
  $or: {
    pattern: { $or: [{ Location: ["New York"] }, { Day: ["Monday"] }] },
    yes: [{ Location: "New York", Day: "Friday" }, { Day: "Monday" }],
    no: [{ Location: "Boston", Day: "Friday" }],
  },
  "$or beside and inside other fields": {
    pattern: {
      source: ["aws.cloudwatch"],
      detail: {
        $or: [
          { "c-count": [{ numeric: [">", 0, "<=", 5] }] },
          { "d-count": [{ numeric: ["<", 10] }], name: ["x"] },
          { "x-limit": [{ numeric: ["=", 3.018e2] }] },
        ],
      },
    },
    yes: [
      { source: "aws.cloudwatch", detail: { "c-count": 5 } },
      { source: "aws.cloudwatch", detail: { "d-count": 9, name: "x" } },
    ],
    no: [
      { source: "aws.cloudwatch", detail: { "d-count": 9, name: "y" } },
      { source: "aws.ec2", detail: { "c-count": 5 } },
    ],
  },
  "two $or at once": {
    pattern: { $or: [{ a: [1] }, { b: [1] }], d: { $or: [{ a: [1] }, { b: [1] }] } },
    yes: [{ a: 1, d: { b: 1 } }],
    no: [{ a: 1, d: { c: 1 } }, { d: { a: 1, b: 1 } }],
  },
  nesting: {
    pattern: { detail: { state: { status: ["running"] } } },
    yes: [{ detail: { state: { status: "running" } } }, { detail: { "state.status": "running" } }],
    no: [{ detail: { "state.status": { status: "running" } } }, { detail: { state: "running" } }],
  },
};

describe("operators of event patterns", () => {
  test.each(Object.entries(rows))("%s", (_, { pattern, yes, no }) => {
    for (const event of yes) expect(matches(pattern, event), JSON.stringify(event)).toBe(true);
    for (const event of no) expect(matches(pattern, event), JSON.stringify(event)).toBe(false);
  });
});

describe("arrays of events", () => {
  const instances = [
    {
      id: "i-1",
      state: "running",
      tags: [
        { k: "a", v: 1 },
        { k: "b", v: 2 },
      ],
    },
    { id: "i-2", state: "stopped", tags: [{ k: "a", v: 2 }] },
  ];
  const ofInstances = (pattern: unknown) => matches({ instances: pattern }, { instances });

  test("fields of one array match in the same element of it", () => {
    expect(ofInstances({ id: ["i-1"], state: ["running"] })).toBe(true);
    expect(ofInstances({ id: ["i-1"], state: ["stopped"] })).toBe(false);
    expect(ofInstances({ id: ["i-2"], tags: { k: ["a"], v: [2] } })).toBe(true);
    expect(ofInstances({ id: ["i-1"], tags: { k: ["a"], v: [2] } })).toBe(false);
  });

  test("absent is what no element has, or the element that other fields chose", () => {
    const event = { of: [{ a: 1 }, { b: 2 }] };
    expect(matches({ of: { a: [1], b: [{ exists: false }] } }, event)).toBe(true);
    expect(matches({ of: { b: [{ exists: false }] } }, event)).toBe(false);
    expect(matches({ of: { c: [{ exists: false }] } }, event)).toBe(true);
  });

  test("values in arrays of arrays are found", () => {
    expect(matches({ a: [3] }, { a: [[1], [2, 3]] })).toBe(true);
  });
});

describe("time and depth", () => {
  test("a wildcard takes no more time than its text is long", () => {
    const pattern = { f: [{ wildcard: `${"*a".repeat(500)}*b` }] };
    expect(matches(pattern, { f: "a".repeat(100_000) })).toBe(false);
  });

  test("long arrays take no square time", () => {
    const of = Array.from({ length: 20_000 }, (_, nth) => ({ x: nth, y: nth + 1 }));
    const pattern = { of: { x: [{ numeric: [">", 0] }], y: [{ numeric: ["<", 1] }] } };
    expect(matches(pattern, { of })).toBe(false);
  });

  test("an event of any depth is looked at", () => {
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`);
    expect(matches({ a: [1] }, deep)).toBe(false);
  });
});
