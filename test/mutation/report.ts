/** The table of mutation testing, and the mutants that no test noticed. */
import type { PlannerFile } from "./planner-files.ts";

export interface Verdict {
  readonly mutant: PlannerFile["mutants"][number];
  readonly noticed: boolean;
  /** A test runs the altered place. */
  readonly isReached: boolean;
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, " ").slice(0, 90);

function scoreOf(verdicts: readonly Verdict[]): number {
  return (100 * verdicts.filter(({ noticed }) => noticed).length) / verdicts.length;
}

/** Prints one line a file and one a survivor; returns the score in percent. */
export function report(verdicts: readonly Verdict[]): number {
  const score = scoreOf(verdicts);
  const files = [...new Set(verdicts.map(({ mutant }) => mutant.file))];
  const lines = files.map((file) => {
    const some = verdicts.filter(({ mutant }) => mutant.file === file);
    return `${file.padEnd(28)} ${String(some.length).padStart(5)} ${scoreOf(some).toFixed(1)}`;
  });
  const survivors = verdicts
    .filter(({ noticed }) => !noticed)
    .map(({ mutant: { file, line, original, replacement }, isReached }) => {
      const note = isReached ? "" : " (no test gets there)";
      return `${file}:${line}${note}\n    ${oneLine(original)}\n    ${oneLine(replacement)}`;
    });
  const counts = `${verdicts.length} mutants, ${survivors.length} survive`;
  const total = `${counts}, score ${score.toFixed(1)}`;
  process.stdout.write(`${[...survivors, ...lines, total].join("\n")}\n`);
  return score;
}
