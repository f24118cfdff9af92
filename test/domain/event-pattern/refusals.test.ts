/** What AWS says of wrong event patterns, and where in the pattern it says it. */
import { describe, expect, test } from "vitest";
import { compileEventPattern } from "../../../src/domain/event-pattern/event-pattern.ts";
import { EventPatternError } from "../../../src/domain/event-pattern/event-pattern-error.ts";

function reasonFor(pattern: string): string {
  try {
    compileEventPattern(pattern);
  } catch (error) {
    if (error instanceof EventPatternError) return error.message;
    throw error;
  }
  return "none";
}

const inDetail = (expression: string) => `{"detail": {"state": [${expression}]}}`;

/** Pattern, reason, column, and how often AWS names the place. */
type Recorded = readonly [pattern: string, reason: string, column: number, times?: number];

/** As AWS answered them in LocalStack's published recordings of TestEventPattern, in 2025. */
const recorded: readonly Recorded[] = [
  ['{"int": 42}', '"int" must be an object or an array', 11],
  ['{"string": "my-value"}', '"string" must be an object or an array', 13],
  ['{"resources": []}', "Empty arrays are not allowed", 17],
  ['{"my_key": [{"EXISTS": true}]}', "Unrecognized match type EXISTS", 28],
  ['{"detail": {"equal": [{"NUMERIC": ["=", 5]}]}}', "Unrecognized match type NUMERIC", 36],
  ['{"detail": {"c-count": [{"numeric": 10}]}}', "Value of numeric must be an array.", 39],
  ['{"detail": {"c-count": [{"numeric": [">", 0, ">", 0]}]}}', "Bad numeric range operator: >", 49],
  ['{"detail": {"c-count": [{"numeric": [">", 0, "<"]}]}}', "Value of < must be numeric", 50],
  ['{"time": [{"prefix": ["2022-07-13"]}]}', "prefix match pattern must be a string", 23],
  ['{"time": [{"prefix": 123}]}', "prefix match pattern must be a string", 25],
  ['{"FileName": [{"suffix": 123}]}', "suffix match pattern must be a string", 29],
  ['{"EventBusArn": [{"wildcard": 123}]}', "wildcard match pattern must be a string", 34],
  [
    '{"EventBusArn": [{"wildcard": "arn:aws:events:us-east-1:**:event-bus/*"}]}',
    "Consecutive wildcard characters at pos 26",
    72,
  ],
  [
    '{"detail-type": [{"equals-ignore-case": {"prefix": "ec2"}}]}',
    "equals-ignore-case match pattern must be a string",
    42,
  ],
  [
    '{"detail": {"sourceIPAddress": [{"cidr": ["bad-type"]}]}}',
    "prefix match pattern must be a string",
    43,
  ],
  [
    inDetail('{"anything-but": {"equals-ignore-case": 123}}'),
    "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
    66,
  ],
  [
    inDetail('{"anything-but": {"equals-ignore-case": [123, 456]}}'),
    "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
    67,
    2,
  ],
  [
    inDetail('{"anything-but": {"wildcard": [123, "*/dir/*"]}}'),
    "wildcard match pattern must be a string",
    57,
    2,
  ],
  [
    inDetail('{"anything-but": {"prefix": 123}}'),
    "prefix/suffix match pattern must be a string",
    54,
  ],
  [
    inDetail('{"anything-but": {"prefix": [123, "test"]}}'),
    "prefix/suffix match pattern must be a string",
    55,
    2,
  ],
  [
    '{"detail": {"FileName": [{"anything-but": {"suffix": ""}}]}}',
    "Null prefix/suffix not allowed",
    56,
  ],
  [
    '{"detail": {"FileName": [{"anything-but": {"prefix": {"equals-ignore-case": "file"}}}]}}',
    "Value of anything-but must be an array or single string/number value.",
    55,
  ],
  [
    inDetail('{"anything-but": null}'),
    "Value of anything-but must be an array or single string/number value.",
    44,
  ],
  [
    inDetail('{"anything-but": ["stopped", null]}'),
    "Inside anything but list, start|null|boolean is not supported.",
    56,
    2,
  ],
  ['["not", "a", "dict", "but valid json"]', "Filter is not an object", 2],
  [
    "{'bad': 'quotation'}",
    "Unexpected character (''' (code 39)): was expecting double-quote to start field name",
    2,
  ],
  [
    '{"not": closed mark"',
    "Unrecognized token 'closed': was expecting (JSON String, Number, Array, Object or token " +
      "'null', 'true' or 'false')",
    15,
  ],
];

