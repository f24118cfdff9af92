/** Reads the list of a `numeric` operator, such as `[">", 0, "<=", 5]`. */
import type { PatternTokens } from "./pattern-tokens.ts";
import { inRange, type ValueTest } from "./value-tests.ts";

type Comparison = (value: number, bound: number) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

/** Reads what follows the opening bracket, up to the closing one. Throws EventPatternError. */
export function readNumericTest(tokens: PatternTokens): ValueTest {
  if (tokens.next() !== "string") {
    throw tokens.refusal(`Invalid member in numeric match: ${tokens.text()}`);
  }
  const operator = tokens.text();
  const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  const kind = tokens.next();
  if (compare === undefined)
    throw tokens.refusal(`Unrecognized numeric range operator: ${operator}`);
  if (kind !== "number") {
    const name = operator === "=" ? "equals" : operator;
    throw tokens.refusal(`Value of ${name} must be numeric`);
  }
  const bound = numberIn(tokens);
  const holds = (value: number) => compare(value, bound);
  const next = tokens.next();
  if (next === "]") return inRange([holds]);
  if (!operator.startsWith(">")) throw tokens.refusal("Too many elements in numeric expression");
  if (next !== "string") throw tokens.refusal(`Bad value in numeric range: ${tokens.text()}`);
  return inRange([holds, readTop(tokens, bound)]);
}

function readTop(tokens: PatternTokens, bottom: number): (value: number) => boolean {
  const operator = tokens.text();
  const compare = operator === "<" || operator === "<=" ? comparisons[operator] : undefined;
  if (compare === undefined) throw tokens.refusal(`Bad numeric range operator: ${operator}`);
  if (tokens.next() !== "number") throw tokens.refusal(`Value of ${operator} must be numeric`);
  const top = numberIn(tokens);
  if (tokens.next() !== "]") throw tokens.refusal("Too many terms in numeric range expression");
  if (bottom >= top) throw tokens.refusal("Bottom must be less than top");
  return (value) => compare(value, top);
}

function numberIn(tokens: PatternTokens): number {
  const text = tokens.text();
  const number = Number(text);
  if (!Number.isFinite(number)) throw tokens.refusal(`Cannot compare number : ${text}`);
  return number;
}
