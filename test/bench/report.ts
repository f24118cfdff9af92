/** What a benchmark case hands back, and the table that is printed of all of them. */

export interface Row {
  readonly what: string;
  readonly asgLocal: string;
  /** The bare Fastify process beside it; empty when there is nothing to compare with. */
  readonly bare: string;
  /** The measured relation to the aim, or the aim itself. */
  readonly aim: string;
  /** What one run is compared with another by; none where a row only explains. */
  readonly value?: number;
}

/** A run as it is kept, and read by `--compare`. */
export interface Run {
  readonly machine: string;
  readonly rows: readonly Row[];
}

/** The rows that both runs have a value of, and how this one relates to the other. */
export function comparison(now: Run, before: Run): string {
  const known = new Map(before.rows.map(({ what, value }) => [what, value]));
  const compared = now.rows.flatMap(({ what, value }): (readonly string[])[] => {
    const other = known.get(what);
    if (value === undefined || other === undefined) return [];
    const relation = other === 0 ? "" : `${(value / other).toFixed(2)}x`;
    return [[what, other.toPrecision(3), value.toPrecision(3), relation]];
  });
  const head: readonly string[] = ["", "before", "now", "now / before"];
  const all: readonly (readonly string[])[] = [head, ...compared];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = ([what = "", ...cells]: readonly string[]) =>
    [
      what.padEnd(widths[0] ?? 0),
      ...cells.map((cell, nth) => cell.padStart(widths[nth + 1] ?? 0)),
    ].join("  ");
  return [`before: ${before.machine}`, ...all.map(line)].join("\n");
}

/** A case measures one thing, from a cold start, and leaves no process behind. */
export interface BenchmarkCase {
  readonly name: string;
  /** Cases that last as long as one wants take this many seconds. */
  readonly run: (seconds: number) => Promise<readonly Row[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function table(rows: readonly Row[]): string {
  const head: Row = { what: "", asgLocal: "asg-local", bare: "bare Fastify", aim: "aim" };
  const all = [head, ...rows];
  const width = (column: "what" | "asgLocal" | "bare") =>
    Math.max(...all.map((row) => row[column].length));
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

/** The page with this run's table in the place of the last one's. Throws when it has no place. */
export function pageWith(page: string, { machine, rows }: Run, day: string): string {
  const place = /(<!-- bench -->\n)[\s\S]*?(<!-- end of bench -->)/;
  if (!place.test(page)) throw new Error("the page has no place for the table");
  const cells = (all: readonly string[]) => `| ${all.join(" | ")} |`;
  const lines = [
    `Run on ${day}: ${machine}.`,
    "",
    cells(["", "asg-local", "bare Fastify", "aim"]),
    cells(["---", "---:", "---:", "---"]),
    ...rows.map(({ what, asgLocal, bare, aim }) => cells([what, asgLocal, bare, aim])),
  ];
  return page.replace(place, `$1\n${lines.join("\n")}\n\n$2`);
}
