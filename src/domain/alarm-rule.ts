/** Parses the expression of a composite alarm and evaluates it on a set of states. */
import { type AlarmState, alarmNameOf } from "./alarm.ts";

export type AlarmRule =
  | { readonly kind: "state"; readonly state: AlarmState; readonly alarm: string }
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "not"; readonly of: AlarmRule }
  | { readonly kind: "and" | "or"; readonly of: readonly AlarmRule[] };

/** A rule, or what is wrong with the text, in AWS's words. */
export type ParsedRule = { readonly rule: AlarmRule } | { readonly error: string };

/** Whether the rule holds; a missing alarm counts as having no data. */
export function ruleHolds(
  rule: AlarmRule,
  stateOf: (alarm: string) => AlarmState | undefined,
): boolean {
  switch (rule.kind) {
    case "state":
      return (stateOf(rule.alarm) ?? "INSUFFICIENT_DATA") === rule.state;
    case "constant":
      return rule.value;
    case "not":
      return !ruleHolds(rule.of, stateOf);
    case "and":
      return rule.of.every((part) => ruleHolds(part, stateOf));
    case "or":
      return rule.of.some((part) => ruleHolds(part, stateOf));
  }
}

/** The alarms that the rule names, each once, in order of appearance. */
export function alarmsIn(rule: AlarmRule): readonly string[] {
  switch (rule.kind) {
    case "state":
      return [rule.alarm];
    case "constant":
      return [];
    case "not":
      return alarmsIn(rule.of);
    default:
      return [...new Set(rule.of.flatMap(alarmsIn))];
  }
}

interface Token {
  readonly text: string;
  /** The name is quoted, so it is never a keyword. */
  readonly isQuoted: boolean;
  readonly at: number;
}

interface Reader {
  readonly tokens: readonly Token[];
  readonly end: number;
  next: number;
  depth: number;
}

/** AWS limits the elements of a rule but not its depth; nobody nests deeper than this. */
const mostElements = 500;
const deepest = 50;

/** `ALARM("a") AND (OK(b) OR NOT TRUE)`; AND binds tighter than OR. */
export function parseAlarmRule(text: string): ParsedRule {
  const reader = { tokens: tokensOf(text), end: text.length, next: 0, depth: 0 };
  const elements = reader.tokens.filter(({ text: word }) => words.has(word)).length;
  if (elements > mostElements) return { error: `Too many elements, at most ${mostElements}` };
  try {
    const rule = alternatives(reader);
    const rest = reader.tokens[reader.next];
    return rest === undefined ? { rule } : { error: unsupported(rest) };
  } catch (error) {
    if (error instanceof RuleError) return { error: error.message };
    throw error;
  }
}

class RuleError extends Error {}

const words: ReadonlyMap<string, AlarmState | boolean> = new Map<string, AlarmState | boolean>([
  ["ALARM", "ALARM"],
  ["OK", "OK"],
  ["INSUFFICIENT_DATA", "INSUFFICIENT_DATA"],
  ["TRUE", true],
  ["FALSE", false],
]);

/** Parentheses, names in quotation marks, and anything else up to the next white space. */
const token = /[()]|"((?:[^"\\]|\\.)*)"|[^\s()"]+|"/gs;

function tokensOf(text: string): Token[] {
  return [...text.matchAll(token)].map(([whole, quoted, ..._], index, all) => ({
    text: quoted === undefined ? whole : quoted.replace(/\\(.)/gs, "$1"),
    isQuoted: quoted !== undefined,
    at: all[index]?.index ?? 0,
  }));
}

function alternatives(reader: Reader): AlarmRule {
  return chain(reader, "or", () => chain(reader, "and", () => factor(reader)));
}

function chain(reader: Reader, kind: "and" | "or", part: () => AlarmRule): AlarmRule {
  const parts = [part()];
  while (isNext(reader, kind.toUpperCase())) {
    reader.next += 1;
    parts.push(part());
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind, of: parts };
}

function factor(reader: Reader): AlarmRule {
  reader.depth += 1;
  if (reader.depth > deepest) throw new RuleError(`Nested too deep, at most ${deepest} levels`);
  const rule = element(reader);
  reader.depth -= 1;
  return rule;
}

function element(reader: Reader): AlarmRule {
  if (isNext(reader, "NOT")) {
    reader.next += 1;
    return { kind: "not", of: factor(reader) };
  }
  if (isNext(reader, "(")) {
    reader.next += 1;
    const inner = alternatives(reader);
    expect(reader, ")");
    return inner;
  }
  const first = take(reader);
  const word = first.isQuoted ? undefined : words.get(first.text);
  if (word === undefined) throw new RuleError(`${unsupported(first)}, must be: ${elements}`);
  if (typeof word === "boolean") return { kind: "constant", value: word };
  expect(reader, "(");
  const name = take(reader);
  const isName = name.isQuoted || (name.text !== "(" && name.text !== ")" && name.text !== '"');
  if (!isName) throw new RuleError(unsupported(name));
  expect(reader, ")");
  return { kind: "state", state: word, alarm: alarmNameOf(name.text) };
}

/** What an element can begin with, as the public rule set cdk-preflight recorded it. */
const elements = "'(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA";

function isNext(reader: Reader, text: string): boolean {
  const next = reader.tokens[reader.next];
  return next !== undefined && !next.isQuoted && next.text === text;
}

function take(reader: Reader): Token {
  const next = reader.tokens[reader.next];
  if (next === undefined) throw new RuleError(`Unexpected end of rule at char ${reader.end}`);
  reader.next += 1;
  return next;
}

function expect(reader: Reader, text: string): void {
  const isThere = isNext(reader, text);
  const next = take(reader);
  if (!isThere) throw new RuleError(`${unsupported(next)}, must be: '${text}'`);
}

/** Observed: `Unsupported token 'Oldest' at char 67, must be: ')'`. */
function unsupported({ text, at }: Token): string {
  return `Unsupported token '${text}' at char ${at}`;
}
