/** Types and access for snapshots in plain JSON. */

/** A record of plain JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** Changes each value of a stored map; returns anything else as it is, for the checks to refuse. */
export function withEntries(map: unknown, change: (value: unknown) => unknown): unknown {
  const entries = recordOf(map)?.$map;
  if (!Array.isArray(entries)) return map;
  const changed = entries.map((entry) =>
    Array.isArray(entry) && entry.length === 2 ? [entry[0], change(entry[1])] : entry,
  );
  return { $map: changed };
}

export function recordOf(value: unknown): Json | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Json) : undefined;
}
