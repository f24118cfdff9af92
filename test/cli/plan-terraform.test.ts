/** `asg-local plan --terraform` as a process: text, JSON, other preferences, and refusals. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { repository, runProduct, startProduct } from "./product.ts";

const plans = join(repository, "fixtures/clients/terraform/plans");
const template = join(plans, "template.json");
const folder = mkdtempSync(join(tmpdir(), "terraform-plan-"));
afterAll(() => rmSync(folder, { recursive: true }));

const plan = (...flags: string[]) => runProduct(["plan", "--terraform", ...flags]);

test("the page shows what is printed of the group", async () => {
  const { code, stdout, stderr } = await plan(template, "--group", "web");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const page = readFileSync(join(repository, "docs/terraform-plan.md"), "utf8");
  const shown = /```text\n([\s\S]*?)```/.exec(page)?.[1] ?? "nothing";
  expect(stdout.startsWith(shown)).toBe(true);
  expect(stdout).toContain("● ready");
});

test("JSON has each group, with its call and plan, or why there is none", async () => {
  const { code, stdout } = await plan(template, "--json");
  expect(code).toBe(0);
  const { terraformVersion, notes, groups } = JSON.parse(stdout);
  expect({ terraformVersion, notes }).toEqual({ terraformVersion: "1.11.4", notes: [] });
  const byName = Object.fromEntries(groups.map((one: { group: string }) => [one.group, one]));
  expect(byName.web).toMatchObject({
    address: "aws_autoscaling_group.web",
    starts: true,
    because: ["launch_template"],
    call: { AutoScalingGroupName: "web", Preferences: { AutoRollback: true } },
    plan: { from: "terraform", status: "Successful", launches: 6 },
  });
  expect(byName.plain).toMatchObject({ starts: false, why: expect.stringContaining("no block") });
  expect(byName.plain).not.toHaveProperty("plan");
});

test("preferences, comparisons and drills count over those of the block", async () => {
  const others = ["--preferences", '{"CheckpointPercentages":[100]}', "--compare", "{}"];
  const drill = ["--what-if", "alarm at 50 %"];
  const { stdout } = await plan(template, "--group", "web", ...others, ...drill, "--json");
  const [first, second, third] = JSON.parse(stdout).groups[0].plan;
  expect(first.steps.filter(({ kind }: { kind: string }) => kind === "checkpoint")).toEqual([]);
  expect(second).toEqual(first);
  expect(third).toMatchObject({ whatIf: { says: "alarm at 50 %", happened: true } });
});

test("a refresh that AWS would refuse is told beside those of other groups", async () => {
  const json = JSON.parse(readFileSync(template, "utf8"));
  const [change] = json.resource_changes.filter(
    ({ address }: { address: string }) => address === "aws_autoscaling_group.web",
  );
  const refused = structuredClone(change);
  refused.address = "aws_autoscaling_group.refused";
  for (const side of [refused.change.before, refused.change.after]) side.name = "refused";
  refused.change.after.instance_refresh[0].preferences[0].min_healthy_percentage = 101;
  json.resource_changes = [refused, change];
  const path = join(folder, "two.json");
  writeFileSync(path, JSON.stringify(json));
  const { code, stdout, stderr } = await plan(path, "--markdown");
  const sentence = "aws_autoscaling_group.refused: ValidationError";
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(sentence) });
  expect(stdout).toMatch(/- refused: aws.*101/);
  expect(stdout).toMatch(/as planned \| Successful/);
  const asJson = JSON.parse((await plan(path, "--json")).stdout);
  expect(asJson.groups[0].refused).toEqual([expect.stringContaining(sentence)]);
  expect(asJson.groups[1].plan.status).toBe("Successful");
});

test("a group that cannot be read on AWS is told beside those of other groups", async () => {
  const aws = await startProduct(["--clock", "manual", "--log", "silent", "--world", "web-fleet"]);
  const keys = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", HOME: folder };
  const json = JSON.parse(readFileSync(template, "utf8"));
  const [change] = json.resource_changes.filter(
    ({ address }: { address: string }) => address === "aws_autoscaling_group.web",
  );
  change.change.after.instance_refresh[0].preferences[0].alarm_specification = [];
  const missing = structuredClone(change);
  missing.address = "aws_autoscaling_group.missing";
  for (const side of [missing.change.before, missing.change.after]) side.name = "missing";
  json.resource_changes = [missing, change];
  const path = join(folder, "missing.json");
  writeFileSync(path, JSON.stringify(json));
  const words = ["plan", "--terraform", path, "--aws", "--endpoint", aws.endpoint];
  const both = await runProduct(words, keys);
  const only = await runProduct([...words, "--group", "missing"], keys);
  await aws.stop();
  expect({ code: both.code, stderr: both.stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining("there is no group missing (asked http"),
  });
  expect(both.stdout).toMatch(/\.missing, group missing[\s\S]*refused +there is no group/);
  expect(both.stdout).toContain("web: Successful after");
  expect([only.code, only.stdout]).toEqual([2, ""]);
});

describe("refused in one line:", () => {
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test.each([
    { flags: ["no-such.json"], code: 2, says: "no-such.json: cannot be read (ENOENT)" },
    { flags: [join(repository, "package.json")], code: 2, says: "expected a plan of Terraform" },
    { flags: [template, "rolling"], code: 2, says: "either a file or --terraform, not both" },
    { flags: [template, "--group", "api"], code: 1, says: "no group api; the plan has batch" },
    { flags: [template, "--what-if", "x"], code: 2, says: "whatIf: expected one of launch 3" },
    {
      flags: [template, "--group", "web", "--preferences", '{"MinHealthyPercentage":101}'],
      code: 2,
      says: "aws_autoscaling_group.web: ValidationError",
    },
  ])("$says", async ({ flags, code, says }) => {
    const asked = await plan(...flags);
    expect([asked.code, asked.stdout, asked.stderr.split("\n").length]).toEqual([code, "", 2]);
    expect(asked.stderr).toContain(says);
  });

  test("a plan file itself, and a plan without groups", async () => {
    const packed = await plan(file("packed", "PK\u0003\u0004"));
    expect([packed.code, packed.stderr]).toEqual([
      2,
      expect.stringContaining("terraform show -json"),
    ]);
    const none = await plan(file("none.json", '{"format_version":"1.2"}'));
    expect([none.code, none.stderr]).toEqual([
      1,
      expect.stringContaining("no aws_autoscaling_group"),
    ]);
  });
});
