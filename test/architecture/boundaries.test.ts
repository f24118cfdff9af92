/** The import rules of biome.json: on for every folder, kept by src, and able to fail. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const repository = join(import.meta.dirname, "../..");
const biome = join(repository, "node_modules/.bin/biome");

/** File, its forbidden line, and the rule that must catch it. */
const violations = [
  ["src/domain/a.ts", 'import { readFileSync } from "node:fs";', "noRestrictedImports"],
  ["src/domain/b.ts", 'import { plan } from "../planner/plan.ts";', "noRestrictedImports"],
  ["src/domain/c.ts", "export const at = Date.now();", "noRestrictedGlobals"],
  ["src/domain/time.ts", "export const at = performance.now();", "noRestrictedGlobals"],
  ["src/build/a.js", 'import { version } from "../library/version.ts";', "noRestrictedImports"],
  ["src/planner/a.ts", 'import type { Engine } from "../engine/engine.ts";', "noRestrictedImports"],
  ["src/planner/b.ts", 'import { z } from "zod";', "noRestrictedImports"],
  ["src/planner/c.ts", "export const at = new Date();", "noRestrictedGlobals"],
  ["src/planner/d.ts", 'import { Cron } from "croner";', "noRestrictedImports"],
  ["src/engine/a.ts", 'import { fault } from "../model/faults.ts";', "noRestrictedImports"],
  ["src/engine/b.ts", "setTimeout(() => 1, 5);", "noRestrictedGlobals"],
  ["src/engine/c.ts", "export const id = crypto.randomUUID();", "noRestrictedGlobals"],
  ["src/engine/d.ts", 'import { Cron } from "croner";', "noRestrictedImports"],
  ["src/model/a.ts", 'import type { World } from "../domain/world.ts";', "noRestrictedImports"],
  ["src/wire/a.ts", 'export { createEmulator } from "../emulator.ts";', "noRestrictedImports"],
  ["src/wire/b.ts", 'import type { World } from "../domain/world.ts";', "noRestrictedImports"],
  ["src/actions/a.ts", 'import { apply } from "../engine/apply.ts";', "noRestrictedImports"],
  ["src/actions/b.ts", 'import { createEmulator } from "../emulator.ts";', "noRestrictedImports"],
  ["src/actions/ec2/a.ts", 'import { apply } from "../../engine/apply.ts";', "noRestrictedImports"],
  ["src/actions/d.ts", 'import { ec2Page } from "./ec2/page.ts";', "noRestrictedImports"],
  ["src/actions/ec2/d.ts", 'import { runs } from "./instances/run.ts";', "noRestrictedImports"],
  ["src/actions/ec2/e.ts", 'import { page } from "../autoscaling/page.ts";', "noRestrictedImports"],
  ["src/actions/ec2/images/a.ts", 'import { a } from "../tagging/a.ts";', "noRestrictedImports"],
  ["src/actions/ec2/images/b.ts", 'import { a } from "../../elb/a.ts";', "noRestrictedImports"],
  [
    "src/actions/ec2/images/c.ts",
    'import { a } from "../../../engine/a.ts";',
    "noRestrictedImports",
  ],
  [
    "src/actions/ec2/operations.ts",
    'import { a } from "../autoscaling/operations.ts";',
    "noRestrictedImports",
  ],
  ["src/actions/registry.ts", 'import { a } from "./ec2/images/a.ts";', "noRestrictedImports"],
  [
    "src/domain/changes/a.ts",
    'import { plan } from "../../planner/plan.ts";',
    "noRestrictedImports",
  ],
  [
    "src/engine/apply/a.ts",
    'import { fault } from "../../model/faults.ts";',
    "noRestrictedImports",
  ],
  ["src/control/routes/a.ts", 'import { x } from "../../wire/xml.ts";', "noRestrictedImports"],
  ["src/client/a.ts", 'import { Emulator } from "../emulator.ts";', "noRestrictedImports"],
  ["src/delivery/a.ts", 'import { fastify } from "fastify";', "noRestrictedImports"],
  ["src/turns/a.ts", 'import { fastify } from "fastify";', "noRestrictedImports"],
  ["src/actions/ec2/b.ts", 'import { ec2 } from "@aws-sdk/client-ec2";', "noRestrictedImports"],
  ["src/actions/ec2/c.ts", "export const port = process.env.PORT;", "noRestrictedGlobals"],
  ["src/actions/c.ts", 'import { randomBytes } from "node:crypto";', "noRestrictedImports"],
  [
    "src/actions/ec2/ssh-public-keys.ts",
    'import { randomBytes } from "node:crypto";',
    "noRestrictedImports",
  ],
  ["src/control/a.ts", 'import { encodeError } from "../wire/xml.ts";', "noRestrictedImports"],
  [
    "src/control/b.ts",
    'export const later = () => import("../engine/x.ts");',
    "noRestrictedImports",
  ],
  ["src/control/c.ts", "setInterval(() => 1, 5);", "noRestrictedGlobals"],
  ["src/mirror/a.ts", 'import { commit } from "../engine/engine.ts";', "noRestrictedImports"],
  ["src/mirror/b.ts", "export const asked = fetch(String(URL));", "noRestrictedGlobals"],
  ["src/senders/a.ts", 'import type { World } from "../domain/world.ts";', "noRestrictedImports"],
  ["src/preview/a.ts", 'import { newEngine } from "../engine/engine.ts";', "noRestrictedImports"],
  ["src/durable/a.ts", 'import { newEngine } from "../engine/engine.ts";', "noRestrictedImports"],
  ["src/durable/b.ts", "export const id = process.pid;", "noRestrictedGlobals"],
  ["src/control/d.ts", 'import { readWorld } from "../world-file/read.ts";', "noRestrictedImports"],
  ["src/console/a.ts", 'import { ask } from "../client/http.ts";', "noRestrictedImports"],
  [
    "src/console/b/a.ts",
    'import { version } from "../../library/version.ts";',
    "noRestrictedImports",
  ],
  ["src/control/e.ts", 'export { place } from "../console/data/place.ts";', "noRestrictedImports"],
  ["src/library/d.ts", 'export { place } from "../console/data/place.ts";', "noRestrictedImports"],
  ["src/assembly.ts", 'import { buildServer } from "./server.ts";', "noRestrictedImports"],
  [
    "src/world-file/a.ts",
    'import { apply } from "../engine/apply/apply.ts";',
    "noRestrictedImports",
  ],
  ["src/schemas/a.ts", 'import { createEmulator } from "../emulator.ts";', "noRestrictedImports"],
  ["src/cli/a.ts", 'import { apply } from "../engine/apply.ts";', "noRestrictedImports"],
  ["src/cli/b.ts", 'import { S3 } from "@aws-sdk/client-auto-scaling";', "noRestrictedImports"],
  ["src/cli/watch.ts", 'import { controlOf } from "../client/control.ts";', "noRestrictedImports"],
  ["src/cli/undo-a.ts", 'import { controlOf } from "../client/control.ts";', "noRestrictedImports"],
  ["src/dry-run/a.ts", 'import { newEngine } from "../engine/engine.ts";', "noRestrictedImports"],
  ["src/terraform/a.ts", 'import { newEngine } from "../engine/engine.ts";', "noRestrictedImports"],
  ["src/cli/terraform-a.ts", 'import { undo } from "../undo/undo.ts";', "noRestrictedImports"],
  [
    "src/cli/dry-run-a.ts",
    'import { controlOf } from "../client/control.ts";',
    "noRestrictedImports",
  ],
  ["src/undo/a.ts", 'import { controlOf } from "../client/control.ts";', "noRestrictedImports"],
  ["src/library/a.ts", 'import { apply } from "../engine/apply.ts";', "noRestrictedImports"],
  ["src/library/b.ts", 'import { serve } from "../cli/serve.ts";', "noRestrictedImports"],
  ["src/library/c.ts", "export const port = process.env.PORT;", "noRestrictedGlobals"],
  ["src/pacer.ts", 'import { fastify } from "fastify";', "noRestrictedImports"],
  ["src/server.ts", 'import { apply } from "./engine/apply.ts";', "noRestrictedImports"],
  ["src/emulator.ts", 'import { fastify } from "fastify";', "noRestrictedImports"],
  ["src/main.ts", 'import { buildServer } from "./server.ts";', "noRestrictedImports"],
  ["src/cli/cycle-a.ts", 'export { b } from "./cycle-b.ts";', "noImportCycles"],
  ["src/cli/cycle-b.ts", 'export { a } from "./cycle-a.ts";', "noImportCycles"],
  ["src/domain/cycle-a.ts", 'export type { B } from "./cycle-b.ts";', "noImportCycles"],
  ["src/domain/cycle-b.ts", 'export type { A } from "./cycle-a.ts";', "noImportCycles"],
  ["src/cli/barrel.ts", 'export * from "./start.ts";', "noReExportAll"],
  ["test/a.test.ts", `test${".on"}ly("alone", () => 1);`, "noFocusedTests"],
] as const;

