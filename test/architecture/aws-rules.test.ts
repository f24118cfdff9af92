/** The ledger of AWS's rules, test/aws-rules.md, against the titles of the tests. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rulesInTitles, textsIn } from "./rule-titles.ts";

const ledgerFile = join(import.meta.dirname, "../aws-rules.md");
const states = ["simulated", "stored", "rejected", "not emulated"] as const;

interface Line {
  readonly rule: string;
  readonly state: string;
  readonly reason: string;
}

function readLedger(text: string): Line[] {
  return text
    .split("\n")
    .filter((line) => /^\| [RG]-/.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .map(([, rule = "", , state = "", reason = ""]) => ({ rule, state, reason }));
}

const numbered = (letter: string, last: number) =>
  Array.from({ length: last }, (_, index) => `${letter}-${String(index + 1).padStart(3, "0")}`);

const specified = [...numbered("R", 330), ...numbered("G", 342)];

/** The second reading, R-301 and G-201 on, is entered rule by rule as it is built. */
const isOfFirstReading = (rule: string) => rule <= (rule.startsWith("R") ? "R-294" : "G-182");

/** Sentences about lines that are not true; none when the ledger is. */
function complaints(ledger: readonly Line[], inTitles: ReadonlySet<string>): string[] {
  const listed = ledger.map(({ rule }) => rule);
  const of = (isMeant: (line: Line) => boolean) => ledger.filter(isMeant).map(({ rule }) => rule);
  const isProven = ({ rule }: Line) => inTitles.has(rule);
  const isEmulated = ({ state }: Line) => state !== "not emulated";
  const isKnown = ({ state }: Line) => (states as readonly string[]).includes(state);
  return [
    ...specified
      .filter((rule) => isOfFirstReading(rule) && !listed.includes(rule))
      .map((rule) => `${rule} is missing`),
    ...listed.filter((rule) => !specified.includes(rule)).map((rule) => `${rule} is no rule`),
    ...listed
      .filter((rule, at) => listed.indexOf(rule) !== at)
      .map((rule) => `${rule} is there twice`),
    ...of((line) => !isKnown(line)).map((rule) => `${rule} has no state`),
    ...of((line) => isEmulated(line) && !isProven(line)).map((rule) => `no test names ${rule}`),
    ...of((line) => !isEmulated(line) && isProven(line)).map(
      (rule) => `a test names ${rule}, which is not emulated`,
    ),
    ...of((line) => !isEmulated(line) && line.reason === "").map((rule) => `${rule}: why not?`),
    ...[...inTitles]
      .filter((rule) => !specified.includes(rule))
      .map((rule) => `${rule} is no rule`),
  ];
}

test("the ledger and the titles of the tests agree", () => {
  const ledger = readLedger(readFileSync(ledgerFile, "utf8"));
  expect(complaints(ledger, new Set(rulesInTitles().keys()))).toEqual([]);
});

describe("what is not true is found", () => {
  const good: Line[] = specified.map((rule) => ({ rule, state: "simulated", reason: "" }));
  const all = new Set(specified);
  const without = (rule: string) => new Set(specified.filter((one) => one !== rule));
  const with2 = (line: Line) => good.map((one) => (one.rule === line.rule ? line : one));

  test("a good ledger has nothing", () => {
    expect(complaints(good, all)).toEqual([]);
  });

  const cases: [string, readonly Line[], ReadonlySet<string>, string][] = [
    ["a missing rule", good.slice(1), all, "R-001 is missing"],
    ["a rule that is there twice", [...good, ...good.slice(0, 1)], all, "R-001 is there twice"],
    ["a rule without a test", good, without("R-002"), "no test names R-002"],
    [
      "a test of what is not emulated",
      with2({ rule: "R-003", state: "not emulated", reason: "because" }),
      all,
      "a test names R-003, which is not emulated",
    ],
    [
      "a rule without a reason",
      with2({ rule: "R-004", state: "not emulated", reason: "" }),
      without("R-004"),
      "R-004: why not?",
    ],
    [
      "an unknown state",
      with2({ rule: "R-005", state: "maybe", reason: "" }),
      all,
      "R-005 has no state",
    ],
    [
      `a title with a number that is none`,
      good,
      new Set([...all, "G-" + "999"]),
      "G-" + "999 is no rule",
    ],
  ];
  test.each(cases)("%s", (_, ledger, inTitles, expected) => {
    expect(complaints(ledger, inTitles)).toEqual([expected]);
  });
});

test("titles are the texts of a test file, not its comments", () => {
  const source = [
    '// test("R-1 a comment")',
    " * `R-2 another`",
    'test("R-3 double", () => 1);',
    "test(`R-4 back`, () => 1);",
  ].join("\n");
  expect(textsIn(source)).toEqual(['"R-3 double"', "`R-4 back`"]);
});
