/** Reads a TypeScript file into a tree of its values and statements, without its types. */
import { parseAst } from "rolldown/parseAst";

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly computed?: boolean;
  readonly operator?: string;
  readonly name?: unknown;
  readonly value?: unknown;
  readonly elements?: readonly unknown[];
  readonly body?: unknown;
}

/** Types wrap values in these; all others have no value inside. */
const wrappers = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);

export function parse(source: string): Node {
  return parseAst(source, { lang: "ts" }) as unknown as Node;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function keysOf(node: Node): readonly string[] {
  if (wrappers.has(node.type)) return ["expression"];
  // A tag is given the template's own text, so that text is no value.
  if (node.type === "TaggedTemplateExpression") return [];
  if (node.type === "ImportDeclaration" || node.type === "ExportAllDeclaration") return [];
  const isNamed = node.type === "Property" || node.type === "PropertyDefinition";
  return Object.keys(node).filter((key) => !(isNamed && key === "key" && node.computed !== true));
}

/** The parts of a node in the order of the text; nothing that is a type or only a name. */
export function partsOf(node: Node): readonly Node[] {
  return keysOf(node)
    .flatMap((key) => Object(node)[key] as unknown)
    .filter(isNode)
    .filter(({ type }) => !type.startsWith("TS") || wrappers.has(type))
    .filter(({ type }) => type !== "Identifier")
    .toSorted((one, other) => one.start - other.start);
}

export function part(node: Node, key: string): Node {
  const found: unknown = Object(node)[key];
  if (!isNode(found)) throw new Error(`${node.type} has no ${key}`);
  return found;
}