/** Allowed lines that look like the forbidden ones. */
const allowed = [
  ["src/domain/ok.ts", 'export { second } from "./time.ts";'],
  ["src/planner/ok.ts", 'export { second } from "../domain/time.ts";'],
  ["src/planner/recurrence.ts", 'export { Cron } from "croner";'],
  ["src/actions/ec2/key-pairs/new-ssh-keys.ts", 'export { createPrivateKey } from "node:crypto";'],
  ["src/engine/ok.ts", 'export { plan } from "../planner/plan.ts";'],
  ["src/actions/ec2/ok.ts", 'export { fault } from "../../model/faults.ts";'],
  ["src/actions/ec2/images/ok.ts", 'export { a } from "../page.ts";'],
  ["src/actions/ec2/images/ok-too.ts", 'export { a } from "../../page.ts";'],
  ["src/actions/ec2/images/ok-also.ts", 'export { a } from "../../../domain/world.ts";'],
  ["src/domain/changes/ok.ts", 'export { second } from "../time.ts";'],
  ["src/engine/apply/ok.ts", 'export { plan } from "../../planner/plan.ts";'],
  ["src/wire/ok.ts", 'export { fault } from "../model/faults.ts";'],
  ["src/control/ok.ts", 'export { createPacer } from "../pacer.ts";'],
  ["src/console/c/ok.ts", 'export { storyOf } from "../../domain/story/story.ts";'],
  ["src/mirror/ask.ts", "export const asked = fetch(String(URL));"],
  ["src/library/ok.ts", 'export { assemble } from "../assembly.ts";'],
  ["src/cli/wait.ts", 'export { AutoScaling } from "@aws-sdk/client-auto-scaling";'],
] as const;

