/**
 * Converts any record to plain JSON and back without loss: maps become lists of entries, and
 * undefined members keep their place. A leading `$` in a member's name is doubled, so that no
 * user's name looks like a marker.
 */
import { assert } from "../../domain/assert.ts";
import { setMember } from "../../domain/plain-pieces.ts";
import { dateAt, isDate } from "../../domain/time.ts";

type Members = Readonly<Record<string, unknown>>;

export function toPlain(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return { $number: String(value) };
  if (value === undefined) return { $undefined: true };
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Map) return { $map: [...value].map(([key, of]) => [key, toPlain(of)]) };
  if (value instanceof Set) return { $set: [...value].map(toPlain) };
  if (isDate(value)) return { $date: value.getTime() };
  if (value instanceof Uint8Array) return { $bytes: [...value] };
  const plain = {};
  // A plain loop instead of entries, because large worlds have millions of members and people wait.
  for (const name of Object.keys(value)) {
    setMember(plain, plainName(name), toPlain((value as Members)[name]));
  }
  return plain;
}

/** The member's name in plain JSON. */
export function plainName(name: string): string {
  return name[0] === "$" ? `$${name}` : name;
}

/** Far deeper than anything in AWS's members. */
const deepest = 200;

/** Throws AssertionError for anything that toPlain does not write. */
export function fromPlain(plain: unknown): unknown {
  return fromPlainWithin(plain, 0);
}

function fromPlainWithin(plain: unknown, depth: number): unknown {
  if (typeof plain !== "object" || plain === null) return plain;
  assert(depth < deepest, `more than ${deepest} records or lists are within each other`);
  const inner = depth + 1;
  if (Array.isArray(plain)) return plain.map((item) => fromPlainWithin(item, inner));
  const names = Object.keys(plain);
  const [first = ""] = names;
  if (first[0] === "$" && first[1] !== "$") {
    assert(names.length === 1, `${shown(first)} is not alone in its record`);
    return fromMarked(first, (plain as Members)[first], inner);
  }
  const value = {};
  for (const name of names) {
    const member = fromPlainWithin((plain as Members)[name], inner);
    setMember(value, name[0] === "$" ? name.slice(1) : name, member);
  }
  return value;
}

function fromMarked(mark: string, marked: unknown, depth: number): unknown {
  if (mark === "$undefined") return undefined;
  if (mark === "$number") return numberOf(marked);
  if (mark === "$date") return dateOf(marked);
  assert(Array.isArray(marked), `${shown(mark)} is followed by no list`);
  switch (mark) {
    case "$map":
      return mapOf(marked, depth);
    case "$set":
      return new Set(marked.map((item) => fromPlainWithin(item, depth)));
    case "$bytes":
      return bytesOf(marked);
    default:
      throw new Error(`${shown(mark)} is no mark`);
  }
}

/** Numbers that JSON cannot express. */
function numberOf(marked: unknown): number {
  const isOne = marked === "Infinity" || marked === "-Infinity" || marked === "NaN";
  assert(isOne, "$number is followed by no number that JSON lacks");
  return Number(marked);
}

function dateOf(marked: unknown) {
  const date = typeof marked === "number" ? dateAt(marked) : undefined;
  assert(date && !Number.isNaN(date.getTime()), "$date is followed by no time within dates");
  return date;
}

function bytesOf(marked: readonly unknown[]): Uint8Array {
  const isByte = (item: unknown) => Number.isInteger(item) && (item as number) >> 8 === 0;
  assert(marked.every(isByte), "$bytes is followed by something else than bytes");
  return Uint8Array.from(marked as number[]);
}

function mapOf(entries: readonly unknown[], depth: number): Map<unknown, unknown> {
  const map = new Map<unknown, unknown>();
  for (const entry of entries) {
    assert(Array.isArray(entry) && entry.length === 2, "an entry is a key and a value");
    const [key, value] = entry as readonly unknown[];
    assert(typeof key === "string" || typeof key === "number", "a key is a text or a number");
    assert(!map.has(key), `a map has the key ${shown(key)} twice`);
    map.set(key, fromPlainWithin(value, depth));
  }
  return map;
}

function shown(value: string | number): string {
  return JSON.stringify(typeof value === "string" ? value.slice(0, 80) : value);
}
