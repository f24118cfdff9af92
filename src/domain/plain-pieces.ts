/** Splits a large JSON value into small ones, so that no text gets too long. */
import { assert } from "./assert.ts";

/**
 * The next part of the whole. Each level is a list or record to be added to an open container: the
 * first to the one at the end of the path, the next to its parent, and so on up to the root.
 */
export interface PlainPiece {
  /** Member names and list positions from the root to the container that this piece continues. */
  readonly path: readonly (string | number)[];
  readonly levels: readonly Container[];
}

export type Container = unknown[] | Record<string, unknown>;

export interface JoinedPieces {
  /** Throws AssertionError for a piece that does not fit there. */
  add(piece: unknown): void;
  /** The value so far; undefined before the first piece. */
  whole(): Container | undefined;
}

/** Joins pieces; their values become part of the result without being copied. */
export function joinedPieces(): JoinedPieces {
  let whole: Container | undefined;
  return {
    whole: () => whole,
    add: (piece) => {
      const { path, levels } = (piece ?? {}) as Partial<PlainPiece>;
      const areLists = Array.isArray(path) && Array.isArray(levels);
      assert(areLists && levels.length === path.length + 1, "a piece has a level for each step");
      whole ??= Array.isArray(levels.at(-1)) ? [] : {};
      const open = [whole];
      for (const step of path) open.push(childAt(open.at(-1) as Container, step));
      for (const level of levels) extend(open.pop() as Container, level);
    },
  };
}

function childAt(container: Container, step: string | number): Container {
  const child = Object.hasOwn(container, step)
    ? (container as Record<string | number, unknown>)[step]
    : undefined;
  assert(typeof child === "object" && child !== null, "a piece goes on with what is there");
  return child as Container;
}

function extend(container: Container, added: unknown): void {
  assert(typeof added === "object" && added !== null, "a level is a list or a record");
  assert(Array.isArray(container) === Array.isArray(added), "a list goes on as a list");
  if (Array.isArray(container)) for (const item of added as unknown[]) container.push(item);
  else for (const [name, value] of Object.entries(added)) setMember(container, name, value);
}

/** Assigning to `__proto__` would set the prototype, so that member is defined instead. */
export function setMember(record: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") record[name] = value;
  else Object.defineProperty(record, name, { value, enumerable: true, writable: true });
}
