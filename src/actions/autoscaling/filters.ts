/** Filters of Auto Scaling's describing operations: joined by AND, their values by OR. */
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { validationError } from "../../model/faults.ts";

interface Filter {
  readonly Name?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

/**
 * The values of an item that a filter looks at, by the filter's name. A name that ends in a colon
 * stands for all filters that begin so; the rest of the name is given to the function.
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
