/** The fields of an event by their dotted paths, each with the array elements that it lies in. */
import type { Scalar } from "./value-tests.ts";

/** An element of an array of the event; arrays have numbers. */
export interface Place {
  readonly array: number;
  readonly element: number;
}

export interface Field {
  readonly value: Scalar;
  /** From the outermost array inwards. Values directly in an array are in no element of it. */
  readonly places: readonly Place[];
}

export type EventFields = ReadonlyMap<string, readonly Field[]>;

/** Deeper members are not looked at, since AWS's parser takes no such event. */
const deepest = 1000;

export function fieldsOf(event: unknown): EventFields {
  const fields = new Map<string, Field[]>();
  let arrays = 0;
  const visit = (
    value: unknown,
    path: readonly string[],
    places: readonly Place[],
    depth: number,
  ) => {
    if (depth > deepest) return;
    if (Array.isArray(value)) {
      arrays += 1;
      const array = arrays;
      for (const [element, one] of value.entries()) {
        const isScalar = typeof one !== "object" || one === null;
        visit(one, path, isScalar ? places : [...places, { array, element }], depth + 1);
      }
      return;
    }
    if (typeof value === "object" && value !== null) {
      for (const [key, one] of Object.entries(value)) visit(one, [...path, key], places, depth + 1);
      return;
    }
    if (!isScalarValue(value)) return;
    const name = path.join(".");
    const known = fields.get(name);
    if (known === undefined) fields.set(name, [{ value, places }]);
    else known.push({ value, places });
  };
  visit(event, [], [], 0);
  return fields;
}

function isScalarValue(value: unknown): value is Scalar {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
