/**
 * Filters of Auto Scaling's describing operations: all filters must match, by any of their values.
 */
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { validationError } from "../../model/faults.ts";

interface Filter {
  readonly Name?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

/**
 * Functions that read an item's values, by filter name. A name ending in a colon stands for all
 * filters with this prefix; the function gets the rest of the name.
 */
export type FilterReaders<Item> = Readonly<
  Record<string, (item: Item, rest: string) => readonly string[]>
>;

export function filterItems<Item>(
  items: readonly Item[],
  filters: readonly Filter[] | undefined,
  readers: FilterReaders<Item>,
): readonly Item[] {
  const tests = (filters ?? []).map((filter) => testOf(filter, readers));
  return items.filter((item) => tests.every((test) => test(item)));
}

function testOf<Item>(filter: Filter, readers: FilterReaders<Item>): (item: Item) => boolean {
  const name = filter.Name ?? "";
  const known = Object.keys(readers).find((reader) =>
    reader.endsWith(":") ? name.startsWith(reader) : name === reader,
  );
  const read = readers[known ?? ""];
  if (known === undefined || read === undefined) {
    throw validationError(inferredTexts.invalidFilter(name, Object.keys(readers).join(", ")));
  }
  const wanted = new Set(filter.Values ?? []);
  const rest = name.slice(known.length);
  return (item) => read(item, rest).some((value) => wanted.has(value));
}
