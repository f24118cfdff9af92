/** `plan --aws` and `import-aws`, with an emulator that stands in for AWS. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AutoScalingClient, StartInstanceRefreshCommand } from "@aws-sdk/client-auto-scaling";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Product, repository, runProduct, startProduct } from "./product.ts";

const folder = mkdtempSync(join(tmpdir(), "asg-local-dry-run-"));
const clock = ["--clock", "manual", "--start-time", "2026-09-27T12:00:00Z"];
const flags = [...clock, "--log", "silent"];
let aws: Product;
beforeAll(async () => {
  aws = await startProduct([...flags, "--world", "web-fleet"]);
});
afterAll(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const keys = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "verysecret" };
const none = {
  AWS_ACCESS_KEY_ID: "",
  AWS_SECRET_ACCESS_KEY: "",
  AWS_EC2_METADATA_DISABLED: "true",
};
const run = (words: readonly string[], environment: Readonly<Record<string, string>> = keys) =>
  runProduct(words, {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: "us-east-1",
    HOME: folder,
    ...environment,
  });

test("a plan says what it was read from, what it rests on, and how the refresh goes", async () => {
  const { code, stdout, stderr } = await run(["plan", "--aws", "--group", "web"]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^web in us-east-1, account \d{12}, as described at \S+ by http:/);
  expect(stdout).toContain("  launch            no past to learn from");
  expect(stdout).toContain("web: Successful after ");
});

test("as JSON it has the plan, what was learnt and what is assumed, and no secret", async () => {
  const preferences = ["--preferences", '{"InstanceWarmup":60}'];
  const { stdout } = await run(["plan", "--aws", "--group", "web", "--json", ...preferences]);
  expect(JSON.parse(stdout)).toMatchObject({
    region: "us-east-1",
    learnt: {},
    assumptions: [],
    plan: { group: "web", from: "aws", status: "Successful", launches: 12 },
  });
  expect(stdout).not.toContain("verysecret");
});

test("the timing can be chosen, and preferences compared", async () => {
  const words = ["plan", "--aws", "--group", "web", "--timing", "fast"];
  const { code, stdout } = await run([...words, "--compare", '{"MinHealthyPercentage":0}']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/0 \(0 %\)|MinHealthyPercentage\s+0/);
});

test("a group is imported as a world, which opens and plans alike", async () => {
  const { code, stdout } = await run(["import-aws", "web"]);
  expect(code).toBe(0);
  const file = join(folder, "world.json");
  writeFileSync(file, stdout);
  const opened = await startProduct([...flags, "--world", file]);
  const planOf = async (words: readonly string[], endpoint: string) => {
    const planned = await runProduct([...words, "--json"], { ASG_LOCAL_ENDPOINT: endpoint });
    return JSON.parse(planned.stdout);
  };
  const ofAws = await planOf(["plan", "--group", "web"], aws.endpoint);
  const ofWorld = await planOf(["plan", "--group", "web"], opened.endpoint);
  await opened.stop();
  expect({ ...ofWorld, chart: [] }).toEqual({ ...ofAws, chart: [] });
});

test.each([
  ["there is no group nosuch (asked http", 1, ["--group", "nosuch"], keys],
  ["Could not load credentials from any providers", 1, ["--group", "web"], none],
  ["no region is set; name it with --region", 2, ["--group", "web"], { ...keys, AWS_REGION: "" }],
  [
    "nothing answers at http://127.0.0.1:1",
    1,
    ["--group", "web", "--endpoint", "http://127.0.0.1:1"],
    keys,
  ],
  [
    "ValidationError: ",
    2,
    ["--group", "web", "--preferences", '{"MinHealthyPercentage":101}'],
    keys,
  ],
  [
    "hookAnswers: no hook none",
    2,
    ["--group", "web", "--hook-answers", '[{"hook":"none","afterSeconds":1}]'],
    keys,
  ],
  ["AWS_ENDPOINT_URL must be a URL", 2, ["--group", "web"], { ...keys, AWS_ENDPOINT_URL: "x" }],
  ["expected either a file or --group NAME", 2, [], keys],
] as const)("%s: exit code %i", async (line, code, words, environment) => {
  const asked = await run(["plan", "--aws", ...words], environment);
  expect(asked.stderr).toContain(line);
  expect([asked.code, asked.stderr.trim().split("\n").length]).toEqual([code, 1]);
});

test.each([
  ["there is no group nosuch (asked http", "nosuch", keys],
  ["Could not load credentials from any providers", "web", none],
])("import-aws, too, says %s and ends with 1", async (line, group, environment) => {
  const { code, stdout, stderr } = await run(["import-aws", group], environment);
  expect(stderr).toContain(line);
  expect([code, stdout]).toEqual([1, ""]);
});

describe("no part of a credential is shown", () => {
  const secret = {
    AWS_ACCESS_KEY_ID: "AKIAVERYPRIVATE00001",
    AWS_SECRET_ACCESS_KEY: "verysecret",
    AWS_SESSION_TOKEN: "verylongtoken",
  };
  const terraform = join(repository, "fixtures/clients/terraform/plans/template.json");

  const ofGroup = ["plan", "--aws", "--group", "web"];
  const ofTerraform = ["plan", "--terraform", terraform, "--aws"];

  test.each<[string, readonly string[]]>([
    ["text", ofGroup],
    ["JSON", [...ofGroup, "--json"]],
    ["a drill in Markdown", [...ofGroup, "--what-if", "launch 3 fails", "--markdown"]],
    ["advice", [...ofGroup, "--advise", "--at-most", "2h"]],
    ["a group that is not there", ["plan", "--aws", "--group", "nosuch"]],
    ["what AWS refuses", [...ofGroup, "--preferences", '{"MinHealthyPercentage":101}']],
    ["a plan of Terraform", ofTerraform],
    ["a plan of Terraform in Markdown", [...ofTerraform, "--markdown"]],
    ["an imported world", ["import-aws", "web"]],
  ])("in %s", async (_, words) => {
    const { stdout, stderr } = await run(words, secret);
    expect(`${stdout}${stderr}`).not.toBe("");
    for (const value of Object.values(secret)) expect(`${stdout}${stderr}`).not.toContain(value);
  });
});

describe("of a group with a past", () => {
  let past: Product;
  const planned = async (...words: readonly string[]) => {
    const all = ["plan", "--aws", "--group", "web", "--endpoint", past.endpoint, ...words];
    const { code, stdout, stderr } = await run(all);
    expect([code, stderr]).toEqual([0, ""]);
    return stdout;
  };
  beforeAll(async () => {
    past = await startProduct([...flags, "--world", "web-fleet"]);
    const client = new AutoScalingClient({
      endpoint: past.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "verysecret" },
    });
    await client.send(new StartInstanceRefreshCommand({ AutoScalingGroupName: "web" }));
    client.destroy();
    await runProduct(["advance", "2h"], { ASG_LOCAL_ENDPOINT: past.endpoint });
  });
  afterAll(() => past.stop());

  const slow = "If all takes as long as the slowest tenth did:";

  test.each([
    ["compared", ["--compare", '{"MinHealthyPercentage":0}']],
    ["with something wrong", ["--what-if", "launch 3 fails"]],
  ])("plans %s are shown by the slowest tenth too", async (_, words) => {
    const [expected = "", ofSlow = ""] = (await planned(...words)).split(slow);
    for (const table of [expected, ofSlow]) expect(table.match(/Successful/g)).toHaveLength(2);
    const { plan, slow: slowPlans } = JSON.parse(await planned(...words, "--json"));
    expect([plan.length, slowPlans.length]).toEqual([2, 2]);
    expect(slowPlans[1].whatIf).toEqual(plan[1].whatIf);
    const markdown = await planned(...words, "--markdown");
    expect(markdown.match(/as slow as the slowest tenth/g)).toHaveLength(2);
  });

  test("advice says that it goes by the expected timing", async () => {
    const words = ["--advise", "--ready-at-least", "100%", "--total-at-most", "110%"];
    const line = "All by the expected timing only; --compare shows the slowest tenth beside it.";
    expect((await planned(...words)).trimEnd().split("\n").at(-1)).toBe(line);
    expect(await planned(...words, "--markdown")).toContain("All by the expected timing only");
    const without = await run(["plan", "--aws", "--group", "web", ...words]);
    expect(without.stdout).not.toContain("expected timing");
  });
});
