/** Reads the operators of event patterns, such as `{"prefix": "us-"}`, and refuses wrong ones. */

import { EventPatternError } from "./event-pattern-error.ts";
import { AddressError } from "./ip-address.ts";
import { readNumericTest } from "./numeric-expression.ts";
import type { PatternTokens, TokenKind } from "./pattern-tokens.ts";
import {
  equals,
  hasPrefix,
  hasSuffix,
  ignoringCase,
  isInBlock,
  isThere,
  matchesWildcard,
  noneOf,
  type ValueTest,
} from "./value-tests.ts";
import { WildcardError } from "./wildcard.ts";

/** What a value of a pattern asks for: a test, or that the field is absent. */
export type Match = ValueTest | "absent";

const oneKey = "Only one key allowed in match expression";

/** Reads what follows the opening brace, up to the closing one. Throws EventPatternError. */
export function readMatchExpression(tokens: PatternTokens): Match {
  if (tokens.next() !== "name") throw tokens.refusal("Match expression name not found");
  const operator = tokens.text();
  if (!Object.hasOwn(operators, operator)) {
    throw tokens.refusal(`Unrecognized match type ${operator}`);
  }
  const read = operators[operator];
  if (read === undefined) throw tokens.refusal(`Unrecognized match type ${operator}`);
  return read(tokens);
}

const operators: Readonly<Record<string, (tokens: PatternTokens) => Match>> = {
  exactly: (tokens) => readText(tokens, "exact", exactly),
  prefix: (tokens) => readAffix(tokens, "prefix", hasPrefix),
  suffix: (tokens) => readAffix(tokens, "suffix", hasSuffix),
  "equals-ignore-case": (tokens) => readText(tokens, "equals-ignore-case", equalsIgnoringCase),
  wildcard: (tokens) => readText(tokens, "wildcard", (text) => wildcardIn(tokens, text)),
  // AWS names the wrong operator here.
  cidr: (tokens) => readText(tokens, "prefix", blockOf),
  numeric: (tokens) => {
    if (tokens.next() !== "[") throw tokens.refusal("Value of numeric must be an array.");
    const test = readNumericTest(tokens);
    end(tokens, tooMany);
    return test;
  },
  exists: (tokens) => {
    const wanted = tokens.next();
    if (wanted !== "true" && wanted !== "false") {
      throw tokens.refusal("exists match pattern must be either true or false.");
    }
    end(tokens, oneKey);
    return wanted === "true" ? isThere : "absent";
  },
  "anything-but": readAnythingBut,
};

const tooMany = "Too many elements in numeric expression";

function end(tokens: PatternTokens, problem: string): void {
  if (tokens.next() !== "}") throw tokens.refusal(problem);
}

const exactly =
  (text: string): ValueTest =>
  (value) =>
    value === text;
const equalsIgnoringCase = (text: string) => ignoringCase(exactly, text);

function readText(
  tokens: PatternTokens,
  operator: string,
  make: (text: string) => ValueTest,
): ValueTest {
  if (tokens.next() !== "string") {
    throw tokens.refusal(`${operator} match pattern must be a string`);
  }
  const test = make(tokens.text());
  end(tokens, oneKey);
  return test;
}

/** A prefix or suffix, which may ignore case. */
function readAffix(
  tokens: PatternTokens,
  operator: "prefix" | "suffix",
  make: (text: string) => ValueTest,
): ValueTest {
  const kind = tokens.next();
  if (kind === "string") {
    const test = make(tokens.text());
    end(tokens, oneKey);
    return test;
  }
  if (kind !== "{") throw tokens.refusal(`${operator} match pattern must be a string`);
  const title = operator === "prefix" ? "Prefix" : "Suffix";
  if (tokens.next() !== "name") throw tokens.refusal(`${title} expression name not found`);
  const inner = tokens.text();
  if (inner !== "equals-ignore-case") {
    throw tokens.refusal(`Unsupported ${operator} pattern: ${inner}`);
  }
  const test = readText(tokens, inner, (text) => ignoringCase(make, text));
  end(tokens, oneKey);
  return test;
}

