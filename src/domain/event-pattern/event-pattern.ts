/** Event patterns: AWS's rules for which events one matches, and its refusals of wrong ones. */
import { EventPatternError } from "./event-pattern-error.ts";
import { type Match, readMatchExpression } from "./match-expression.ts";
import { PatternTokens, type TokenKind } from "./pattern-tokens.ts";
import { equals } from "./value-tests.ts";

/** An event matches when all fields of one branch match; `$or` makes branches. */
export interface EventPattern {
  readonly branches: readonly Branch[];
}

/** What each field, by its dotted path, must be: any one of these. */
export type Branch = ReadonlyMap<string, readonly Match[]>;

/** AWS's limit of the combinations that `$or` may make. */
const mostBranches = 1000;

/** Throws EventPatternError with AWS's reason. */
export function compileEventPattern(source: string): EventPattern {
  const tokens = new PatternTokens(source);
  if (tokens.next() !== "{") throw tokens.refusal("Filter is not an object");
  return { branches: readObject({ tokens, isInsideOr: false }, [], [new Map()]) };
}

interface Reading {
  readonly tokens: PatternTokens;
  readonly isInsideOr: boolean;
}

/** Reads the members of an object; answers the branches with them added. */
function readObject(
  reading: Reading,
  path: readonly string[],
  before: readonly Branch[],
): readonly Branch[] {
  const { tokens, isInsideOr } = reading;
  let branches = before;
  let isEmpty = true;
  while (tokens.next() === "name") {
    isEmpty = false;
    const name = tokens.text();
    if (name === "$or") {
      branches = readOr(tokens, path, branches);
      continue;
    }
    if (isInsideOr && reservedInsideOr.has(name)) {
      const problem = "is Ruler reserved fieldName which cannot be used inside $or.";
      throw tokens.refusal(`${name} ${problem}`);
    }
    const kind = tokens.next();
    if (kind === "{") branches = readObject(reading, [...path, name], branches);
    else if (kind === "[")
      branches = withField(branches, [...path, name].join("."), readList(tokens));
    else throw tokens.refusal(`"${name}" must be an object or an array`);
  }
  if (isEmpty) throw tokens.refusal("Empty objects are not allowed");
  return branches;
}

/** A path that is named again has the newer values. */
function withField(
  branches: readonly Branch[],
  path: string,
  values: readonly Match[],
): readonly Branch[] {
  return branches.map((branch) => new Map(branch).set(path, values));
}

function readOr(
  tokens: PatternTokens,
  path: readonly string[],
  before: readonly Branch[],
): readonly Branch[] {
  if (tokens.next() !== "[") throw tokens.refusal("It must be an Array followed with $or.");
  const branches: Branch[] = [];
  let count = 0;
  for (let kind = tokens.next(); kind !== "]"; kind = tokens.next()) {
    count += 1;
    if (kind !== "{") {
      throw tokens.refusal("Only JSON object is allowed in array of $or relationship.");
    }
    branches.push(...readObject({ tokens, isInsideOr: true }, path, before));
    if (branches.length > mostBranches) throw new EventPatternError(tooManyBranches);
  }
  if (count < 2) throw tokens.refusal("There must have at least 2 Objects in $or relationship.");
  return branches;
}

const tooManyBranches = `Rule has more than ${mostBranches} combinations of $or`;

function readList(tokens: PatternTokens): readonly Match[] {
  const values: Match[] = [];
  for (let kind = tokens.next(); kind !== "]"; kind = tokens.next()) {
    values.push(kind === "{" ? readMatchExpression(tokens) : readValue(tokens, kind));
  }
  if (values.length === 0) throw tokens.refusal("Empty arrays are not allowed");
  return values;
}

function readValue(tokens: PatternTokens, kind: TokenKind): Match {
  switch (kind) {
    case "string":
      return equals(tokens.text());
    case "number":
      return equals(Number(tokens.text()));
    case "true":
    case "false":
      return equals(kind === "true");
    case "null":
      return equals(null);
    default:
      throw tokens.refusal("Match value must be String, number, true, false, or null");
  }
}

/** Names that AWS keeps for operators, also for some that do not exist yet. */
const reservedInsideOr = new Set([
  "exactly",
  "equals-ignore-case",
  "prefix",
  "suffix",
  "anything-but",
  "exists",
  "wildcard",
  "numeric",
  "cidr",
  "=",
  "<",
  "<=",
  ">",
  ">=",
  "regex",
  "not-wildcard",
  "not-equals-ignore-case",
  "date-after",
  "date-on-or-after",
  "date-before",
  "date-on-or-before",
  "in-date-range",
  "ip-address-in-range",
  "ip-address-not-in-range",
]);
