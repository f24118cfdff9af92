/** The package as a user gets it: packed, installed in an empty folder, run with npx, stopped. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { productOf, repository } from "../cli/product.ts";

const sources = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "src",
  "fixtures",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
];

/** What an npm around these tests was told to install is not what this one is to run. */
const { npm_config_package: _, ...ownEnvironment } = process.env;

let folder: string;
let tarball: string;
/** A folder with the package installed, and with nothing else. */
let empty: string;
let packed: readonly string[];

const npm = (cwd: string, ...words: string[]) =>
  execFileSync("npm", words, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** Packs a copy, because packing builds, and other tests run the build of this folder now. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "asg-local-pack-"));
  const copy = join(folder, "copy");
  for (const name of sources) {
    cpSync(join(repository, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
  const report = npm(copy, "pack", "--silent", "--json", "--pack-destination", folder);
  const [{ filename, files }] = JSON.parse(report) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  tarball = join(folder, filename);
  packed = files.map(({ path }) => path);
  empty = join(folder, "empty");
  mkdirSync(empty);
  writeFileSync(join(empty, "package.json"), '{"private":true,"type":"module"}\n');
  npm(empty, "install", "--prefer-offline", "--no-audit", "--no-fund", "--engine-strict", tarball);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("holds what runs, what describes it, and nothing else", () => {
  const others = packed.filter((path) => !/^(dist|fixtures\/worlds)\//.test(path)).sort();
  expect(others).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
  expect(packed).toContain("dist/bundle/main.js");
  expect(packed).toContain("dist/bundle/generated/autoscaling.json");
  expect(packed.filter((path) => /\.ts$/.test(path) && !/\.d\.ts$/.test(path))).toEqual([]);
});

test("installs on this version of Node and runs with npx in an empty folder", async () => {
  // A group of its own, so that the signal reaches what npx started, as a terminal's would.
  const child = spawn("npx", ["--no-install", "asg-local", "--port", "0"], {
    cwd: empty,
    detached: true,
    env: ownEnvironment,
  });
  const { endpoint } = await productOf(child);
  const health = await fetch(`${endpoint}/_asg-local/health`);
  expect(await health.json()).toMatchObject({ status: "ok" });

  const ended = new Promise((resolve) => child.once("close", resolve));
  process.kill(-(child.pid as number), "SIGTERM");
  await ended;
  await expect(fetch(`${endpoint}/_asg-local/health`)).rejects.toThrow();
  expect(readdirSync(empty).sort()).toEqual(["node_modules", "package-lock.json", "package.json"]);
});

/** Uses all of it once; `// @ts-expect-error` fails when the line below it is right. */
const consumer = `import { startEmulator, type Condition, type JournalLine } from "asg-local";
export async function story(): Promise<readonly JournalLine[]> {
  await using emulator = await startEmulator({ timing: "fast", startTime: new Date(0) });
  const { accessKeyId }: { accessKeyId: string } = emulator.clientConfiguration.credentials;
  const done: Condition = { group: accessKeyId, status: ["Successful"] };
  const { reached }: { reached: boolean } = await emulator.control.until(done, { atMost: "2h" });
  await emulator.control.faults.add({ kind: "zone", availabilityZone: "us-east-1a" });
  // @ts-expect-error: there is no such kind
  await emulator.control.faults.add({ kind: "weather" });
  // @ts-expect-error: a span is a text
  await emulator.control.advance(10);
  // @ts-expect-error: there is no such option
  await startEmulator({ prot: 1, isReached: reached });
  return emulator.control.journal();
}
`;

test("its types need nothing but TypeScript, libraries checked", () => {
  writeFileSync(join(empty, "story.ts"), consumer);
  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  const flags = ["--noEmit", "--strict", "--skipLibCheck", "false", "--types", ""];
  const target = ["--module", "nodenext", "--target", "es2022", "--lib", "es2022"];
  const { stdout } = spawnSync(process.execPath, [tsc, ...flags, ...target, "story.ts"], {
    cwd: empty,
    encoding: "utf8",
  });
  rmSync(join(empty, "story.ts"));
  expect(stdout).toBe("");
});
