/** The built library as its users have it: the examples of README and docs in their Vitest. */
import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repository } from "../cli/product.ts";

const run = promisify(execFile);
const modules = join(repository, "node_modules");
const pages = ["README.md", "docs/events.md", "docs/testing.md"];
const examples = pages
  .map((page) => readFileSync(join(repository, page), "utf8"))
  .flatMap((page) => [...page.matchAll(/^```ts #run ([\w.-]+)\n([\s\S]*?)^```$/gm)])
  .map(([, name = "", text = ""]) => ({ name, text }));

let folder: string;

/** A project of its own, that has the package, Vitest and one client of the SDK. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "asg-local-library-"));
  mkdirSync(join(folder, "node_modules/@aws-sdk"), { recursive: true });
  for (const name of ["vitest", "typescript", "@aws-sdk/client-auto-scaling"]) {
    symlinkSync(join(modules, name), join(folder, "node_modules", name));
  }
  symlinkSync(repository, join(folder, "node_modules/asg-local"));
  cpSync(join(repository, "fixtures/worlds"), join(folder, "worlds"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"private":true,"type":"module"}\n');
  for (const { name, text } of examples) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the tests of the pages pass", async () => {
  const names = ["checkpoint.test.ts", "handler.test.ts", "refresh.test.ts"];
  expect(examples.map(({ name }) => name)).toEqual(names);
  const words = [join(modules, "vitest/vitest.mjs"), "run", "--reporter=json"];
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST"));
  const { stdout } = await run(process.execPath, words, {
    cwd: folder,
    env: Object.fromEntries(environment),
  });
  const report = stdout.slice(stdout.indexOf("{"));
  expect(JSON.parse(report)).toMatchObject({ success: true, numPassedTests: 3 });
});

test("require finds it too, because it awaits nothing while it is loaded", async () => {
  const script = "console.log(Object.keys(require('asg-local')).sort().join())";
  const words = ["--no-warnings", "-e", script];
  const { stdout } = await run(process.execPath, words, { cwd: folder });
  expect(stdout).toBe("ControlError,UndoRefusal,UnreachableError,connect,startEmulator\n");
});
