/** What the page takes from the rest: types, and the texts that the command line prints too. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../src/console");

const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.tsx?$/.test(name),
);

/** Every import that leads out of the folder, as its file writes it. */
function importsOutside(name: string, text: string): readonly string[] {
  const outside = name.includes("/") ? "../../" : "../";
  const imports = text.matchAll(/^(?:import|export)\b[^;]*?from "(\.\.\/[^"]+)";/gm);
  return [...imports]
    .filter(([, path = ""]) => path.startsWith(outside) && !path.startsWith(`${outside}../`))
    .map(([line]) => line);
}

/** Folders and files of texts, which need nothing that is not a text. */
const shared = ["/domain/story/", "/domain/shell-word.ts"];

/** Values among them, which would be bundled with all that they need. */
function valuesOutside(name: string, text: string): readonly string[] {
  return importsOutside(name, text).filter(
    (line) => !/^(import|export) type /.test(line) && !shared.some((path) => line.includes(path)),
  );
}

test("the console imports types only, and texts that the command line prints too", () => {
  const found = files.flatMap((name) =>
    valuesOutside(name, readFileSync(join(folder, name), "utf8")),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

test("an import of a value would be found", () => {
  const planted = 'import { controlOf } from "../../client/control.ts";\n';
  expect(valuesOutside("data/a.ts", planted)).toEqual([planted.trim()]);
  const types = 'import type { Clock } from "../../client/answers.ts";\n';
  expect(valuesOutside("data/a.ts", types)).toEqual([]);
  expect(importsOutside("data/a.ts", types)).toHaveLength(1);
});

test("nothing makes markup of text (S-4)", () => {
  const makers = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/;
  const found = files.filter((name) => makers.test(readFileSync(join(folder, name), "utf8")));
  expect(found).toEqual([]);
});

/** The numbers of what the page must do (C) and must not let happen (S). */
const numbers = [
  ...Array.from({ length: 34 }, (_, nth) => `C-${String(nth + 1).padStart(2, "0")}`),
  ...Array.from({ length: 7 }, (_, nth) => `S-${nth + 1}`),
];

test("each requirement of the page is named by the title of a test", () => {
  const tests = join(import.meta.dirname, "..");
  const titles = readdirSync(tests, { recursive: true, encoding: "utf8" })
    .filter((name) => /^(console|clients|control)[/\\].*\.test\.ts$/.test(name))
    .flatMap((name) => readFileSync(join(tests, name), "utf8").match(/\([A-Z]-\d[^()]*\)/g) ?? []);
  const named = new Set(titles.flatMap((title) => title.match(/[CS]-\d+/g) ?? []));
  expect(numbers.filter((one) => !named.has(one))).toEqual([]);
  expect(named.size).toBeGreaterThan(35);
});
