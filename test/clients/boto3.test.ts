/** boto3, each version that is found, against the built product: the story in boto3-story/. */
import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsEnvironment } from "../cli/aws-clients.ts";
import { type Product, repository, startProduct } from "../cli/product.ts";
import { isWithoutBoto3, pythonEnvironment, pythonsWithBoto3 } from "./pythons.ts";

if (isWithoutBoto3) test.skip("boto3 is not installed");

const story = join(import.meta.dirname, "boto3-story/story.py");
const environment = {
  ...awsEnvironment(),
  ...pythonEnvironment,
  ASG_LOCAL_MODELS: join(repository, "src/model/generated"),
};

/** The sentences of the checks that this boto3 can make. */
function sentencesOf(python: string): readonly string[] {
  const listed = execFileSync(python, [story, "--list"], { encoding: "utf8", env: environment });
  return listed.trim().split("\n");
}

describe.each(pythonsWithBoto3)("boto3 $version", ({ file }) => {
  const sentences = sentencesOf(file);
  let product: Product;
  let report: readonly string[] = [];

  beforeAll(async () => {
    product = await startProduct(["--clock", "manual", "--log", "silent", "--seed", "boto3"]);
    const env = { ...environment, ASG_LOCAL_ENDPOINT: product.endpoint };
    // A failed check makes the exit status 1; what was printed until then is the report.
    const { stdout } = await promisify(execFile)(file, [story], { env }).catch((failed) => failed);
    report = String(stdout).trim().split("\n");
  });
  afterAll(() => product.stop());

  test.each(sentences)("%s", (sentence) => {
    const good = `ok ${sentence}`;
    const line = report.find((one) => one === good || one.startsWith(`FAILED ${sentence}: `));
    expect(line).toBe(good);
  });

  test("made every check once, and no other", () => {
    expect(report).toHaveLength(sentences.length);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences.length).toBeGreaterThanOrEqual(100);
  });
});
