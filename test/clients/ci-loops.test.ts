/** The loops that people write into deployment jobs, in ci-loops/, against the built product. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AwsClient, awsClients, awsEnvironment, isWithoutAws } from "../cli/aws-clients.ts";
import { type Product, repository, startProduct } from "../cli/product.ts";
import { isWithoutBoto3, pythonEnvironment, pythonsWithBoto3 } from "./pythons.ts";

if (isWithoutAws()) test.skip("the AWS CLI is not installed");

const world = join(repository, "fixtures/worlds/web-fleet.json");
const scripts = join(import.meta.dirname, "ci-loops");

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let product: Product;
const folder = mkdtempSync(join(tmpdir(), "ci-loops-"));

beforeAll(async () => {
  const flags = ["--world", world, "--clock", "manual", "--log", "silent", "--seed", "loops"];
  product = await startProduct(flags);
});
beforeEach(async () => {
  await fetch(`${product.endpoint}/_asg-local/reset`, { method: "POST" });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await product.stop();
});

const advance = (span: string) =>
  fetch(`${product.endpoint}/_asg-local/clock`, {
    method: "POST",
    body: JSON.stringify({ advance: span }),
  });

/** A folder with an `aws` that goes to the product and lets time pass at each look at it. */
function folderOf({ file, version }: AwsClient): string {
  const bin = join(folder, version);
  mkdirSync(bin, { recursive: true });
  const clock = "$AWS_ENDPOINT/_asg-local/clock";
  const script = [
    "#!/bin/sh",
    `'${file}' --endpoint-url "$AWS_ENDPOINT" "$@"`,
    "code=$?",
    `pass() { curl -sS -o /dev/null -d "{\\"advance\\":\\"$AT_EACH_LOOK\\"}" "${clock}"; }`,
    'case "$*" in *describe-*) pass ;; esac',
    "exit $code",
    "",
  ];
  writeFileSync(join(bin, "aws"), script.join("\n"), { mode: 0o755 });
  return bin;
}

