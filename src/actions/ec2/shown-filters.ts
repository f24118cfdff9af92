/** Filters of EC2's describe operations that read the answer's members. */
import type { FilterReaders } from "./filters.ts";

/**
 * Builds readers from paths in the shown answer, such as `SecurityGroups.GroupId`. All items of a
 * list count; a path that no answer has matches nothing.
 */
export function shownReaders<Item>(
  places: Readonly<Record<string, string>>,
  shownOf: (item: Item) => unknown,
): FilterReaders<Item> {
  const readers = Object.entries(places).map(([name, place]) => {
    const path = place.split(".");
    return [name, (item: Item) => textsAt(shownOf(item), path)] as const;
  });
  return Object.fromEntries(readers);
}

function textsAt(value: unknown, path: readonly string[]): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsAt(item, path));
  const [member, ...rest] = path;
  if (member === undefined) return [value instanceof Date ? value.toISOString() : String(value)];
  return textsAt((value as Readonly<Record<string, unknown>>)[member], rest);
}
