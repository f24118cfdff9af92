/** The projects of docs/examples, each run by the command that it names, with the built package. */
import { execFile, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsClients, awsEnvironment } from "../cli/aws-clients.ts";
import { mainFile, repository } from "../cli/product.ts";
import { freePort } from "../support/free-port.ts";
import { isWithoutAnsible } from "./ansible.ts";
import { isWithout } from "./installed.ts";
import { isWithoutMoto } from "./moto-server.ts";
import { terraformPlaces } from "./terraform-places.ts";

const run = promisify(execFile);
const examples = join(repository, "docs/examples");
const modules = join(repository, "node_modules");
const terraform = terraformPlaces();

const hasPython = (module: string) =>
  spawnSync("python3", ["-c", `import ${module}`], { timeout: 60_000 }).status === 0;

/** What each project needs besides Node, whether it is not here, and the end of what it prints. */
const projects = [
  { name: "vitest", isSkipped: false, prints: /2 passed/ },
  {
    name: "pytest",
    isSkipped: isWithout("pytest", hasPython("pytest, boto3")),
    prints: /2 passed/,
  },
  { name: "bash", isSkipped: awsClients.length === 0, prints: /Successful 100[\s\S]*RollbackSucc/ },
  {
    name: "terraform",
    isSkipped: terraform === undefined,
    prints: /Destroy complete! Resources: 2/,
  },
  {
    name: "ansible",
    isSkipped: isWithoutAnsible,
    prints: /It has replaced everything[\s\S]*failed=0/,
  },
  { name: "compose", isSkipped: false, prints: /^ok web: Successful, \d+ minutes, 9\d/ },
  {
    name: "events",
    isSkipped: isWithoutMoto || awsClients.length === 0,
    prints: /RollbackSuccessful[\s\S]*"CheckpointPercentage":"20"/,
  },
] as const;

/** Those of which only the files can be looked at here. */
const readOnly = ["devcontainer", "github-actions", "kubernetes", "testcontainers"];

let folder: string;

/** Of moto and the validator in the project about events; others may listen there now. */
const usualPorts = ["5000", "8080"];

async function replacePort(project: string, port: string): Promise<void> {
  const free = await freePort();
  for (const name of ["test.sh", "validate.mjs"]) {
    const text = readFileSync(join(project, name), "utf8");
    writeFileSync(join(project, name), text.replaceAll(port, free));
  }
}