const lines = (count: number) => "export const a = 1;\n".repeat(count);
const calls = (count: number, line: string) => `export function f() {${line.repeat(count)}\n}\n`;

/** What it is, its file, its text, and whether it is too long: only lines of code count. */
const lengths = [
  ["a file of 241 lines", "src/wire/long.ts", lines(241), true],
  ["a file of 230 lines", "src/wire/full.ts", lines(230), false],
  [
    "with comments",
    "src/wire/told.ts",
    `${lines(230)}${"/** It\n * is. */\n\n".repeat(99)}`,
    false,
  ],
  ["a test of 400 lines", "test/long.test.ts", lines(400), false],
  ["a function of 51 lines", "src/wire/whole.ts", calls(51, "\n  f();"), true],
  ["with comments inside", "src/wire/said.ts", calls(48, "\n\n  // Now.\n  f();"), false],
] as const;

const boundaries = /noRestrictedImports|noRestrictedGlobals|noImportCycles/;

let folder: string;
let caught: Set<string>;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "asg-local-boundaries-")));
  cpSync(join(repository, "biome.json"), join(folder, "biome.json"));
  const sized = lengths.map(([, file, text]) => [file, text] as const);
  for (const [file, text] of [...violations, ...allowed, ...sized]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  caught = lint(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What Biome reports in this folder, as "file rule". */
function lint(cwd: string): Set<string> {
  const settings = ["lint", "--reporter=github", "--max-diagnostics=none", "src", "test"];
  const { stdout } = spawnSync(biome, settings, { cwd, encoding: "utf8" });
  const report = /title=lint\/\w+\/(\w+),file=([^,]+)/g;
  return new Set(
    [...stdout.matchAll(report)].map(([, rule, file = ""]) => `${relative(cwd, file)} ${rule}`),
  );
}

test.each(violations)("%s may not hold %j", (file, _, rule) => {
  expect(caught).toContain(`${file} ${rule}`);
});

test.each(allowed)("%s may hold %j", (file) => {
  const reports = [...caught].filter((report) => report.startsWith(`${file} `));
  expect(reports.filter((report) => boundaries.test(report))).toEqual([]);
});

test.each(lengths)("%s: %s", (_, file, __, isTooLong) => {
  const reports = [...caught].filter((report) => report.startsWith(`${file} noExcessiveLines`));
  expect(reports).toHaveLength(isTooLong ? 1 : 0);
});

test("every folder and file of src has an import rule with a planted violation", () => {
  const planted = violations
    .filter(([, , rule]) => rule === "noRestrictedImports")
    .map(([file]) => file.split("/")[1]);
  const places = readdirSync(join(repository, "src"));
  expect(places.filter((place) => !planted.includes(place))).toEqual([]);
});

test("src keeps the import rules", () => {
  const reports = [...lint(repository)];
  expect(reports.filter((report) => boundaries.test(report))).toEqual([]);
});

test("no boundary is switched off inside a file", () => {
  const command = ["-rlE", "biome-ignore.*(noRestricted|noImportCycles)", "src"];
  const { stdout } = spawnSync("grep", command, { cwd: repository, encoding: "utf8" });
  expect(stdout).toBe("");
});

test("the linter is the one that package.json pins", () => {
  const version = execFileSync(biome, ["--version"], { encoding: "utf8" });
  expect(version.trim()).toMatch(/^Version: 2\.5\.15$/);
});
