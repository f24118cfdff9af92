/** Finds the numbers of AWS's rules in test titles: of test files, timelines and recordings. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(import.meta.dirname, "../..");
const ruleNumber = /\b[RG]-(?!000)\d{3}\b/g;

/** Each rule that a title names, with the files of those titles. */
export function rulesInTitles(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { path, titles } of [...testFiles(), ...timelines(), ...recordings()]) {
    for (const rule of titles.flatMap((title) => title.match(ruleNumber) ?? [])) {
      found.set(rule, (found.get(rule) ?? new Set()).add(path));
    }
  }
  return found;
}

function filesUnder(folder: string, ending: string): { path: string; text: string }[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => `${folder}/${name}`)
    .map((path) => ({ path, text: readFileSync(join(repository, path), "utf8") }));
}

/** All but the test of the ledger, which names rules as examples. */
function testFiles() {
  return filesUnder("test", ".test.ts")
    .filter(({ path }) => !path.endsWith("/aws-rules.test.ts"))
    .map(({ path, text }) => ({ path, titles: textsIn(text) }));
}

/** The first line of a timeline is the title of its test. */
function timelines() {
  return filesUnder("fixtures/timelines", ".txt").map(({ path, text }) => ({
    path,
    titles: [text.split("\n", 1)[0] ?? ""],
  }));
}

/** The replay of a recording is a test with the recording's title. */
function recordings() {
  return filesUnder("fixtures/recordings", ".json").map(({ path, text }) => {
    const { title } = JSON.parse(text) as { readonly title: string };
    return { path, titles: [title] };
  });
}

/** Texts in quotes; comments have none that count, for they are taken out first. */
export function textsIn(source: string): string[] {
  const withoutComments = source.replace(/^\s*(\/\/|\/?\*).*$/gm, "");
  const texts = /"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|'(?:[^'\\\n]|\\.)*'/g;
  return withoutComments.match(texts) ?? [];
}
