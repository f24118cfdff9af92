/** Tests mirror src: a source file leads to its test by name or by folder. */
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { figuresOf } from "./figures.ts";
import { sourceFiles } from "./sources.ts";

const repository = join(import.meta.dirname, "../..");
const foldersIn = (folder: string) =>
  readdirSync(join(repository, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`);

/** Where the tests are of what has no folder of tests with its name. */
const elsewhere: Readonly<Record<string, string>> = {
  // What it does is seen through the library alone.
  "src/client": "test/library",
  // Faults and places as people write them, through the doors that take them.
  "src/schemas": "test/control/faults.test.ts",
  // It needs another emulator to ask.
  "src/mirror": "test/conformance/ec2/endpoint.test.ts",
  "src/turns": "test/control/giving-way.test.ts",
  // What it makes is seen in the package.
  "src/build": "test/packaging",
  // The front door; a server is needed for each.
  "src/assembly.ts": "test/library",
  "src/emulator.ts": "test/conformance",
  "src/main.ts": "test/cli",
  "src/pacer.ts": "test/control/pacer.test.ts",
  "src/server.ts": "test/control/server.test.ts",
};

const services = foldersIn("src/actions");
const places = [
  ...readdirSync(join(repository, "src")).map((name) => `src/${name}`),
  ...services,
].filter((place) => place !== "src/actions");

const testsOf = (place: string) =>
  elsewhere[place] ??
  (services.includes(place)
    ? place.replace("src/actions", "test/conformance")
    : place.replace("src", "test"));

test.each(places)("%s leads to tests", (place) => {
  const tests = testsOf(place);
  const found = tests.endsWith(".test.ts") ? [tests] : sourceFiles(tests).map(({ path }) => path);
  expect(found.filter((path) => path.endsWith(".test.ts"))).not.toEqual([]);
  expect(found.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});

test("no exception is made in vain", () => {
  expect(Object.keys(elsewhere).filter((place) => !places.includes(place))).toEqual([]);
  const mirrored = Object.keys(elsewhere).filter((place) => {
    const own = join(repository, place.replace("src", "test"));
    return own !== join(repository, elsewhere[place] ?? "") && existsSync(own);
  });
  expect(mirrored).toEqual([]);
});

test("a test with the name of a source file that it imports stands in that file's folder", () => {
  const tests = places
    .filter((place) => testsOf(place) === place.replace("src", "test"))
    .flatMap((place) => sourceFiles(testsOf(place)))
    .filter(({ path }) => path.endsWith(".test.ts"));
  const misplaced = tests.flatMap(({ path, text }) => {
    const named = `${basename(path, ".test.ts")}.ts`;
    const imported = [...text.matchAll(/from "(?:\.\.\/)+(src\/[^"]+)"/g)]
      .map(([, one = ""]) => one)
      .filter((one) => basename(one) === named && one.split("/").length > 2);
    if (imported.some((one) => testsInFolderOf(one).includes(path))) return [];
    return imported
      .filter((one) => !testsInFolderOf(one).some((other) => basename(other) === basename(path)))
      .map((imported) => `${path} is about ${imported}`);
  });
  expect(misplaced).toEqual([]);
});

function testsInFolderOf(source: string): readonly string[] {
  const [, folder = ""] = source.split("/");
  return sourceFiles(testsOf(`src/${folder}`)).map(({ path }) => path);
}

test("src keeps the layout that it was given", () => {
  const figures = figuresOf(sourceFiles("src"));
  expect(figures.filesInCircles).toEqual([]);
  expect(figures.importsAcrossServices).toBe(0);
  expect(figures.importsUnderOneServicesRoof).toBeGreaterThanOrEqual(90);
});
