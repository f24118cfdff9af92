/** A client generated from the OpenAPI document: it compiles, has named types, and works. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../src/library/start-emulator.ts";

const run = promisify(execFile);
const repository = join(import.meta.dirname, "../..");
const modules = join(repository, "node_modules");
const world = join(repository, "fixtures/worlds/web-fleet.json");

/** What somebody writes with the client; every type in it has the name of a schema. */
const use = `import { defaults, getGroupsNameRefreshes, postClock, postFaults } from "./client.js";
import type { ClockRequest, Condition, Fault, Moved, RefreshSummary } from "./client.js";

defaults.baseUrl = process.argv[2] ?? "";
const fault: Fault = { kind: "hook", result: "CONTINUE" };
const added = await postFaults({ faults: [fault] });
const until: Condition = { group: "web", settled: true };
const request: ClockRequest = { until, atMost: "2h" };
const answer = await postClock(request);
if (answer.status !== 200) throw new Error(answer.data.error);
const moved: Moved = answer.data;
const told = await getGroupsNameRefreshes("web", { region: "us-east-1" });
const summaries: readonly RefreshSummary[] = told.status === 200 ? told.data.refreshes : [];
const lowest = summaries[0]?.summary?.lowestReady?.percentage ?? null;
// @ts-expect-error: there is no such member
const refused = await postClock({ forward: "10m" });
console.log(JSON.stringify([added.status, moved.reached, summaries.length, lowest]));
console.log(refused.status, refused.status === 400 ? refused.data.error : "");
`;

let emulator: RunningEmulator;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator({ world });
  folder = mkdtempSync(join(tmpdir(), "asg-local-client-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(modules, "@oazapfts"), join(folder, "node_modules/@oazapfts"));
  symlinkSync(join(modules, "@types"), join(folder, "node_modules/@types"));
  writeFileSync(join(folder, "package.json"), '{"private":true,"type":"module"}\n');
  const document = await fetch(`${emulator.endpoint}/_asg-local/openapi.json`);
  writeFileSync(join(folder, "openapi.json"), await document.text());
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** Runs a file of a package on this Node, in the project's folder. */
const tool = (file: string, ...words: string[]) =>
  run(process.execPath, [join(modules, file), ...words], { cwd: folder }).catch((failed) => {
    throw new Error(`${file}: ${failed.stdout}${failed.stderr}`);
  });

test("the client compiles, with what is made of it, and does its work", async () => {
  await tool("oazapfts/dist/cli.js", "openapi.json", "client.ts");
  writeFileSync(join(folder, "use.ts"), use);
  const target = ["--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom"];
  await tool("typescript/bin/tsc", "--strict", "--types", "node", ...target, "use.ts");
  const words = [join(folder, "use.js"), emulator.endpoint];
  const { stdout } = await run(process.execPath, words);
  const [told, refusal] = stdout.split("\n");
  expect(JSON.parse(told ?? "")).toEqual([200, true, 1, null]);
  expect(refusal).toMatch(/^400 .*forward/);
  expect(await emulator.control.faults.list()).toMatchObject([{ kind: "hook" }]);
});
