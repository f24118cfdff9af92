/** Writes the JSON of a large record in pieces, so that the writer can yield in between. */
import { isDate } from "../../domain/time.ts";
import { plainName, toPlain } from "./plain-json.ts";

/** The most values in one piece: texts, numbers and their containers. */
const mostValues = 200;

/** The pieces join to the JSON of `toPlain(value)`. The record must not change meanwhile. */
export function* jsonPieces(value: unknown): Generator<string, void, undefined> {
  if (countUpTo(mostValues, value) < mostValues) {
    yield JSON.stringify(toPlain(value));
  } else if (Array.isArray(value)) {
    yield* listPieces(value);
  } else if (value instanceof Map || value instanceof Set) {
    yield value instanceof Map ? '{"$map":' : '{"$set":';
    yield* listPieces(value);
    yield "}";
  } else {
    yield* recordPieces(value as object);
  }
}

/** Writes a list; a map's entry is a list of two. */
function* listPieces(values: Iterable<unknown>): Generator<string, void, undefined> {
  let before = "[";
  for (const value of values) {
    yield before;
    yield* jsonPieces(value);
    before = ",";
  }
  yield before === "[" ? "[]" : "]";
}

function* recordPieces(record: object): Generator<string, void, undefined> {
  let before = "{";
  for (const [name, value] of Object.entries(record)) {
    yield `${before}${JSON.stringify(plainName(name))}:`;
    yield* jsonPieces(value);
    before = ",";
  }
  yield before === "{" ? "{}" : "}";
}

/** Counts values, but stops at `most`. */
function countUpTo(most: number, value: unknown): number {
  if (typeof value !== "object" || value === null || isDate(value)) return 1;
  if (value instanceof Uint8Array) return 1;
  const isList = Array.isArray(value) || value instanceof Set || value instanceof Map;
  let count = 1;
  for (const inner of isList ? value.values() : Object.values(value)) {
    count += countUpTo(most - count, inner);
    if (count >= most) break;
  }
  return count;
}
