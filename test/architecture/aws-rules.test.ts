/** The page of AWS's rules, docs/aws-rules.md, against comments and the titles of the tests. */
import { describe, expect, test } from "vitest";
import { capacityTable } from "../support/capacity-table.ts";
import { type AwsRule, awsRulesText, rulesIn, sourceKeysIn } from "./aws-rules.ts";
import { rulesInTitles, textsIn } from "./rule-titles.ts";
import { citesHiddenPaper, type PageContext, wordingComplaints } from "./rule-wording.ts";
import { sourceFiles, timelineTexts } from "./sources.ts";

const states = ["simulated", "stored", "rejected", "not emulated"] as const;

const numbered = (letter: string, last: number) =>
  Array.from({ length: last }, (_, index) => `${letter}-${String(index + 1).padStart(3, "0")}`);

const specified = [
  ...numbered("R", 294),
  ...numbered("R", 330).slice(300),
  ...numbered("G", 182),
  ...numbered("G", 342).slice(200),
];

type Line = Pick<AwsRule, "rule" | "state" | "reason">;

/** Sentences about rules that are not true; none when the page is. */
function complaints(listed: readonly Line[], inTitles: ReadonlySet<string>): string[] {
  const numbers = listed.map(({ rule }) => rule);
  const of = (isMeant: (line: Line) => boolean) => listed.filter(isMeant).map(({ rule }) => rule);
  const isProven = ({ rule }: Line) => inTitles.has(rule);
  const isEmulated = ({ state }: Line) => state !== "not emulated";
  const isKnown = ({ state }: Line) => (states as readonly string[]).includes(state);
  return [
    ...specified.filter((rule) => !numbers.includes(rule)).map((rule) => `${rule} is missing`),
    ...numbers.filter((rule) => !specified.includes(rule)).map((rule) => `${rule} is no rule`),
    ...numbers
      .filter((rule, at) => numbers.indexOf(rule) !== at)
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

const inTitles = rulesInTitles();
const page = awsRulesText();
const listed = rulesIn(page);

test("the page of the rules and the titles of the tests agree", () => {
  expect(complaints(listed, new Set(inTitles.keys()))).toEqual([]);
});

test("every rule on the page is read, each heading once", () => {
  const headings = [...page.matchAll(/^#### (.*)$/gm)].map(([, heading]) => heading);
  expect(listed.map(({ rule }) => rule)).toEqual(headings);
});

const pageContext: PageContext = {
  numbers: new Set(specified),
  sourceKeys: sourceKeysIn(page),
  saysOf: (number) => listed.find(({ rule }) => rule === number)?.says ?? "",
};

test.each(listed)(
  "$rule is told in whole sentences, with its source and how sure it is",
  (rule) => {
    expect(wordingComplaints(rule, pageContext)).toEqual([]);
  },
);

test("the page cites no paper that is not here, beside its rules too", () => {
  const prose = page.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "");
  expect(prose.split("\n").filter(citesHiddenPaper)).toEqual([]);
  expect(page).not.toContain("…");
});

test("the table of bounds on the page is the one that the planner's tests go through", () => {
  const [, table = ""] = page.split(/\n\| D \| min % .*\n.*\n/);
  const [rows = ""] = table.split("\n\n");
  const shown = rows.split("\n").map((row) => {
    const [desired, min, max, minHealthy, maxCapacity, mode = "", atOnce, before] = row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    const numbers = [desired, min, max, minHealthy, maxCapacity, atOnce, before];
    return [/none|T\+L|L→T|mixed/.exec(mode)?.[0], ...numbers.map((one) => one?.replace("–", ""))];
  });
  const proven = capacityTable.map((row) => [
    row.mode,
    ...[row.desired, row.min, row.max ?? "", row.minHealthy, row.maxCapacity].map(String),
    ...[row.inReplacementAtOnce, row.terminatedBeforeAnyNewIsReady].map(String),
  ]);
  expect(shown).toEqual(proven);
});

describe("comments and titles", () => {
  const texts = [...sourceFiles("src"), ...sourceFiles("test")].filter(
    ({ path }) => !/\/(aws-rules\.test|rule-wording(\.test)?)\.ts$/.test(path),
  );
  const numbers = new Set(specified);

  test("cite rules that there are", () => {
    const wrong = texts.flatMap(({ path, text }) =>
      [...text.matchAll(/\b[RG]-(?!000|999)\d{3}\b/g)]
        .filter(([rule]) => !numbers.has(rule))
        .map(([rule]) => `${path}: ${rule}`),
    );
    expect(wrong).toEqual([]);
  });

  test("cite rules by their numbers, and nothing that a reader cannot see", () => {
    const wrong = [...texts, ...timelineTexts()]
      .filter(({ text }) => citesHiddenPaper(text))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});

describe("what is not true is found", () => {
  const good: Line[] = specified.map((rule) => ({ rule, state: "simulated", reason: "" }));
  const all = new Set(specified);
  const without = (rule: string) => new Set(specified.filter((one) => one !== rule));
  const with2 = (line: Line) => good.map((one) => (one.rule === line.rule ? line : one));

  test("a good page has nothing", () => {
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
