/** Writes a file with all of its mutants inside, each behind a switch: `$mutant(number)`. */
import { type Place, replacementsOf } from "./mutators.ts";
import { type Node, parse, part, partsOf } from "./syntax.ts";

export interface Mutant {
  /** Its place among the mutants of the file. */
  readonly index: number;
  readonly line: number;
  readonly original: string;
  readonly replacement: string;
  /** Evaluated once when the file is loaded, so the switch works only before that. */
  readonly isAtLoad: boolean;
}

export interface Schemata {
  readonly code: string;
  readonly mutants: readonly Mutant[];
}

const conditional = new Set(["IfStatement", "ConditionalExpression", "WhileStatement"]);
const functions = new Set(["ArrowFunctionExpression", "FunctionDeclaration", "FunctionExpression"]);
const loops = new Set(["ForStatement", "ForOfStatement", "ForInStatement", "WhileStatement"]);

interface Surroundings extends Place {
  readonly isAtLoad: boolean;
}

export function schemataOf(source: string, firstNumber: number): Schemata {
  const mutants: Mutant[] = [];
  const raw = ({ start, end }: Node) => source.slice(start, end);
  const lineOf = (offset: number) => source.slice(0, offset).split("\n").length;

  const written = (node: Node, around: Surroundings): string => {
    const isAtLoad = around.isAtLoad && !functions.has(node.type);
    const isInChain = around.isInChain || node.type === "ChainExpression";
    const test = conditional.has(node.type) ? part(node, "test") : undefined;
    let code = "";
    let done = node.start;
    for (const inner of partsOf(node)) {
      const text = written(inner, { isAtLoad, isInChain, isCondition: inner === test });
      const isBody = loops.has(node.type) && inner === node.body;
      code += source.slice(done, inner.start) + (isBody ? `{ $turn(); ${text} }` : text);
      done = inner.end;
    }
    code += source.slice(done, node.end);
    for (const replacement of replacementsOf(node, around, raw)) {
      const { isAtLoad: atLoad } = around;
      const index = mutants.length;
      const line = lineOf(node.start);
      mutants.push({ index, line, original: raw(node), replacement, isAtLoad: atLoad });
      const active = `$mutant(${firstNumber + index})`;
      code =
        node.type === "ExpressionStatement"
          ? `if (${active}) { ${replacement} } else { ${code} }`
          : `(${active} ? (${replacement}) : (${code}))`;
    }
    return code;
  };

  const tree = parse(source);
  const body = written(tree, { isAtLoad: true, isInChain: false, isCondition: false });
  return { code: source.slice(0, tree.start) + body + source.slice(tree.end), mutants };
}
