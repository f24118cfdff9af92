/** The package as a user gets it: packed, installed in an empty folder, run with npx, stopped. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { environmentOf } from "../../src/library/environment.ts";
import { productOf, repository } from "../cli/product.ts";
import { freePort } from "../support/free-port.ts";

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

const { packages } = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
};
/** The versions of our lock file, so that what is published meanwhile changes nothing. */
const overrides = Object.fromEntries(
  Object.entries(packages).flatMap(([path, { version }]) => {
    const name = /^node_modules\/((@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    return name === undefined ? [] : [[name, version]];
  }),
);
function givePackageFile(cwd: string): void {
  const content = { private: true, type: "module", overrides };
  writeFileSync(join(cwd, "package.json"), JSON.stringify(content));
}

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
  givePackageFile(empty);
  npm(empty, "install", "--prefer-offline", "--no-audit", "--no-fund", "--engine-strict", tarball);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { exports } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
};
const typesOfEntries = Object.values(exports).flatMap((entry) =>
  typeof entry === "string" ? [] : [entry.types.replace("./", "")],
);

test("holds bundles, types, examples and licences, and nothing else", () => {
  const program = /^dist\/bundle\/([\w-]+\.js|generated\/\w+\.json)$/;
  const example = /^fixtures\/(plans|worlds)\/[\w/.-]+\.json$/;
  const page =
    /^dist\/console\/(assets\/console-[\w-]+\.(js|css)|favicon\.svg|index\.html)(\.br|\.gz)?$/;
  const isOther = (path: string) => ![program, example, page].some((one) => one.test(path));
  const others = packed.filter(isOther);
  const texts = ["CHANGELOG.md", "LICENSE", "README.md"];
  const licences = ["dist/bundle/licences.txt", "dist/console/licences.txt"];
  const ofAws = ["dist/bundle/generated/LICENSE", "dist/bundle/generated/NOTICE"];
  expect(others.sort()).toEqual(
    [...texts, ...licences, ...ofAws, ...typesOfEntries, "package.json"].sort(),
  );
  expect(packed).toEqual(
    expect.arrayContaining([
      "dist/bundle/main.js",
      "dist/console/index.html",
      "dist/bundle/plan-worker.js",
      "dist/bundle/snapshot-worker.js",
      "dist/bundle/generated/autoscaling.json",
      "fixtures/plans/rolling.json",
      "fixtures/worlds/web-fleet.json",
      "fixtures/worlds/generated/world.schema.json",
    ]),
  );
  expect(packed.length).toBeLessThan(100);
});

test("installs no second copy of what is bundled", () => {
  const installed = readdirSync(join(empty, "node_modules"));
  expect(installed).toEqual(expect.arrayContaining(["asg-local", "pino"]));
  expect(installed).not.toContain("fastify");
});

test("each bundled package has its licence's text", () => {
  const bundled = join(empty, "node_modules/asg-local/dist/bundle/licences.txt");
  const parts = readFileSync(bundled, "utf8").split(`\n\n${"-".repeat(80)}\n\n`);
  const heads = parts.map((part) => /^(\S+) \d\S* \(([\w.-]+)\)\n\n\S/.exec(part)?.slice(1));
  expect(heads).not.toContain(undefined);
  expect(heads).toContainEqual(["fastify", "MIT"]);
  expect(heads).toContainEqual(["abstract-logging", "MIT"]);
  expect(new Set(heads.map((head) => head?.[1]))).toEqual(
    new Set(["MIT", "ISC", "Apache-2.0", "BSD-3-Clause"]),
  );
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

test.each([
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
])("its types need nothing but TypeScript: modules %s, found by %s", (kind, resolution) => {
  writeFileSync(join(empty, "story.ts"), consumer);
  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  const flags = ["--noEmit", "--strict", "--skipLibCheck", "false", "--types", ""];
  const target = ["--module", kind, "--moduleResolution", resolution, "--target", "es2022"];
  const { stdout } = spawnSync(
    process.execPath,
    [tsc, ...flags, ...target, "--lib", "es2022", "story.ts"],
    { cwd: empty, encoding: "utf8" },
  );
  rmSync(join(empty, "story.ts"));
  expect(stdout).toBe("");
});

/** A whole life of an emulator, with a plan, which another thread makes. */
const life = `import { startEmulator } from "asg-local";
const emulator = await startEmulator();
const plan = { describedGroup: { name: "web", size: 4 } };
const answer = await fetch(emulator.endpoint + "/_asg-local/plan", {
  method: "POST",
  body: JSON.stringify(plan),
});
const { status } = await answer.json();
console.log(answer.status, status);
await emulator.close();
`;

test("the library starts, plans and stops in the empty folder", () => {
  writeFileSync(join(empty, "life.js"), life);
  const { stdout, stderr } = spawnSync(process.execPath, ["life.js"], {
    cwd: empty,
    encoding: "utf8",
    timeout: 60_000,
  });
  rmSync(join(empty, "life.js"));
  expect([stdout, stderr]).toEqual(["200 Successful\n", ""]);
});

const { runs } = parse(readFileSync(join(repository, "action.yml"), "utf8")) as {
  readonly runs: { readonly steps: readonly { readonly run: string }[] };
};

/** Runs the script of the action as a runner does; `pid` is that of what it started. */
async function runAction(inputs: Readonly<Record<string, string>>) {
  const place = mkdtempSync(join(folder, "runner-"));
  const [GITHUB_ENV, GITHUB_OUTPUT] = [join(place, "env"), join(place, "output")];
  const script = join(place, "script.sh");
  mkdirSync(join(place, "asg-local"));
  givePackageFile(join(place, "asg-local"));
  writeFileSync(script, `${runs.steps[0]?.run}\necho $! > "$RUNNER_TEMP/pid"\n`);
  const given = {
    WORLD: "",
    CLOCK: "realtime",
    VERSION: `file:${tarball}`,
    npm_config_prefer_offline: "true",
    ...inputs,
  };
  const { status, stdout } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", script],
    {
      cwd: repository,
      env: { ...ownEnvironment, GITHUB_ENV, GITHUB_OUTPUT, RUNNER_TEMP: place, ...given },
      encoding: "utf8",
    },
  );
  const textOf = (name: string) =>
    existsSync(join(place, name)) ? readFileSync(join(place, name), "utf8") : "";
  return { status, stdout, env: textOf("env"), output: textOf("output"), pid: textOf("pid") };
}

test("the action starts it, waits for it and exports what exec gives its command", async () => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const world = "fixtures/worlds/web-fleet.json";
  const started = await runAction({ PORT: port, WORLD: world, CLOCK: "manual" });
  expect(started).toMatchObject({ status: 0, stdout: "" });
  const variables = environmentOf({ endpoint, account: "000000000000", region: "us-east-1" });
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  expect(started.env).toBe(lines.join(""));
  expect(started.output).toMatch(new RegExp(`^endpoint=${endpoint}\nlog=/.*\\.log\n$`));
  const info = await (await fetch(`${endpoint}/_asg-local/info`)).json();
  expect(info).toMatchObject({ clock: { mode: "manual" }, counts: { groups: 1, instances: 12 } });
  process.kill(Number(started.pid), "SIGTERM");
});

test("the action fails with what npm printed when there is no such version", async () => {
  const missing = join(folder, "no-such.tgz");
  const failed = await runAction({ PORT: await freePort(), VERSION: `file:${missing}` });
  expect(failed).toMatchObject({ status: 1, env: "", output: "" });
  expect(failed.stdout).toMatch(/no-such\.tgz[\s\S]*::error::asg-local could not be installed/);
});

test("the action fails with what was printed when it does not start", async () => {
  const failed = await runAction({ PORT: await freePort(), WORLD: "no-such.json" });
  expect(failed).toMatchObject({ status: 1, env: "", output: "" });
  expect(failed.stdout).toMatch(/no-such\.json[\s\S]*::error::asg-local did not start/);
});
