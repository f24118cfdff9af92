/** The pages that have parts between `<!-- generated: name -->` marks, and those parts. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sections } from "./readme-sections.ts";

const repository = join(import.meta.dirname, "../..");

/** The mark, the name in it, the part itself, and the mark at its end. */
export const generatedPart = /(<!-- generated: (\w+) -->\n)([\s\S]*?)(<!-- \/generated -->)/g;

/** README and the pages of docs that have generated parts, from the repository's folder on. */
export const pages: readonly string[] = [
  "README.md",
  ...readdirSync(join(repository, "docs"))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => `docs/${name}`),
].filter((path) => readFileSync(join(repository, path), "utf8").search(generatedPart) >= 0);

/** The page with each of its generated parts as the code has it now. */
export function withSections(page: string): string {
  return page.replace(generatedPart, (all, begin: string, name: string, _: string, end: string) => {
    const render = sections[name];
    return render === undefined ? all : `${begin}\n${render()}\n\n${end}`;
  });
}