function run(words: readonly string[], added: NodeJS.ProcessEnv = {}): Promise<Run> {
  const env = {
    ...awsEnvironment(),
    ...pythonEnvironment,
    ...awsVariables,
    AWS_ENDPOINT: product.endpoint,
    POLL_SECONDS: "0.1",
    MAX_POLLS: "60",
    AT_EACH_LOOK: "1m",
    ...added,
  };
  const [file = "", ...others] = words;
  return new Promise((resolve) => {
    execFile(file, others, { env, cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    );
  });
}

/** pythonEnvironment repeats the tester's own variables; these are the ones that count. */
const awsVariables = Object.fromEntries(
  Object.entries(awsEnvironment()).filter(([name]) => name.startsWith("AWS_")),
);
const linesOf = ({ stdout }: Run) => stdout.trim().split("\n");
const id = "[0-9a-f-]{36}";
const time = "20\\d\\d-\\S+";

describe.each(awsClients)("shell loops with the AWS CLI $version", (client) => {
  const script = (name: string, words: readonly string[], added: NodeJS.ProcessEnv = {}) => {
    const path = `${folderOf(client)}:${process.env.PATH}`;
    return run([join(scripts, name), ...words], { PATH: path, ...added });
  };

  test("a deployment starts a refresh, polls it and ends well", async () => {
    const ended = await script("deploy.sh", ["web", "2"]);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const [started, pending, ...others] = linesOf(ended);
    expect(started).toMatch(new RegExp(`^started ${id}$`));
    expect(pending).toBe("Pending None% from None to None");
    expect(others.at(-1)).toMatch(new RegExp(`^Successful 100% from ${time} to ${time}$`));
    const between = others.slice(0, -1);
    expect(between.length).toBeGreaterThanOrEqual(2);
    for (const line of between) {
      expect(line).toMatch(new RegExp(`^InProgress \\d+% from ${time} to None$`));
    }
    const percentages = between.map((line) => Number(/(\d+)%/.exec(line)?.[1]));
    expect(percentages).toEqual([...percentages].sort((a, b) => a - b));
    const [begun = "", end = ""] = others.at(-1)?.match(/20\S+/g) ?? [];
    expect(Date.parse(end)).toBeGreaterThan(Date.parse(begun));
  });

  test("a deployment of a broken version ends with status 1", async () => {
    const ended = await script("deploy.sh", ["web", "3"], { AT_EACH_LOOK: "25m" });
    expect(ended).toMatchObject({ code: 1, stderr: "" });
    expect(linesOf(ended).at(-1)).toMatch(new RegExp(`^Failed \\d+% from ${time} to ${time}$`));
  });

  test("a deployment that takes too long, or of no group, says so", async () => {
    const [late, nowhere] = [
      await script("deploy.sh", ["web", "2"], { MAX_POLLS: "2" }),
      await script("deploy.sh", ["nowhere", "2"]),
    ];
    expect(late).toMatchObject({ code: 3, stderr: "timed out\n" });
    expect(nowhere).toMatchObject({ code: 4, stderr: "no such group: nowhere\n" });
  });

  test.skipIf(!client.knowsRollback)("an automatic rollback is told from a failure", async () => {
    const preferences = '{"MinHealthyPercentage":50,"InstanceWarmup":30,"AutoRollback":true}';
    const ended = await script("deploy.sh", ["web", "3", preferences], { AT_EACH_LOOK: "25m" });
    expect(ended).toMatchObject({ code: 2, stderr: "" });
    expect(linesOf(ended).at(-1)).toMatch(/^RollbackSuccessful /);
  });

  test("a refresh under way is waited for, or cancelled", async () => {
    const first = await script("start-or-wait.sh", ["web"]);
    expect(first.stdout).toMatch(new RegExp(`^attempt 1 started ${id}\\n$`));
    const impatient = await script("start-or-wait.sh", ["web", "--cancel"], {
      AT_EACH_LOOK: "30s",
    });
    expect(impatient).toMatchObject({ code: 0, stderr: "" });
    const lines = linesOf(impatient);
    expect(lines[0]).toBe("attempt 1: Pending");
    expect(lines.at(-1)).toMatch(new RegExp(`^attempt \\d+ started ${id}$`));
    const patient = await script("start-or-wait.sh", ["web"], { AT_EACH_LOOK: "8m" });
    expect(patient).toMatchObject({ code: 0, stderr: "" });
    expect(linesOf(patient).length).toBeGreaterThanOrEqual(2);
    const refused = await script("start-or-wait.sh", ["nowhere"]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("ValidationError") });
  });

  test("a job suspends, deploys, compares versions, waits, resumes and scales in", async () => {
    const ended = await script("around.sh", ["web", "2"], { AT_EACH_LOOK: "2m" });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const lines = linesOf(ended);
    expect(lines[0]).toBe("suspended 3");
    expect(lines).toContain("version 2, 0 instances of another");
    expect(lines).toContain("12 in service and healthy");
    expect(lines.filter((line) => /^running\t\d+\.\d+\.\d+\.\d+$/.test(line))).toHaveLength(12);
    expect(lines.at(-1)).toBe("scaled in to 11");
    const look = ["describe-auto-scaling-groups", "--query", "AutoScalingGroups[0]"];
    const path = `${folderOf(client)}:${process.env.PATH}`;
    const { stdout } = await run(["aws", "autoscaling", ...look], { PATH: path });
    expect(JSON.parse(stdout)).toMatchObject({ SuspendedProcesses: [], DesiredCapacity: 11 });
  });

  test("the CLI's JSON can be read by line, with a percentage only when there is one", async () => {
    const ended = await script("grep.sh", ["web"], { AT_EACH_LOOK: "2m" });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const lines = linesOf(ended);
    expect(lines[0]).toBe("Pending none");
    expect(lines.at(-1)).toBe("Successful 100");
  });
});

describe("loops without the AWS CLI", () => {
  /** Time passes while the script runs: these scripts bring no `aws` that could do it. */
  async function whileTimePasses<Result>(running: Promise<Result>): Promise<Result> {
    let isOver = false;
    const over = running.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await advance("30s");
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    return over;
  }

  test("curl signs its requests, is refused as it should be, and polls", async () => {
    const ended = await whileTimePasses(run([join(scripts, "signed-curl.sh"), "web"]));
    expect(ended).toMatchObject({ code: 0, stderr: expect.not.stringContaining("unbound") });
    const lines = linesOf(ended);
    expect(lines[0]).toBe("refused: InstanceRefreshInProgress");
    expect(lines.at(-1)).toBe("Successful");
    expect(lines).toContain("InProgress");
  });

  test.skipIf(isWithoutBoto3).each(pythonsWithBoto3)(
    "boto3 $version waits for another refresh, starts its own and ends well",
    async ({ file }) => {
      const deploy = () => run([file, join(scripts, "deploy.py"), "web", "2"]);
      const [one, other] = await whileTimePasses(Promise.all([deploy(), deploy()]));
      for (const { code, stdout, stderr } of [one, other]) {
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
        expect(stdout.trim().split("\n").at(-1)).toBe("Successful 100% after True");
      }
      expect(one.stdout + other.stdout).toContain("another refresh runs");
    },
  );
});
