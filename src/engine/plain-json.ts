/**
 * Any record as plain JSON and back, nothing lost: maps become entries in their order. A member
 * that begins with `$` gets a second one, so that no name of a user is taken for a mark.
 */
import { assert } from "../domain/assert.ts";
import { dateAt, isDate } from "../domain/time.ts";

type Members = Readonly<Record<string, unknown>>;

export function toPlain(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return { $number: String(value) };
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Map) return { $map: [...value].map(([key, of]) => [key, toPlain(of)]) };
  if (value instanceof Set) return { $set: [...value].map(toPlain) };
  if (isDate(value)) return { $date: value.getTime() };
  if (value instanceof Uint8Array) return { $bytes: [...value] };
  const plain = {};
  // By hand and not by entries: a large world has millions of members, and people wait for it.
  for (const name of Object.keys(value)) {
    const member = (value as Members)[name];
    if (member !== undefined)
      setMember(plain, name[0] === "$" ? `$${name}` : name, toPlain(member));
  }
  return plain;
}

/** Throws AssertionError for what toPlain does not write. */
export function fromPlain(plain: unknown): unknown {
  if (typeof plain !== "object" || plain === null) return plain;
  if (Array.isArray(plain)) return plain.map(fromPlain);
  const names = Object.keys(plain);
  const [first = ""] = names;
  if (first[0] === "$" && first[1] !== "$") return fromMarked(first, (plain as Members)[first]);
  const value = {};
  for (const name of names) {
    const member = fromPlain((plain as Members)[name]);
    setMember(value, name[0] === "$" ? name.slice(1) : name, member);
  }
  return value;
}

/** A plain assignment to this one name would set the prototype. */
function setMember(record: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") record[name] = value;
  else Object.defineProperty(record, name, { value, enumerable: true });
}

function fromMarked(mark: string, marked: unknown): unknown {
  if (mark === "$number") return Number(marked);
  if (mark === "$date" && typeof marked === "number") return dateAt(marked);
  assert(Array.isArray(marked), `${mark} is followed by no list`);
  switch (mark) {
    case "$map":
      return new Map(marked.map(entryOf));
    case "$set":
      return new Set(marked.map(fromPlain));
    case "$bytes":
      return Uint8Array.from(marked as number[]);
    default:
      throw new Error(`${mark} is no mark`);
  }
}

function entryOf(entry: unknown): readonly [unknown, unknown] {
  assert(Array.isArray(entry) && entry.length === 2, "an entry is a key and a value");
  return [entry[0], fromPlain(entry[1])];
}