function wildcardIn(tokens: PatternTokens, text: string): ValueTest {
  try {
    return matchesWildcard(text);
  } catch (error) {
    if (error instanceof WildcardError) throw tokens.refusal(error.message);
    throw error;
  }
}

/** AWS names no place when a block is wrong. */
function blockOf(cidr: string): ValueTest {
  try {
    return isInBlock(cidr);
  } catch (error) {
    if (error instanceof AddressError) throw new EventPatternError(error.message);
    throw error;
  }
}

/** What can stand inside `anything-but`, and what AWS says of a value of another kind. */
interface Excepted {
  readonly make: (tokens: PatternTokens, text: string) => ValueTest;
  readonly problem: string;
}

const affixProblem = "prefix/suffix match pattern must be a string";

const excepted: Readonly<Record<string, Excepted>> = {
  "equals-ignore-case": {
    make: (_, text) => equalsIgnoringCase(text),
    problem:
      "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
  },
  prefix: { make: (tokens, text) => hasPrefix(notEmpty(tokens, text)), problem: affixProblem },
  suffix: { make: (tokens, text) => hasSuffix(notEmpty(tokens, text)), problem: affixProblem },
  wildcard: { make: wildcardIn, problem: "wildcard match pattern must be a string" },
};

function notEmpty(tokens: PatternTokens, text: string): string {
  if (text === "") throw tokens.refusal("Null prefix/suffix not allowed");
  return text;
}

function readAnythingBut(tokens: PatternTokens): ValueTest {
  const kind = tokens.next();
  if (kind !== "{") {
    const test = noneOf(readExcepted(tokens, kind));
    end(tokens, tooMany);
    return test;
  }
  if (tokens.next() !== "name") throw tokens.refusal("Anything-But expression name not found");
  const operator = tokens.text();
  const known = Object.hasOwn(excepted, operator) ? excepted[operator] : undefined;
  if (known === undefined) throw tokens.refusal(`Unsupported anything-but pattern: ${operator}`);
  const test = noneOf(readExcepted(tokens, tokens.next(), known));
  end(tokens, tooMany);
  end(tokens, tooMany);
  return test;
}

function readExcepted(tokens: PatternTokens, kind: TokenKind, operator?: Excepted) {
  if (kind === "[") return readExceptedList(tokens, operator);
  if (kind !== "string" && kind !== "number") {
    const problem = "Value of anything-but must be an array or single string/number value.";
    throw tokens.refusal(problem);
  }
  return [readExceptedValue(tokens, kind, operator)];
}

/** AWS names the place twice when a member of the list is wrong. */
function readExceptedList(tokens: PatternTokens, operator?: Excepted): readonly ValueTest[] {
  const tests: ValueTest[] = [];
  const kinds = new Set<TokenKind>();
  try {
    for (let kind = tokens.next(); kind !== "]"; kind = tokens.next()) {
      kinds.add(kind);
      tests.push(readExceptedValue(tokens, kind, operator));
    }
  } catch (error) {
    if (error instanceof EventPatternError) throw tokens.refusal(error.message);
    throw error;
  }
  if (operator === undefined && kinds.size !== 1) {
    const problem =
      "Inside anything but list, either all values are number or string, mixed type is not " +
      "supported";
    throw tokens.refusal(problem);
  }
  return tests;
}

function readExceptedValue(tokens: PatternTokens, kind: TokenKind, operator?: Excepted): ValueTest {
  if (operator !== undefined) {
    if (kind !== "string") throw tokens.refusal(operator.problem);
    return operator.make(tokens, tokens.text());
  }
  if (kind === "string") return exactly(tokens.text());
  if (kind === "number") return equals(Number(tokens.text()));
  throw tokens.refusal("Inside anything but list, start|null|boolean is not supported.");
}
