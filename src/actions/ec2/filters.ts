/** Applies the Filters of EC2's describe operations. */
import type { Tag } from "../../domain/launch-template.ts";
import { networkTexts } from "../../domain/texts/network-texts.ts";
import { ec2Error } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";

export type Ec2Filter = NonNullable<Input<"ec2", "DescribeSubnets">["Filters"]>[number];

/** Functions that read an item's values, by filter name. */
export type FilterReaders<Item> = Readonly<Record<string, (item: Item) => readonly string[]>>;

/** Marks a filter that AWS documents and that is not emulated. */
function notEmulated(): readonly string[] {
  return [];
}

/** Readers for these filters, which refuse them as not emulated when used. */
export function unemulatedReaders(names: readonly string[]): FilterReaders<never> {
  return Object.fromEntries(names.map((name) => [name, notEmulated]));
}

/** The items that match every filter by any of its values; `*` and `?` are wildcards. */
export function filtered<Item>(
  items: readonly Item[],
  filters: readonly Ec2Filter[] | undefined,
  readers: FilterReaders<Item>,
): readonly Item[] {
  const tests = (filters ?? []).map((filter) => testOf(filter, readers));
  return items.filter((item) => tests.every((test) => test(item)));
}

/** The readers of `tag-key`, `tag-value` and each `tag:{key}` that the filters name. */
export function tagReaders<Item>(
  filters: readonly Ec2Filter[] | undefined,
  tagsOf: (item: Item) => readonly Tag[],
): FilterReaders<Item> {
  const tagNames = (filters ?? []).map(({ Name }) => Name ?? "");
  const byKey = tagNames
    .filter((name) => name.startsWith("tag:"))
    .map((name): [string, FilterReaders<Item>[string]] => [
      name,
      (item) => valuesOfTag(tagsOf(item), name.slice("tag:".length)),
    ]);
  return {
    "tag-key": (item) => tagsOf(item).map(({ key }) => key),
    "tag-value": (item) => tagsOf(item).map(({ value }) => value),
    ...Object.fromEntries(byKey),
  };
}

function valuesOfTag(tags: readonly Tag[], key: string): readonly string[] {
  return tags.filter((tag) => tag.key === key).map(({ value }) => value);
}

function testOf<Item>(filter: Ec2Filter, readers: FilterReaders<Item>): (item: Item) => boolean {
  const name = filter.Name ?? "";
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (read === undefined) {
    throw ec2Error("InvalidParameterValue", `The filter '${name}' is invalid`);
  }
  if (read === notEmulated) {
    throw ec2Error("NotImplemented", networkTexts.notEmulated(`the filter ${name}`), 501);
  }
  const patterns = (filter.Values ?? []).map(patternOf);
  return (item) => read(item).some((value) => patterns.some((pattern) => pattern.test(value)));
}

/** A filter value as EC2 reads it: case-sensitive, with a backslash to escape wildcards. */
function patternOf(value: string): RegExp {
  const pattern = value.replace(/\\?[\s\S]/gu, (part) => {
    if (part === "*") return "[\\s\\S]*";
    if (part === "?") return "[\\s\\S]";
    const literal = part.length > 1 && part.startsWith("\\") ? part.slice(1) : part;
    return literal.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  });
  return new RegExp(`^${pattern}$`, "u");
}
