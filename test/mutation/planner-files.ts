/** The files of the planner with their mutants, numbered through. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Mutant, schemataOf } from "./schemata.ts";

export const plannerFolder = join(import.meta.dirname, "../../src/planner");

export interface PlannerFile {
  readonly name: string;
  readonly code: string;
  readonly mutants: readonly (Mutant & { readonly number: number; readonly file: string })[];
}

export function plannerFiles(): readonly PlannerFile[] {
  let next = 1;
  const names = readdirSync(plannerFolder).toSorted();
  return names.map((file) => {
    const first = next;
    const { code, mutants } = schemataOf(readFileSync(join(plannerFolder, file), "utf8"), first);
    next += mutants.length;
    const numbered = mutants.map((mutant) => ({ ...mutant, file, number: first + mutant.index }));
    return { name: file, code, mutants: numbered };
  });
}
