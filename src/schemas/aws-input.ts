/**
 * Reads the input of a call that people wrote as JSON by AWS's model: times become dates, and what
 * does not fit is told by its place.
 */
import { parseInstant } from "../domain/time.ts";
import { shortened } from "../domain/visible.ts";
import { type ServiceModel, shapeOf } from "../model/shapes.ts";

/** Something that is wrong in what was written, and where. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const writeUtf8 = new TextEncoder();

interface Reading {
  readonly model: ServiceModel;
  readonly problems: Problem[];
}

interface ValueAt {
  readonly value: unknown;
  readonly path: readonly PropertyKey[];
}

/** The value as actions take it; what does not fit the shape is added to the problems. */
export function typedInput(reading: Reading, name: string, place: ValueAt): unknown {
  const shape = shapeOf(reading.model, name);
  const { value, path } = place;
  const fail = (expected: string) => {
    const message = `expected ${expected}; got ${shortened(value)}`;
    reading.problems.push({ path, message });
  };
  const inside = (inner: string, step: PropertyKey, item: unknown) =>
    typedInput(reading, inner, { value: item, path: [...path, step] });
  switch (shape.type) {
    case "structure": {
      if (!isObject(value)) return fail("an object");
      const shapes = new Map(shape.members.map((member) => [member.name, member.shape]));
      const entries = Object.entries(value).map(([key, item]) => {
        const inner = shapes.get(key);
        if (inner !== undefined) return [key, inside(inner, key, item)];
        const message = `unknown ${key}; accepted: ${[...shapes.keys()].join(", ")}`;
        reading.problems.push({ path, message });
        return [key, item];
      });
      return Object.fromEntries(entries);
    }
    case "list":
      if (!Array.isArray(value)) return fail("a list");
      return value.map((item, nth) => inside(shape.item, nth, item));
    case "map": {
      if (!isObject(value)) return fail("an object");
      const entries = Object.entries(value);
      return Object.fromEntries(entries.map(([key, item]) => [key, inside(shape.item, key, item)]));
    }
    case "timestamp": {
      const at = typeof value === "string" ? parseInstant(value) : undefined;
      if (at !== undefined) return new Date(at);
      return fail("ISO 8601 with a zone, such as 2026-01-31T12:00:00Z");
    }
    case "blob":
      return typeof value === "string" ? writeUtf8.encode(value) : fail("a text");
    default:
      return isScalar(shape.type, value) ? value : fail(scalarNames[shape.type]);
  }
}

const scalarNames = {
  string: "a text",
  boolean: "true or false",
  integer: "a whole number",
  long: "a whole number",
  double: "a number",
  float: "a number",
} as const;

function isScalar(type: keyof typeof scalarNames, value: unknown): boolean {
  if (type === "string" || type === "boolean") return typeof value === type;
  if (type === "integer" || type === "long") return Number.isSafeInteger(value);
  return typeof value === "number";
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
