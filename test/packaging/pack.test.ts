/** The package as a user gets it: packed, installed in an empty folder, run with npx, stopped. */
import { execFileSync, spawn } from "node:child_process";
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
  ...["package.json", "package-lock.json", "tsconfig.json", "src", "fixtures"],
  ...["README.md", "LICENSE", "CHANGELOG.md"],
];

/** What an npm around these tests was told to install is not what this one is to run. */
const { npm_config_package: _, ...ownEnvironment } = process.env;

let folder: string;
let tarball: string;
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
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("holds what runs, what describes it, and nothing else", () => {
  const others = packed.filter((path) => !/^(dist|fixtures\/worlds)\//.test(path)).sort();
  expect(others).toEqual([...["CHANGELOG.md", "LICENSE", "README.md", "package.json"]]);
  expect(packed).toContain("dist/main.js");
  expect(packed).toContain("dist/model/generated/autoscaling.json");
  expect(packed.filter((path) => /\.ts$/.test(path) && !/\.d\.ts$/.test(path))).toEqual([]);
});

test("installs on this version of Node and runs with npx in an empty folder", async () => {
  const empty = join(folder, "empty");
  mkdirSync(empty);
  writeFileSync(join(empty, "package.json"), '{"private":true}\n');
  npm(empty, "install", "--prefer-offline", "--no-audit", "--no-fund", "--engine-strict", tarball);

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
