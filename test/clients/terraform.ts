/** Terraform as a user runs it, in a folder of its own, without a network, against the product. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { type Control, controlOf } from "../../src/client/control.ts";
import { mainFile, type Product, repository, startProduct } from "../cli/product.ts";
import type { TerraformPlaces } from "./terraform-places.ts";

type Variables = Readonly<Record<string, string | boolean>>;

interface Run {
  readonly code: number | null;
  /** Of stdout and stderr, in the order in which they were written. */
  readonly output: string;
}

export interface Terraform {
  readonly product: Product;
  readonly control: Control;
  /** For the clients of AWS's SDK. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** A command with the configuration's variables; colours and questions are turned off. */
  run(command: string, ...flags: readonly string[]): Promise<Run>;
  /** The same, with its output alone; throws it when the exit status is not 0. */
  succeed(command: string, ...flags: readonly string[]): Promise<string>;
  /** Lines of a page, by a shell in Terraform's folder, with the variables and asg-local. */
  shell(script: string): Promise<string>;
  apply(): Promise<string>;
  /** Fails when a plan has a difference. */
  expectNoChange(): Promise<void>;
  /** Fails when what is there differs from what Terraform remembers. */
  expectNoDrift(): Promise<void>;
  /** What the variables are from now on. */
  set(variables: Variables): void;
  /** Actions that were refused so far, with their errors: "CreateVpc VpcLimitExceeded". */
  refusals(): readonly string[];
  close(): Promise<void>;
}

const fixtures = join(repository, "fixtures/clients/terraform");

interface TerraformOptions {
  /** Another emulator, which has the queues and topics of the configuration `messages`. */
  readonly other?: string | undefined;
}

/** Starts the product with a manual clock and a Terraform that has the configuration named. */
export async function startTerraform(
  { file, mirror }: TerraformPlaces,
  configuration: string,
  { other }: TerraformOptions = {},
): Promise<Terraform> {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-terraform-"));
  const start = ["--clock", "manual", "--start-time", "2026-03-01T12:00:00Z"];
  const beside = other === undefined ? [] : ["--targets-endpoint", other];
  const product = await startProduct([...start, ...beside, "--seed", "terraform", "--log", "json"]);
  cpSync(join(fixtures, configuration), folder, { recursive: true });
  if (other !== undefined) cpSync(join(fixtures, "messages"), folder, { recursive: true });
  writeFileSync(join(folder, "provider.tf"), providerOfPage(product.endpoint, other));
  writeFileSync(join(folder, "terraform.rc"), cliConfiguration(mirror));
  const running = new Set<ChildProcess>();
  let variables: Variables = {};
  const run = async (command: string, ...flags: readonly string[]): Promise<Run> => {
    const takesVariables = ["apply", "plan", "destroy", "import"].includes(command);
    const set = Object.entries(variables).map(([name, value]) => `-var=${name}=${value}`);
    const all = [...command.split(" "), "-no-color", ...(takesVariables ? set : []), ...flags];
    const child = spawn(file, all, { cwd: folder, env: environment(folder) });
    running.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    const [code] = await once(child, "close");
    running.delete(child);
    return { code, output };
  };
  const succeed = async (command: string, ...flags: readonly string[]): Promise<string> => {
    const { code, output } = await run(command, ...flags);
    if (code === 0) return output;
    throw new Error(`terraform ${command} ended with ${code}:\n${output}`);
  };
  return {
    product,
    control: controlOf(product.endpoint),
    run,
    succeed,
    client: {
      endpoint: product.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    },
    shell: async (script) => {
      const named = Object.entries(variables).map(([name, value]) => [
        `TF_VAR_${name}`,
        `${value}`,
      ]);
      const command = `exec '${process.execPath}' '${mainFile}' "$@"`;
      writeFileSync(join(folder, "asg-local"), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
      const path = [folder, dirname(file), process.env.PATH].join(delimiter);
      const env = { ...environment(folder), ...Object.fromEntries(named), PATH: path };
      const { stdout } = await promisify(execFile)("bash", ["-ec", script], { cwd: folder, env });
      return stdout;
    },
    apply: () => succeed("apply", "-auto-approve"),
    expectNoChange: async () => {
      await succeed("plan", "-detailed-exitcode");
    },
    expectNoDrift: async () => {
      // The exit status would tell of every list that the provider left out and reads as empty.
      const output = await succeed("plan", "-refresh-only");
      if (!output.includes("No changes. Your infrastructure still matches"))
        throw new Error(output);
    },
    set: (changed) => {
      variables = { ...variables, ...changed };
    },
    refusals: () => refusalsIn(product.output()),
    close: async () => {
      for (const child of running) child.kill("SIGKILL");
      await product.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** On a busy machine a command takes long: what is to last while it runs needs bounds. */
interface Passing {
  readonly span?: string;
  readonly from?: () => Promise<boolean>;
  readonly until?: () => Promise<boolean>;
}

const always = async () => true;
const never = async () => false;

/** Lets virtual time pass while a command runs: a span ten times a second, between two events. */
export async function whileTimePasses<T>(
  { control }: Terraform,
  command: Promise<T>,
  { span = "5s", from = always, until = never }: Passing = {},
): Promise<T> {
  let isOver = false;
  const ended = command.finally(() => {
    isOver = true;
  });
  while (!isOver && !(await from())) await delay(100);
  while (!isOver && !(await until())) {
    await control.advance(span);
    await delay(100);
  }
  return await ended;
}

/**
 * The provider block that docs/terraform.md shows, with the product's endpoint; with another
 * emulator there are the lines more that the page shows for it.
 */
function providerOfPage(endpoint: string, other: string | undefined): string {
  const page = readFileSync(join(repository, "docs/terraform.md"), "utf8");
  const blockOf = (name: string) => {
    const found = new RegExp(`^\`\`\`hcl #run ${name}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page)?.[1];
    if (found === undefined) throw new Error(`the page shows no block ${name}`);
    return found;
  };
  const block = blockOf("provider.tf").replaceAll("http://127.0.0.1:4577", endpoint);
  if (other === undefined) return block;
  const more = blockOf("endpoints").replaceAll("http://127.0.0.1:5000", other);
  return block.replace(/(endpoints \{\n)/, (line) => `${line}${more}`);
}

function cliConfiguration(mirror: string): string {
  return [
    "provider_installation {",
    `  filesystem_mirror { path = "${mirror}" }`,
    "}",
    "disable_checkpoint = true",
    "",
  ].join("\n");
}

/** Nothing of the tester's shell. Whatever wants to leave the machine meets a closed port. */
function environment(folder: string): NodeJS.ProcessEnv {
  const nowhere = "http://127.0.0.1:9";
  return {
    PATH: process.env.PATH,
    HOME: folder,
    TMPDIR: folder,
    TF_CLI_CONFIG_FILE: join(folder, "terraform.rc"),
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    NO_PROXY: "127.0.0.1",
    // The provider spends half its time on collecting garbage otherwise.
    GOGC: "400",
  };
}

function refusalsIn(log: string): readonly string[] {
  const lines = log.split("\n").filter((line) => line.startsWith('{"level"'));
  return lines
    .map((line) => JSON.parse(line) as { action?: string; outcome?: number | string })
    .filter(({ outcome }) => outcome !== undefined && outcome !== 200)
    .map(({ action, outcome }) => `${action} ${outcome}`);
}
