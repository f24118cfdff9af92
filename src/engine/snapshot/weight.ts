/** Estimates the size of a value, so that large ones can be split. */
import { isDate } from "../../domain/time.ts";

/** Whether a value can be split; dates and bytes cannot. */
export function isContainer(value: unknown): value is object {
  const isObject = typeof value === "object" && value !== null;
  return isObject && !isDate(value) && !(value instanceof Uint8Array);
}

/** The approximate length as JSON; stops counting above the limit. */
export function weightOf(value: unknown, limit: number): number {
  if (typeof value === "string") return value.length + 3;
  if (typeof value !== "object" || value === null) return 8;
  if (value instanceof Uint8Array) return 4 * value.length;
  let weight = 2;
  const add = (child: unknown) => {
    weight += weightOf(child, limit - weight);
    return weight > limit;
  };
  if (Array.isArray(value) || value instanceof Set) {
    for (const child of value) if (add(child)) break;
  } else if (value instanceof Map) {
    for (const [key, child] of value) if (add(key) || add(child)) break;
  } else {
    for (const name of Object.keys(value)) {
      weight += name.length + 4;
      if (add((value as Readonly<Record<string, unknown>>)[name])) break;
    }
  }
  return weight;
}
