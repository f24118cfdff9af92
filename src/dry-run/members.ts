/** Reads the members of an answer of the Query protocol, in which every value is a text. */

export type Members = Readonly<Record<string, unknown>>;

export function membersOf(value: unknown): Members {
  return Object(value) as Members;
}

/** The entries of a list, which EC2 calls items and the other services members. */
export function listOf(value: unknown): readonly unknown[] {
  const { item, member = item } = membersOf(value);
  return Array.isArray(member) ? member : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** `Name.1`, `Name.2` and so on, as the Query protocol writes lists. */
export function numbered(
  name: string,
  values: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((value, nth) => [`${name}.${nth + 1}`, value]));
}
