/** Nothing lies about that nobody uses: no file, export, type or dependency, as knip sees it. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const repository = join(import.meta.dirname, "../..");
const knip = join(repository, "node_modules/knip/bin/knip.js");
const patience = 180_000;

/** What knip prints of a folder that has the settings of this one; nothing when all is used. */
function unusedIn(cwd: string, ...flags: readonly string[]): string {
  const words = [knip, "--no-progress", ...flags];
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd, encoding: "utf8" });
  return `${stdout}${stderr}`;
}

test("all is used, and no exception is made in vain", { timeout: patience }, () => {
  expect(unusedIn(repository, "--treat-config-hints-as-errors")).toBe("");
});

test("what is not used is found, under the same settings", { timeout: patience }, () => {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-unused-"));
  const files = {
    "src/main.ts": 'export { used } from "./planner/some.ts";',
    "src/planner/some.ts":
      "export const used = () => own();\nexport const own = () => 1;\nexport type Alone = 1;",
    "src/planner/nobodys.ts": "export const a = 1;",
    "test/support/nobodys.ts": "export const b = 1;",
    "test/planner/some.test.ts": 'export { used } from "../../src/planner/some.ts";',
  };
  cpSync(join(repository, "package.json"), join(folder, "package.json"));
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const found = unusedIn(folder, "--no-config-hints");
  rmSync(folder, { recursive: true });
  expect(found).toMatch(/^src\/planner\/nobodys\.ts/m);
  expect(found).toMatch(/^test\/support\/nobodys\.ts/m);
  expect(found).toMatch(/^own .*src\/planner\/some\.ts/m);
  expect(found).toMatch(/^Alone .*src\/planner\/some\.ts/m);
  expect(found).toMatch(/^zod .*package\.json/m);
});
