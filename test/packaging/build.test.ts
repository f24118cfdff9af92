/** When the build is made anew, with tools in place of the real ones that write down each run. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repository } from "../cli/product.ts";

let folder: string;
const inFolder = (path: string) => join(folder, path);
const long = new Date("2020-01-01T00:00:00Z");

/** A project as it is after `npm ci`, all of it years old. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "asg-local-build-"));
  for (const path of ["src/domain", "node_modules/.bin"]) {
    mkdirSync(inFolder(path), { recursive: true });
  }
  cpSync(join(repository, "src/build"), inFolder("src/build"), { recursive: true });
  const files = ["src/main.ts", "src/domain/time.ts", "src/domain/group.ts"];
  const settings = ["package.json", "package-lock.json", "tsconfig.json"];
  for (const path of [...files, ...settings, "node_modules/.package-lock.json"]) {
    writeFileSync(inFolder(path), "{}\n");
  }
  for (const tool of ["tsc", "rolldown"]) {
    const script = `#!/bin/sh\nmkdir -p dist/bundle\necho ${tool} >> runs\n[ ! -e broken ]\n`;
    writeFileSync(inFolder(`node_modules/.bin/${tool}`), script, { mode: 0o755 });
  }
  execFileSync("find", [folder, "-exec", "touch", "-d", long.toISOString(), "{}", "+"]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const build = (...flags: string[]) =>
  spawnSync(process.execPath, ["src/build/build.js", ...flags], { cwd: folder }).status;

/** How often it was built so far; the bundler after the compiler. */
function builds(): number {
  const runs = existsSync(inFolder("runs")) ? readFileSync(inFolder("runs"), "utf8") : "";
  expect(runs).toMatch(/^(tsc\n(rolldown\n)?)*$/);
  return runs.split("tsc").length - 1;
}

test("the first time, and then only when it is asked to whatever is there", () => {
  expect([build("--if-older"), builds()]).toEqual([0, 1]);
  expect([build("--if-older"), builds()]).toEqual([0, 1]);
  expect([build(), builds()]).toEqual([0, 2]);
  expect([build("--if-older"), builds()]).toEqual([0, 2]);
});

test.each([
  ["an edit", () => writeFileSync(inFolder("src/domain/time.ts"), "1\n")],
  ["a new file", () => writeFileSync(inFolder("src/domain/new.ts"), "1\n")],
  ["a file that went away", () => rmSync(inFolder("src/domain/group.ts"))],
  [
    "a file of another name, as old as it was",
    () => renameSync(inFolder("src/domain/group.ts"), inFolder("src/domain/set.ts")),
  ],
  ["another dependency", () => writeFileSync(inFolder("node_modules/.package-lock.json"), "1\n")],
  ["another lock file", () => writeFileSync(inFolder("package-lock.json"), "1\n")],
  ["another package.json", () => writeFileSync(inFolder("package.json"), "1\n")],
  ["other settings of the compiler", () => writeFileSync(inFolder("tsconfig.json"), "1\n")],
  ["another way to build", () => writeFileSync(inFolder("src/build/rolldown.config.js"), "1\n")],
  ["a build that is gone", () => rmSync(inFolder("dist"), { recursive: true })],
])("anew after %s", (_, change) => {
  build();
  change();
  expect([build("--if-older"), builds()]).toEqual([0, 2]);
  expect([build("--if-older"), builds()]).toEqual([0, 2]);
});

test("anew after a build that failed, and after an edit while it was built", () => {
  build();
  writeFileSync(inFolder("broken"), "");
  expect(build()).not.toBe(0);
  rmSync(inFolder("broken"));
  expect([build("--if-older"), builds()]).toEqual([0, 3]);

  const compiler = inFolder("node_modules/.bin/tsc");
  const usual = readFileSync(compiler, "utf8");
  writeFileSync(compiler, `${usual}touch src/main.ts\n`, { mode: 0o755 });
  expect([build(), builds()]).toEqual([0, 4]);
  writeFileSync(compiler, usual);
  expect([build("--if-older"), builds()]).toEqual([0, 5]);
});

test("not for what is no part of it", () => {
  build();
  writeFileSync(inFolder("README.md"), "# New\n");
  utimesSync(inFolder("node_modules"), new Date(), new Date());
  expect([build("--if-older"), builds()]).toEqual([0, 1]);
});
