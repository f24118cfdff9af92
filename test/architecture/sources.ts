/** The source files of a folder as text, for tests that read the code itself. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(import.meta.dirname, "../..");

export interface SourceFile {
  /** From the repository's folder on. */
  readonly path: string;
  readonly text: string;
}

export const sourceFiles = (folder: string) => filesIn(folder, ".ts");

export const timelineTexts = () => filesIn("fixtures/timelines", ".txt");

function filesIn(folder: string, ending: string): readonly SourceFile[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => `${folder}/${name}`)
    .map((path) => ({ path, text: readFileSync(join(repository, path), "utf8") }));
}
