/** Turns the constraints of AWS's model into tests, each with AWS's sentence for its failure. */

import type { ServiceModel, Shape, StringShape } from "./shapes.ts";

/** Enumerations that AWS's server prints in another order than its model (R-028, G-006). */
export const printedEnums: ReadonlyMap<string, readonly string[]> = new Map([
  ["AuthenticateOidcActionConditionalBehaviorEnum", ["allow", "deny", "authenticate"]],
  ["ScaleInProtectedInstances", ["Ignore", "Wait", "Refresh"]],
  ["StandbyInstances", ["Terminate", "Ignore", "Wait"]],
  ["WarmPoolState", ["Stopped", "Hibernated", "Running"]],
]);

/** A test and the sentence for its failure. */
export interface Constraint {
  readonly holds: (value: never) => boolean;
  readonly sentence: string;
}

/** The constraints of a scalar shape, in the order AWS prints them for a list's items. */
export function constraintsOf(
  model: ServiceModel,
  name: string,
  shape: Shape,
): readonly Constraint[] {
  switch (shape.type) {
    case "string":
      return stringConstraints(model, name, shape);
    case "integer":
    case "long":
    case "double":
    case "float":
      return bounds(shape, "value", (value: number) => value);
    default:
      return [];
  }
}

/** The limits of a number's value, or of the length of a text or list. */
export function bounds<T>(
  { min, max }: { readonly min?: number; readonly max?: number },
  word: "value" | "length",
  measure: (value: T) => number,
): Constraint[] {
  const found: Constraint[] = [];
  if (max !== undefined) {
    const holds = (value: T) => measure(value) <= max;
    found.push({ holds, sentence: `Member must have ${word} less than or equal to ${max}` });
  }
  if (min !== undefined) {
    const holds = (value: T) => measure(value) >= min;
    found.push({ holds, sentence: `Member must have ${word} greater than or equal to ${min}` });
  }
  return found;
}

function stringConstraints(model: ServiceModel, name: string, shape: StringShape): Constraint[] {
  const found = bounds<string>(shape, "length", (value) => value.length);
  if (shape.pattern !== undefined) {
    const pattern = wholePattern(shape.pattern);
    const holds = (value: string) => pattern.test(value);
    const sentence = `Member must satisfy regular expression pattern: ${shape.pattern}`;
    found.push({ holds, sentence });
  }
  if (shape.enum !== undefined && model.protocol !== "ec2") {
    const values = new Set(shape.enum);
    const printed = printedEnums.get(name) ?? shape.enum;
    const holds = (value: string) => values.has(value);
    found.push({ holds, sentence: `Member must satisfy enum value set: [${printed.join(", ")}]` });
  }
  return found;
}

/**
 * The pattern of a whole text. AWS's patterns are Java's, in which underscores and hyphens may be
 * escaped anywhere. Throws SyntaxError.
 */
export function wholePattern(pattern: string): RegExp {
  const readable = pattern.replaceAll("\\_", "_").replaceAll("\\-", "\\x2d");
  return new RegExp(`^(?:${readable})$`, "u");
}
