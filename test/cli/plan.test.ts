/** `asg-local plan` as a process: files, a running emulator, comparisons and refusals. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { planAnswerSchema } from "../../src/preview/plan-answer.ts";
import { type Product, repository, runProduct, startProduct } from "./product.ts";

const plans = join(repository, "fixtures/plans");
const rolling = join(plans, "rolling.json");
const folder = mkdtempSync(join(tmpdir(), "plan-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const file = join(folder, "plan.json");
  writeFileSync(file, text);
  return file;
}

test("the page shows what the plan of its name prints", async () => {
  const { code, stdout, stderr } = await runProduct(["plan", "rolling"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const page = readFileSync(join(repository, "docs/plan.md"), "utf8");
  const shown = /asg-local plan rolling\n```\n\n```text\n([\s\S]*?)```/.exec(page);
  expect(shown?.[1]).toBe(stdout);
});

test.each(readdirSync(plans))("fixtures/plans/%s is planned, as JSON too", async (file) => {
  const { code, stdout, stderr } = await runProduct(["plan", join(plans, file), "--json"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(planAnswerSchema.parse(JSON.parse(stdout)).hasEnded).toBe(true);
});

test("preferences of the command line win over those of the file", async () => {
  const flags = ["--preferences", '{"CheckpointPercentages":[100],"InstanceWarmup":60}'];
  const { stdout } = await runProduct(["plan", rolling, "--json", ...flags]);
  const plan = planAnswerSchema.parse(JSON.parse(stdout));
  expect(plan.steps.filter(({ kind }) => kind === "checkpoint")).toHaveLength(0);
  expect(plan.floor).toBe(11);
});

test("preferences are compared by what differs, over those of the file", async () => {
  const sets = ['{"MinHealthyPercentage":50}', '{"MinHealthyPercentage":100,"InstanceWarmup":60}'];
  const flags = sets.flatMap((set) => ["--compare", set]);
  const { code, stdout } = await runProduct(["plan", rolling, ...flags]);
  expect([code, stdout.trimEnd().split("\n")]).toEqual([
    0,
    [
      "preferences               ends          after  lowest ready  highest total  extra h",
      "MinHealthyPercentage 90   Successful  31m 25s   11 (91.6 %)   14 (116.6 %)     0.68",
      "InstanceWarmup 300",
      "MinHealthyPercentage 50   Successful  20m 25s      6 (50 %)     12 (100 %)        0",
      "InstanceWarmup 300",
      expect.stringMatching(/^MinHealthyPercentage 100 {2}Successful .* 12 \(100 %\)/),
      "InstanceWarmup 60",
    ],
  ]);
  const asked = await runProduct(["plan", rolling, "--json", ...flags]);
  expect(JSON.parse(asked.stdout)).toHaveLength(3);
});

test("a price multiplies the extra instance-hours", async () => {
  const asked = await runProduct(["plan", "rolling", "--price", "0.5", "--json"]);
  const { extraCost, ...plan } = JSON.parse(asked.stdout);
  expect(extraCost).toBeCloseTo(planAnswerSchema.parse(plan).extraInstanceHours / 2, 3);
  const { stdout } = await runProduct(["plan", "rolling", "--price", "0.5"]);
  expect(stdout).toContain("0.68 instance-hours beyond the desired capacity, 0.34 at 0.5 an hour");
  const flags = ["plan", "rolling", "--price", "0.5", "--compare", '{"MinHealthyPercentage":50}'];
  const compared = await runProduct(flags);
  expect(compared.stdout).toMatch(/extra h {2}cost\n.* 0\.68 {2}0\.34\n/);
});

test("the page shows the drills of its lines", async () => {
  const page = readFileSync(join(repository, "docs/plan.md"), "utf8");
  const [, line = "", shown] =
    /asg-local (plan rolling --what-if .*)\n```\n\n```text\n([\s\S]*?)```/.exec(page) ?? [];
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
  const { code, stdout } = await runProduct(words);
  expect([code, stdout.split("\n\n")[0]]).toEqual([0, shown?.trimEnd()]);
  expect(stdout).toContain("new version never healthy: Instance refresh timed out");
});

test("a comparison fits 100 columns, whatever is compared", async () => {
  const percentages = Array.from({ length: 30 }, (_, nth) => nth + 1);
  const sets = [
    { CheckpointPercentages: percentages, CheckpointDelay: 172_800 },
    { ScaleInProtectedInstances: "Refresh", StandbyInstances: "Terminate" },
  ];
  const flags = sets.flatMap((set) => ["--compare", JSON.stringify(set)]);
  const { stdout } = await runProduct(["plan", "rolling", ...flags]);
  expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  expect(stdout).toContain("ScaleInProtectedInstances Refresh");
  expect(stdout).toContain("not given");
});

test("the same preferences differ in nothing", async () => {
  const { stdout } = await runProduct(["plan", "rolling", "--compare", "{}"]);
  expect(stdout.match(/^all the same {2}Successful /gm)).toHaveLength(2);
});

test("--json and text have no colours where stdout is no terminal", async () => {
  const { stdout } = await runProduct(["plan", rolling], { FORCE_COLOR: "1" });
  expect(stdout).not.toContain("\u001b");
});

describe("a group of a running emulator", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct(["--world", join(repository, "fixtures/worlds/web-fleet.json")]);
  });
  afterAll(() => product.stop());

  const plan = (...flags: string[]) =>
    runProduct(["plan", "--endpoint", product.endpoint, ...flags]);

  test("is planned for by name", async () => {
    const configuration = '{"LaunchTemplate":{"LaunchTemplateName":"web","Version":"2"}}';
    const flags = ["--group", "web", "--desired-configuration", configuration, "--json"];
    const { code, stdout } = await plan(...flags);
    expect(code).toBe(0);
    expect(planAnswerSchema.parse(JSON.parse(stdout))).toMatchObject({
      from: "emulator",
      status: "Successful",
      launches: 12,
    });
  });

  test("that does not exist gets one line and status 1", async () => {
    const { code, stderr } = await plan("--group", "api");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `asg-local: no group api in 000000000000 us-east-1 (asked ${product.endpoint})\n`,
    });
  });
});

describe("refused with status 2 and one line a mistake:", () => {
  afterEach(() => rmSync(join(folder, "plan.json"), { force: true }));

  test.each([
    { flags: [], says: "expected either a file or --group NAME" },
    { flags: [rolling, "--group", "web"], says: "expected either a file or --group NAME" },
    { flags: ["missing.json"], says: "missing.json: cannot be read (ENOENT)" },
    {
      flags: ["roling"],
      says: "there are drained, rollback, rolling, weights; did you mean rolling?",
    },
    { flags: [rolling, "--preferences", "[]"], says: "It must be a JSON object" },
    { flags: [rolling, "--compare", "{"], says: "It must be a JSON object" },
    {
      flags: [rolling, "--preferences", '{"MinHealthyPercentage":101}'],
      says: "less than or equal to 100",
    },
    { flags: [rolling, "--price", "-1"], says: "It must be a number, such as 0.0416" },
    { flags: [rolling, "--desired-configuration", "{}"], says: "accepted with group only" },
  ])("$says", async ({ flags, says }) => {
    const { code, stdout, stderr } = await runProduct(["plan", ...flags]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
  });

  test.each([
    { text: "{", says: "plan.json: expected JSON;" },
    { text: "[]", says: "plan.json: expected a JSON object" },
    { text: '{"describedGroup":{}}', says: "plan.json: describedGroup.size: expected number" },
  ])("a file: $says", async ({ text, says }) => {
    const { code, stderr } = await runProduct(["plan", fileWith(text)]);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});
