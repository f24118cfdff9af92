/** The checks of the wording of rules find what they are there for. */
import { expect, test } from "vitest";
import type { AwsRule } from "./aws-rules.ts";
import { citesHiddenPaper, type PageContext, wordingComplaints } from "./rule-wording.ts";

const good: AwsRule = {
  rule: "R-002",
  says: "An unknown group is answered with exactly this text: `AutoScalingGroup not found.`",
  certainty: "observed",
  source: "O-CAP; A-MODEL",
  state: "simulated",
  reason: "",
  proof: [],
};

const page: PageContext = {
  numbers: new Set(["R-001", "R-002", "R-003"]),
  sourceKeys: new Set(["O-CAP", "A-MODEL"]),
  saysOf: (rule) =>
    rule === "R-001" ? "It was once so.\n\nReplaced by [R-002](#r-002)." : "It is.",
};

test("a good rule has nothing", () => {
  expect(wordingComplaints(good, page)).toEqual([]);
});

test.each<[string, Partial<AwsRule>]>([
  ["paragraphs", { says: "It is so.\n\nReplaced by [R-003](#r-003)." }],
  ["a list after a colon", { says: "These texts are sent:\n\n- one: `…`".replace("…", "A.") }],
  ["dots of AWS's own", { says: "The text is `Invalid id: expecting ami-....`" }],
  ["a rule that names what corrects it", { says: "It is otherwise. This replaces R-001." }],
])("nor has one with %s", (_, change) => {
  expect(wordingComplaints({ ...good, ...change }, page)).toEqual([]);
});

test.each<[string, Partial<AwsRule>, string]>([
  ["no certainty", { certainty: "" }, "does not say how sure it is"],
  ["another word for it", { certainty: "likely" }, "does not say how sure it is"],
  ["no source", { source: "" }, "has no source"],
  ["a key that stands in no table", { source: "O-CAP, D-NONE" }, "D-NONE is no source"],
  ["an ellipsis", { says: "The text begins with `Waiting …`." }, "has an ellipsis"],
  ["three dots", { says: "It waits, and so on..." }, "has an ellipsis"],
  ["an arrow", { says: "It goes `Pending` → `InService`." }, "has an arrow for a verb"],
  ["abbreviated seconds", { says: "It takes 5 s then." }, "abbreviates seconds"],
  ["a pointer", { says: "It is refused, see above." }, "points up or down"],
  [
    "a heading for a subject",
    { says: "Unknown group: exactly `not found`." },
    "begins with a heading instead of a subject",
  ],
  ["no subject", { says: "Use the same text." }, "has no subject"],
  ["a hidden paper", { says: "The text is that of section 1.1." }, "cites a hidden paper"],
  ["a hidden paper as its source", { source: "O-CAP, appendix A" }, "cites a hidden paper"],
  ["no end", { says: "It is refused with `InvalidNextToken`" }, "does not end in a sentence"],
  ["a list without a colon", { says: "Texts.\n\n- `one`" }, "does not end in a sentence"],
  ["a rule that is none", { says: "It is that of R-004." }, "R-004 is no rule"],
  ["a silent correction", { says: "This limits R-003." }, "R-003 does not name it"],
])("%s is found", (_, change, complaint) => {
  expect(wordingComplaints({ ...good, ...change }, page)).toEqual([complaint]);
});

test.each([
  "// as spec 3.3 says",
  "/** Every field, table 3.2. */",
  "/** The causes (G section 7). */",
  "// observed, appendix A",
  "// left out (R-044, Q-12)",
  "// (observed, 3.3)",
  'test("R-128 the table of 4.3 has all its rows"',
  "# R-147 3.3 ELB health checks",
])("%s is a reference that leads nowhere", (text) => {
  expect(citesHiddenPaper(text)).toBe(true);
});

test.each(["// the table of R-089", "/** Waits 2.5 seconds (R-105, R-176). */", "// OpenAPI 3.1"])(
  "%s leads somewhere",
  (text) => {
    expect(citesHiddenPaper(text)).toBe(false);
  },
);
