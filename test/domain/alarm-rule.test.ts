/** The expression of a composite alarm: any text is read or refused, and reading ends. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AlarmState } from "../../src/domain/alarm.ts";
import {
  type AlarmRule,
  alarmsIn,
  parseAlarmRule,
  ruleHolds,
} from "../../src/domain/alarm-rule.ts";

const states = ["OK", "ALARM", "INSUFFICIENT_DATA"] as const;

function parsed(text: string): AlarmRule {
  const result = parseAlarmRule(text);
  if ("error" in result) throw new Error(result.error);
  return result.rule;
}

/** A random rule as text, beside what it says when every alarm has the state it is given. */
const expressions = fc.letrec<{ expression: { text: string; holds: boolean } }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom({ text: "TRUE", holds: true }, { text: "FALSE", holds: false }),
    fc
      .constantFrom(...states)
      .map((state) => ({ text: `${state}("al (1)")`, holds: state === "OK" })),
    tie("expression").map(({ text, holds }) => ({ text: `NOT (${text})`, holds: !holds })),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => ({
      text: `(${a.text}) AND (${b.text})`,
      holds: a.holds && b.holds,
    })),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => ({
      text: `(${a.text} OR ${b.text})`,
      holds: a.holds || b.holds,
    })),
  ),
}));

describe("rules of composite alarms", () => {
  test("say what their parts say", () => {
    fc.assert(
      fc.property(expressions.expression, ({ text, holds }) => {
        // NOT and AND bind tighter than OR, so parts of an OR need no parentheses.
        const stateOf = (): AlarmState => "OK";
        expect(ruleHolds(parsed(text), stateOf)).toBe(holds);
      }),
    );
  });

  test("of any text are read or refused", () => {
    const words = ["ALARM", "OK", "(", ")", "NOT", "AND", "OR", "TRUE", '"', "\\", "a", " ", "\n"];
    const texts = fc.array(fc.constantFrom(...words), { maxLength: 200 });
    fc.assert(
      fc.property(texts, (parts) => {
        const result = parseAlarmRule(parts.join(""));
        expect("rule" in result || result.error.length > 0).toBe(true);
      }),
    );
  });

  test("an alarm that is not there has no data", () => {
    expect(ruleHolds(parsed("INSUFFICIENT_DATA(gone)"), () => undefined)).toBe(true);
    expect(ruleHolds(parsed("NOT ALARM(gone)"), () => undefined)).toBe(true);
  });

  test("name each alarm once, by name, ARN or quoted with escapes", () => {
    const arn = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:b:c";
    const rule = parsed(`ALARM(a) OR OK("a") AND ALARM("${arn}") OR OK("say \\"hi\\"")`);
    expect(alarmsIn(rule)).toEqual(["a", "b:c", 'say "hi"']);
  });

  test("have at most 500 elements", () => {
    const rule = Array.from({ length: 501 }, () => "TRUE").join(" OR ");
    expect(parseAlarmRule(rule)).toEqual({ error: "Too many elements, at most 500" });
    expect(parseAlarmRule(rule.slice(" OR TRUE".length))).toHaveProperty("rule");
  });
});
