/** What may be altered at one place of the code: operators, constants, conditions, calls. */
import { type Node, part } from "./syntax.ts";

type Mutator = (node: Node, text: (part: Node) => string) => readonly string[];

const operators: Readonly<Record<string, readonly string[]>> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "&&": ["||"],
  "||": ["&&"],
  "??": ["&&"],
};

const methods: Readonly<Record<string, string>> = {
  min: "max",
  max: "min",
  floor: "ceil",
  ceil: "floor",
  round: "floor",
  some: "every",
  every: "some",
};

/** Calls that may be left out: what they are called on has the same kind of value. */
const filters = new Set(["filter", "slice", "toSorted", "toReversed"]);

const exchanged: Mutator = (node, text) => {
  const [left, right] = [text(part(node, "left")), text(part(node, "right"))];
  return (operators[String(node.operator)] ?? []).map(
    (operator) => `(${left}) ${operator} (${right})`,
  );
};

const literal: Mutator = (node) => {
  const { value } = node;
  if (typeof value === "boolean") return [String(!value)];
  if (typeof value === "number") return [`(${value} + 1)`];
  if (typeof value === "string") return [value === "" ? '"mutant"' : '""'];
  return [];
};

const call: Mutator = (node, text) => {
  const callee = part(node, "callee");
  if (callee.type !== "MemberExpression" || callee.computed === true) return [];
  const name = String(part(callee, "property").name);
  const owner = text(part(callee, "object"));
  if (filters.has(name)) return [owner];
  const other = methods[name];
  if (other === undefined) return [];
  const rest = text(node).slice(part(callee, "property").end - node.start);
  return [`(${owner}).${other}${rest}`];
};

const bothWays: Mutator = () => ["true", "false"];

const expressions: Readonly<Record<string, Mutator>> = {
  BinaryExpression: exchanged,
  LogicalExpression: exchanged,
  Literal: literal,
  CallExpression: call,
  TemplateLiteral: () => ['""'],
  ArrayExpression: ({ elements }) => (elements?.length === 0 ? [] : ["[]"]),
  UnaryExpression: (node, text) =>
    ["!", "-"].includes(String(node.operator)) ? [text(part(node, "argument"))] : [],
};

const statement: Mutator = (node, text) => {
  const expression = part(node, "expression");
  if (expression.type === "CallExpression") return [";"];
  const signs: Readonly<Record<string, string>> = { "+=": "-=", "-=": "+=" };
  const sign = signs[String(expression.operator)];
  if (expression.type !== "AssignmentExpression" || sign === undefined) return [";"];
  return [`${text(part(expression, "left"))} ${sign} ${text(part(expression, "right"))};`];
};

export interface Place {
  readonly isInChain: boolean;
  /** A condition of if, while or of a choice between two values. */
  readonly isCondition: boolean;
}

/** The texts that may stand in the place of a node, each of them wrong. */
export function replacementsOf(
  node: Node,
  place: Place,
  text: (part: Node) => string,
): readonly string[] {
  if (node.type === "ExpressionStatement") return statement(node, text);
  if (node.type === "CallExpression" && place.isInChain) return [];
  const own = expressions[node.type]?.(node, text) ?? [];
  return place.isCondition ? [...own, ...bothWays(node, text)] : own;
}
