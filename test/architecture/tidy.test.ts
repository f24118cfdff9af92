/** What no linter rule can say: lines that readers can hold, files that introduce themselves. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { violationsOf } from "./tidiness.ts";

const repository = join(import.meta.dirname, "../..");

function filesIn(folder: string): { readonly path: string; readonly text: string }[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => `${folder}/${name}`)
    .map((path) => ({ path, text: readFileSync(join(repository, path), "utf8") }));
}

const files = [...filesIn("src"), ...filesIn("test")];

test.each(files.map(({ path, text }) => [path, text]))("%s is tidy", (path = "", text = "") => {
  expect(violationsOf(path, text)).toEqual([]);
});

describe("each violation is caught", () => {
  const opening = "/** Holds nothing. */\n";
  test.each([
    ["a file without a first sentence", "src/a.ts", "export const a = 1;\n"],
    ["a line of 101 characters", "src/a.ts", `${opening}// ${"x".repeat(98)}\n`],
    ["chance", "src/a.ts", `${opening}export const a = Math.random();\n`],
    ["the order of a locale", "src/a.ts", `${opening}["b"].sort((a, b) => a.localeCompare(b));\n`],
    ["the wall clock", "src/engine/a.ts", `${opening}export const a = Date.now();\n`],
    ["the wall clock as a Date", "src/actions/a.ts", `${opening}export const a = new Date();\n`],
    ["a line on stdout", "src/cli/a.ts", `${opening}process.stdout.write("a");\n`],
    ["a line on stderr", "src/engine/a.ts", `${opening}const { stderr } = process;\n`],
    ["a written descriptor", "src/cli/a.ts", `${opening}writeSync(1, "a");\n`],
    ["a picture", "src/cli/watch.ts", `${opening}import draw from "log-update";\n`],
    ["a text answer", "src/control/a.ts", `${opening}reply.type("text/plain");\n`],
    ["an error by name", "src/a.ts", `${opening}if (e.name === "FileError") throw e;\n`],
    ["a spread object", "src/a.ts", `${opening}const a = { ${"."}..{ b, c }, d };\n`],
    ["a spread list", "test/a.ts", `${opening}const a = [${"."}..["b", "c"], "d"];\n`],
    ["a spread list at the end", "src/a.ts", `${opening}const a = ["b", ${"."}..["c", "d"]];\n`],
    ["a spread constant", "src/a.ts", `${opening}const a = [${"."}..(["b", "c"] as const)];\n`],
    ["a task for later", "src/a.ts", `${opening}// ${"TO"}${"DO"}: all of it\n`],
    ["a test that hides the others", "test/a.test.ts", `${opening}test${".on"}ly("a", f);\n`],
    ["an export of everything", "src/a.ts", `${opening}export * from "./b.ts";\n`],
    ["a folder of leftovers", "src/utils/a.ts", opening],
  ])("%s", (_, path, text) => {
    expect(violationsOf(path, text)).toHaveLength(1);
  });

  test.each([
    `[...["a", "b"].map((name) => name.length), 3]`,
    `[...(isSo ? ["a"] : []), { ...(isSo && { b: 1 }) }]`,
    `[...a, { ...b }]`,
  ])("what is made before it is spread may be: %s", (value) => {
    expect(violationsOf("src/a.ts", `${opening}const a = ${value};\n`)).toEqual([]);
  });

  test("the pacer alone may read the clock", () => {
    expect(violationsOf("src/pacer.ts", `${opening}export const a = Date.now();\n`)).toEqual([]);
  });
});
