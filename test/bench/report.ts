/** What a benchmark case hands back, and the table that is printed of all of them. */

export interface Row {
  readonly what: string;
  readonly asgLocal: string;
  /** The bare Fastify process beside it; empty when there is nothing to compare with. */
  readonly bare: string;
  /** The measured relation to the aim, or the aim itself. */
  readonly aim: string;
}

/** A case measures one thing, from a cold start, and leaves no process behind. */
export interface BenchmarkCase {
  readonly name: string;
  readonly run: () => Promise<readonly Row[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function table(rows: readonly Row[]): string {
  const head: Row = { what: "", asgLocal: "asg-local", bare: "bare Fastify", aim: "aim" };
  const all = [head, ...rows];
  const width = (column: keyof Row) => Math.max(...all.map((row) => row[column].length));
  const line = (row: Row) =>
    [
      row.what.padEnd(width("what")),
      row.asgLocal.padStart(width("asgLocal")),
      row.bare.padStart(width("bare")),
      row.aim,
    ]
      .join("  ")
      .trimEnd();
  return all.map(line).join("\n");
}