/** Those of AWS's published rule compiler that nobody has recorded. */
const published: readonly Recorded[] = [
  ['{"a": [{"b": {}}]}', "Unrecognized match type b", 15],
  ['{"a": [{}]}', "Match expression name not found", 10],
  ['{"a": [[1]]}', "Match value must be String, number, true, false, or null", 9],
  ['{"a": {}}', "Empty objects are not allowed", 9],
  ["{}", "Empty objects are not allowed", 3],
  ['{"a": [{"prefix": "x", "suffix": "y"}]}', "Only one key allowed in match expression", 35],
  ['{"a": [{"exists": "yes"}]}', "exists match pattern must be either true or false.", 20],
  ['{"a": [{"numeric": ["~", 1]}]}', "Unrecognized numeric range operator: ~", 27],
  ['{"a": [{"numeric": [5]}]}', "Invalid member in numeric match: 5", 22],
  ['{"a": [{"numeric": ["=", "1"]}]}', "Value of equals must be numeric", 27],
  ['{"a": [{"numeric": ["<", 1, ">", 0]}]}', "Too many elements in numeric expression", 30],
  ['{"a": [{"numeric": [">", 1, "<", 1]}]}', "Bottom must be less than top", 36],
  ['{"a": [{"prefix": {"x": "y"}}]}', "Unsupported prefix pattern: x", 26],
  ['{"a": [{"anything-but": {"x": "y"}}]}', "Unsupported anything-but pattern: x", 32],
  [
    '{"a": [{"anything-but": []}]}',
    "Inside anything but list, either all values are number or string, mixed type is not supported",
    27,
  ],
  ['{"a": [{"wildcard": "a\\\\b"}]}', "Invalid escape character at pos 2", 27],
  ['{"$or": {"a": [1]}}', "It must be an Array followed with $or.", 10],
  ['{"$or": [{"a": [1]}]}', "There must have at least 2 Objects in $or relationship.", 21],
  ['{"$or": [1, 2]}', "Only JSON object is allowed in array of $or relationship.", 11],
  [
    '{"$or": [{"prefix": ["a"]}, {"b": [1]}]}',
    "prefix is Ruler reserved fieldName which cannot be used inside $or.",
    22,
  ],
  [
    '{"a": [1 2]}',
    "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries",
    10,
  ],
  [
    '{"a": ["x\ny"]}',
    "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value",
    10,
  ],
  [
    '{"a" ["x"]}',
    "Unexpected character ('[' (code 91)): was expecting a colon to separate field name and value",
    6,
  ],
];

const placed = ([pattern, reason, column, times = 1]: Recorded) =>
  `${reason}${`\n at [Source: (String)"${pattern}"; line: 1, column: ${column}]`.repeat(times)}`;

const named = (rows: readonly Recorded[]) => rows.map((row): [string, Recorded] => [row[0], row]);

describe("refusals of event patterns", () => {
  test.each(named(recorded))("recorded: %s", (pattern, row) => {
    expect(reasonFor(pattern)).toBe(placed(row));
  });

  test.each(named(published))("of the published compiler: %s", (pattern, row) => {
    expect(reasonFor(pattern)).toBe(placed(row));
  });

  test.each([
    ["bad-filter", "Malformed CIDR, one '/' required"],
    ["bad-/64filter", "Malformed CIDR, mask bits must be an integer"],
    ["xx.11.xx/8", "Nonstandard IP address: xx.11.xx"],
    ["xxxx:db8:1234:1a00::/64", "Nonstandard IP address: xxxx:db8:1234:1a00::"],
    ["10.0.0.256/8", "Invalid IP address: 10.0.0.256"],
    ["10.0.0.0/32", "IPv4 mask bits must be < 32"],
    ["::/128", "IPv6 mask bits must be < 128"],
    ["10.0.0.0/-1", "Malformed CIDR, mask bits must not be negative"],
  ])("a block names no place: %s", (cidr, reason) => {
    expect(reasonFor(`{"ip": [{"cidr": "${cidr}"}]}`)).toBe(reason);
  });

  test("lines are counted, and a long pattern is cut", () => {
    const pattern = `{"a": {\n  "b": ${" ".repeat(600)}"c"}}`;
    const shown = `"${pattern.slice(0, 500)}"[truncated 120 chars]`;
    const place = `[Source: (String)${shown}; line: 2, column: 609]`;
    expect(reasonFor(pattern)).toBe(`"b" must be an object or an array\n at ${place}`);
  });

  test("what is too deep, or has too many combinations, is refused at once", () => {
    expect(reasonFor('{"a":'.repeat(5000))).toContain("Document nesting depth (1001)");
    const or = '"$or": [{"a": [1]}, {"b": [1]}]';
    expect(reasonFor(`{${Array(100).fill(or).join(", ")}}`)).toContain("combinations of $or");
  });

  test("every beginning of a pattern is refused with a reason", () => {
    const pattern =
      '{"a": ["x", 1.5e3, true, {"anything-but": ["\\u0041"]}], "$or": [{"b": [null]}, {}]}';
    for (let length = 0; length < pattern.length; length += 1) {
      expect(reasonFor(pattern.slice(0, length))).not.toBe("none");
    }
  });
});