/** Node finds the package and its peers in a folder around the projects, as npm would lay them. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "asg-local-examples-"));
  cpSync(examples, folder, { recursive: true });
  const installed = ["vitest", "typescript", "testcontainers", "@aws-sdk/client-auto-scaling"];
  for (const project of readdirSync(folder)) {
    const own = join(folder, project, "node_modules");
    for (const name of [...installed, "@types"]) {
      mkdirSync(dirname(join(own, name)), { recursive: true });
      symlinkSync(join(modules, name), join(own, name));
    }
    symlinkSync(repository, join(own, "asg-local"));
    mkdirSync(join(own, ".bin"));
    const command = `#!/bin/sh\nexec '${process.execPath}' '${mainFile}' "$@"\n`;
    writeFileSync(join(own, ".bin/asg-local"), command, { mode: 0o755 });
    symlinkSync(join(modules, "vitest/vitest.mjs"), join(own, ".bin/vitest"));
  }
  for (const port of usualPorts) await replacePort(join(folder, "events"), port);
  const mirror = `filesystem_mirror { path = "${terraform?.mirror}" }`;
  const settings = [`provider_installation {\n  ${mirror}\n}`, "disable_checkpoint = true", ""];
  writeFileSync(join(folder, "terraform.rc"), settings.join("\n"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing of these tests' own Vitest, and no way out of this machine. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries({ ...process.env, ...awsEnvironment() });
  const nowhere = "http://127.0.0.1:9";
  return {
    ...Object.fromEntries(inherited.filter(([name]) => !/^(VITEST|npm_|ASG_LOCAL_)/.test(name))),
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    NO_PROXY: "127.0.0.1",
    TF_CLI_CONFIG_FILE: join(folder, "terraform.rc"),
    PYTHONDONTWRITEBYTECODE: "1",
    CHECKPOINT_DISABLE: "1",
  };
}

/** The line of one of the project's files that says how it is run. */
function commandOf(project: string): string {
  const files = readdirSync(join(examples, project));
  const lines = files.flatMap((file) => {
    const text = readFileSync(join(folder, project, file), "utf8");
    return [...text.matchAll(/^(?:#|\/\/) Run: (.*)$/gm)].map(([, line = ""]) => line);
  });
  expect(lines).toHaveLength(1);
  return lines.join();
}

test("they are those of the page, with five files at most", () => {
  const page = readFileSync(join(repository, "docs/examples.md"), "utf8");
  const linked = [...page.matchAll(/\]\(examples\/([\w-]+)\//g)].map(([, name]) => name);
  const there = readdirSync(examples);
  expect([...new Set(linked)].sort()).toEqual(there.sort());
  expect([...projects.map(({ name }) => name), ...readOnly].sort()).toEqual(there);
  for (const name of there) expect(readdirSync(join(examples, name)).length).toBeLessThan(6);
});

describe.each(projects)("$name", ({ name, isSkipped, prints }) => {
  test.skipIf(isSkipped)("does what it says, by the command that it names", async () => {
    const words = ["-c", commandOf(name)];
    const options = { cwd: join(folder, name), env: environment() };
    const { stdout, stderr } = await run("bash", words, options).catch((failed) => {
      throw new Error(`${name} ended with ${failed.code}:\n${failed.stdout}${failed.stderr}`);
    });
    expect(stdout + stderr).toMatch(prints);
  });
});

describe("where there is no Docker and no GitHub", () => {
  test.each(["vitest", "testcontainers"])("the TypeScript of %s compiles", async (name) => {
    const files = readdirSync(join(folder, name)).filter((file) => file.endsWith(".ts"));
    const flags = ["--noEmit", "--strict", "--skipLibCheck", "--types", "node"];
    const target = ["--module", "nodenext", "--target", "es2022", "--allowImportingTsExtensions"];
    const tsc = join(modules, "typescript/bin/tsc");
    const words = [tsc, ...flags, ...target, ...files];
    await run(process.execPath, words, { cwd: join(folder, name) }).catch((failed) => {
      throw new Error(failed.stdout);
    });
  });

  test.skipIf(!hasPython("yaml"))(
    "the workflow and the Compose files are what they should be",
    () => {
      const [workflow, compose, events] = parsedYaml([
        "github-actions/workflow.yml",
        "compose/compose.yaml",
        "events/compose.yaml",
      ]);
      const { steps } = workflow.jobs.test;
      expect(steps.map((step: { uses?: string }) => step.uses?.split("@")[0])).toEqual([
        "actions/checkout",
        "actions/setup-node",
        undefined,
        undefined,
      ]);
      expect(steps.at(-1).run).toMatch(
        /^npx asg-local exec --clock manual --world \S+ -- npm test$/,
      );
      expect(Object.keys(compose.services)).toEqual(["asg-local", "validator"]);
      expect(compose.services.validator.command).toEqual(["node", "validate.mjs"]);
      expect(Object.keys(events.services)).toEqual(["asg-local", "moto", "validator", "test"]);
      expect(events.services["asg-local"].command).toEqual(
        expect.arrayContaining([
          "--webhook=http://validator:8080/",
          "--targets-endpoint=http://moto:5000",
        ]),
      );
      expect(events.services.test.entrypoint).toEqual(["bash", "test.sh"]);
    },
  );
});

function parsedYaml(files: readonly string[]) {
  const script =
    "import json, sys, yaml; " +
    "print(json.dumps([yaml.safe_load(open(file)) for file in sys.argv[1:]]))";
  const words = ["-c", script, ...files.map((file) => join(examples, file))];
  return JSON.parse(spawnSync("python3", words, { encoding: "utf8" }).stdout);
}
