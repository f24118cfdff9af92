/** Prints the figures of how src is laid out: `npm run figures`. */
import { basename, dirname, join, normalize } from "node:path";
import { type SourceFile, sourceFiles } from "./sources.ts";

interface Figures {
  readonly files: number;
  readonly lines: number;
  readonly largestFolder: string;
  readonly filesInLargestFolder: number;
  /** What files of services import from src/actions, but for action.ts, which each needs. */
  readonly importsInsideActions: number;
  /** In percent of them: those that stay inside one service. The others go to the shared door. */
  readonly importsUnderOneServicesRoof: number;
  readonly importsAcrossServices: number;
  readonly medianLines: number;
  readonly largestFile: string;
  readonly linesOfLargestFile: number;
  /** Files that import each other, types included. */
  readonly filesInCircles: readonly string[];
}

/** What a file imports from src, types included, from the repository's folder on. */
function importsOf({ path, text }: SourceFile): readonly string[] {
  return [...text.matchAll(/(?:from |import\()"(\.[^"]+)"/g)].map(([, imported = ""]) =>
    normalize(join(dirname(path), imported)),
  );
}

const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? 0;
const serviceOf = (path: string) => /^src\/actions\/(\w+)\//.exec(path)?.[1];

export function figuresOf(files: readonly SourceFile[]): Figures {
  const inFolders = new Map<string, number>();
  for (const { path } of files) {
    inFolders.set(dirname(path), (inFolders.get(dirname(path)) ?? 0) + 1);
  }
  const [[largestFolder, filesInLargestFolder] = ["", 0]] = [...inFolders].sort(
    ([, a], [, b]) => b - a,
  );
  const lengths = files
    .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  const largest = lengths.at(-1);
  const inActions = files
    .filter(({ path }) => serviceOf(path) !== undefined)
    .flatMap((file) => importsOf(file).map((imported) => ({ from: file.path, imported })))
    .filter(({ imported }) => /^src\/actions\/(?!action\.ts$)/.test(imported));
  const isUnderRoof = ({ from, imported }: (typeof inActions)[number]) =>
    serviceOf(imported) === serviceOf(from);
  const share = inActions.filter(isUnderRoof).length / inActions.length;
  const isAcross = (one: (typeof inActions)[number]) =>
    serviceOf(one.imported) !== undefined && !isUnderRoof(one);
  return {
    files: files.length,
    lines: lengths.reduce((sum, { lines }) => sum + lines, 0),
    largestFolder,
    filesInLargestFolder,
    importsInsideActions: inActions.length,
    importsUnderOneServicesRoof: Math.round(share * 1000) / 10,
    importsAcrossServices: inActions.filter(isAcross).length,
    medianLines: median(lengths.map(({ lines }) => lines)),
    largestFile: largest?.path ?? "",
    linesOfLargestFile: largest?.lines ?? 0,
    filesInCircles: circlesIn(files),
  };
}

/** The files from which a way of imports leads back to them. */
function circlesIn(files: readonly SourceFile[]): readonly string[] {
  const imports = new Map(files.map((file) => [file.path, importsOf(file)]));
  const leadsBack = (start: string) => {
    const seen = new Set<string>();
    const waiting = [...(imports.get(start) ?? [])];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (path === start) return true;
      if (seen.has(path)) continue;
      seen.add(path);
      waiting.push(...(imports.get(path) ?? []));
    }
    return false;
  };
  return [...imports.keys()].filter(leadsBack);
}

if (basename(process.argv[1] ?? "") === "figures.ts") {
  process.stdout.write(`${JSON.stringify(figuresOf(sourceFiles("src")), undefined, 2)}\n`);
}
