/** The examples of README and docs, word for word, by a shell in an empty folder. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AwsClient, awsClients, awsEnvironment } from "./aws-clients.ts";
import { mainFile, type Product, repository, signedHeaders, startProduct } from "./product.ts";
import { missingIn, readmeBlocks } from "./readme-blocks.ts";

const run = promisify(execFile);
const authorization = `Authorization: ${signedHeaders.authorization}`;
const pages = readdirSync(join(repository, "docs")).filter((name) => name.endsWith(".md"));
const texts = ["README.md", ...pages.sort().map((name) => join("docs", name))];
const blocks = texts.flatMap((page) =>
  readmeBlocks(readFileSync(join(repository, page), "utf8")).map((block) => ({ ...block, page })),
);
const [paste, ...examples] = blocks;

/** What a newcomer does first, and what the story must come to. */
const outcomes = [
  ["first-refresh", "Successful"],
  ["rollback", "RollbackSuccessful"],
  ["cancel", "Cancelled"],
];

test("the blocks begin with the lines to paste and tell the three stories in order", () => {
  expect(paste?.name).toBe("paste");
  expect(
    examples.slice(0, 3).map(({ name, prints }) => [name, prints.at(-1)?.split(" ")[0]]),
  ).toEqual(outcomes);
});

describe("a text that a block says it prints", () => {
  test.each([
    ["a 1", "a   1\n", undefined],
    ["a … c", "a\nb\nc", undefined],
    ['{"a":[…', '{"a":[1]}', undefined],
    ["a c", "a b c", "a c"],
    ["a.c", "abc", "a.c"],
  ])("%j in %j: missing is %j", (text, output, missing) => {
    expect(missingIn(output, [text])).toBe(missing);
  });

  test("is looked for after the ones before it", () => {
    expect(missingIn("b a", ["a", "b"])).toBe("b");
  });
});

// aws-cli.test.ts says why, or fails where an AWS CLI is required.
if (awsClients.length === 0) test.skip("the AWS CLI is not installed");

describe.each(awsClients)("with AWS CLI $version", (client) => {
  let product: Product;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "asg-local-readme-"));
    const world = join(repository, "fixtures/worlds/web-fleet.json");
    product = await startProduct(["--world", world, "--log", "silent"]);
  });
  afterAll(async () => {
    await product.stop();
    rmSync(folder, { recursive: true });
  });

  test("the lines to paste are those of the banner", () => {
    const pasted = paste?.script.replaceAll("http://127.0.0.1:4577", product.endpoint);
    expect(product.banner).toContain(pasted);
  });

  // Each page begins with the world that README starts, whatever the pages before it did.
  let lastPage = "README.md";
  const named = examples.map((block) => [block.name, block] as const);
  test.each(named)("%s", async (name, { script, prints, page }) => {
    if (page !== lastPage) {
      await fetch(`${product.endpoint}/_asg-local/reset`, { method: "POST" });
      await fetch(`${product.endpoint}/_asg-local/faults`, { method: "DELETE" });
    }
    lastPage = page;
    const whole = `set -euo pipefail\n${paste?.script}\n${script}`;
    const command = whole.replaceAll("http://127.0.0.1:4577", product.endpoint);
    const { stdout, stderr } = await run("bash", ["-c", command], {
      cwd: folder,
      env: { ...awsEnvironment(), PATH: pathWith(client, { folder, product }) },
    });
    expect([name, missingIn(stdout, prints), stdout]).toEqual([name, undefined, stdout]);
    expect(stderr).toBe("");
  });

  test("they leave nothing behind but the files that they name", () => {
    const left = readdirSync(folder).filter((name) => name !== "bin");
    expect(left).toEqual(["state.json"]);
  });
});

interface Place {
  readonly folder: string;
  readonly product: Product;
}

/**
 * A PATH on which `aws` is this client. An old one gets the alias that README gives it, and its one
 * missing command from curl, so that the story of the rollback is told with every client.
 */
function pathWith(client: AwsClient, { folder, product: { endpoint } }: Place): string {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  const flag = client.knowsEndpointVariables ? "" : ` --endpoint-url ${endpoint}`;
  const body = "Action=RollbackInstanceRefresh&Version=2011-01-01&AutoScalingGroupName=web";
  const byCurl = `exec curl -sSf -H '${authorization}' -d '${body}' ${endpoint}`;
  const rollback = `[ "$2" = rollback-instance-refresh ] && ${byCurl}\n`;
  const ownCommands = `exec '${client.file}'${flag} "$@"\n`;
  const script = `#!/bin/sh\n${client.knowsRollback ? "" : rollback}${ownCommands}`;
  writeFileSync(join(bin, "aws"), script, { mode: 0o755 });
  const here = `ASG_LOCAL_ENDPOINT=${endpoint} exec '${process.execPath}' '${mainFile}' "$@"`;
  writeFileSync(join(bin, "asg-local"), `#!/bin/sh\n${here}\n`, { mode: 0o755 });
  return `${bin}${delimiter}${process.env.PATH}`;
}
