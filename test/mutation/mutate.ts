/**
 * Alters the planner in one place at a time and tells which alterations no test notices:
 * `npm run mutate`, or `MUTATE=capacity npm run mutate` for the files with this word in their name.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { CollectedTest } from "./collect.ts";
import { engineTests } from "./engine-tests.ts";
import { plannerFiles } from "./planner-files.ts";
import { report, type Verdict } from "./report.ts";
import { openStage, putOn, takeMet } from "./stage.ts";

const leastScore = 90;
/** Of the engine's tests only so many that meet a mutant, the fastest, are asked about it. */
const mostOfEngine = 25;
const folder = join(import.meta.dirname, "..");
const plannerPaths = readdirSync(join(folder, "planner"))
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => `planner/${name}`);
const enginePaths = engineTests.map((name) => `engine/${name}.test.ts`);

async function loadTests(paths: readonly string[]): Promise<readonly CollectedTest[]> {
  vi.resetModules();
  // The tests find this module anew as well, so it is the same one as theirs.
  const { takeTests } = await import("./collect.ts");
  for (const path of paths) await import(join(folder, path));
  return takeTests();
}

async function fails({ run }: CollectedTest): Promise<boolean> {
  try {
    await run();
    return false;
  } catch {
    return true;
  }
}

/** Which tests meet each mutant, the fastest first. */
async function coverageOf(tests: readonly CollectedTest[]) {
  const byMutant = new Map<number, { one: CollectedTest; duration: number }[]>();
  for (const one of tests) {
    takeMet();
    putOn(0);
    const start = performance.now();
    if (await fails(one)) throw new Error(`fails without any mutant: ${one.title}`);
    const duration = performance.now() - start;
    for (const number of takeMet()) {
      byMutant.set(number, [...(byMutant.get(number) ?? []), { one, duration }]);
    }
  }
  return (number: number) =>
    (byMutant.get(number) ?? [])
      .toSorted((one, other) => one.duration - other.duration)
      .map(({ one }) => one);
}

async function isNoticed(tests: readonly CollectedTest[], number: number): Promise<boolean> {
  for (const one of tests) {
    putOn(number);
    if (await fails(one)) return true;
  }
  return false;
}

/** A mutant of what is evaluated at load needs the files loaded anew. */
async function isNoticedAtLoad(number: number): Promise<boolean> {
  putOn(number);
  try {
    return await isNoticed(await loadTests(plannerPaths), number);
  } catch {
    return true;
  } finally {
    putOn(0);
  }
}

test("the planner's tests notice what is altered in the planner", async () => {
  openStage();
  const byPlanner = await coverageOf(await loadTests(plannerPaths));
  const byEngine = await coverageOf(await loadTests(enginePaths));
  const { MUTATE: meant = "" } = process.env;
  const mutants = plannerFiles().flatMap((file) => (file.name.includes(meant) ? file.mutants : []));
  const verdicts: Verdict[] = [];
  for (const mutant of mutants.filter(({ isAtLoad }) => !isAtLoad)) {
    const { number } = mutant;
    const covering = [...byPlanner(number), ...byEngine(number).slice(0, mostOfEngine)];
    const noticed = await isNoticed(covering, number);
    verdicts.push({ mutant, noticed, isReached: covering.length > 0 });
  }
  putOn(0);
  for (const mutant of mutants.filter(({ isAtLoad }) => isAtLoad)) {
    verdicts.push({ mutant, noticed: await isNoticedAtLoad(mutant.number), isReached: true });
  }
  expect(report(verdicts)).toBeGreaterThanOrEqual(leastScore);
});
