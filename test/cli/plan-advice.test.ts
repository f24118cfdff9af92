/** `plan --advise`, `--markdown` and `--fail-if` as a process. */
import { describe, expect, test } from "vitest";
import { readFailIf } from "../../src/cli/plan-fail-if.ts";
import { runProduct, startProduct } from "./product.ts";

test("advice shows the best with their calls, and why the present ones are not best", async () => {
  const limits = ["--at-most", "30m", "--ready-at-least", "90%", "--total-at-most", "120%"];
  const { code, stdout, stderr } = await runProduct(["plan", "rolling", "--advise", ...limits]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("no other one beats these in duration, lowest ready and cost");
  expect(stdout).toContain(
    "The present ones are not among them: it takes 1885 s, more than 1800 s.",
  );
  expect(stdout).toContain(
    "1: aws autoscaling start-instance-refresh --auto-scaling-group-name web",
  );
  const asked = await runProduct(["plan", "rolling", "--advise", ...limits, "--json"]);
  const { advice } = JSON.parse(asked.stdout);
  expect(advice).toMatchObject({ presentIsAmong: false, tried: 17 });
  for (const { plan } of advice.best) expect(plan.durationSeconds).toBeLessThanOrEqual(1800);
});

test("the calls have the desired configuration that was planned for", async () => {
  const target = '{"LaunchTemplate":{"LaunchTemplateName":"web","Version":"2"}}';
  const product = await startProduct(["--clock", "manual", "--world", "web-fleet"]);
  const flags = ["--group", "web", "--advise", "--desired-configuration", target];
  const { stdout } = await runProduct(["plan", ...flags, "--endpoint", product.endpoint]);
  await product.stop();
  expect(stdout).toContain(`--auto-scaling-group-name web \\
     --desired-configuration '${target}' \\
     --preferences '{`);
});

test("Markdown has a table, a small chart, and nothing that a name could smuggle in", async () => {
  const drill = ["--what-if", "launch 3 fails", "--price", "0.04"];
  const { code, stdout } = await runProduct(["plan", "rolling", "--markdown", ...drill]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^### web\n\n\| {2}\| ends \| after .* cost \|\n/);
  expect(stdout).toContain("| launch 3 fails | Successful | 32m 25s |");
  expect(stdout).toMatch(/```text\nready [▁-█]{60}\ntotal [▁-█]{60}\n/);
});

describe("a condition", () => {
  test("that is so of the plan gives status 1 and one line, after the plan", async () => {
    const flags = ["--fail-if", "ready<95%", "--fail-if", "duration>2h"];
    const { code, stdout, stderr } = await runProduct(["plan", "rolling", ...flags]);
    expect([code, stderr]).toEqual([1, "asg-local: web: ready<95%\n"]);
    expect(stdout).toContain("web: Successful after 31m 25s");
  });

  test.each(["ready < 90%", "total>=150 %", "duration>30m", "extra>1.5", "status!=Successful"])(
    "%s is read",
    (text) => {
      expect(readFailIf(text, [])).toHaveLength(1);
    },
  );

  test.each([
    "ready<90",
    "ready=90%",
    "__proto__<1",
    "constructor<1",
    "duration>soon",
    "status!=Failed",
    "process.exit()",
    "",
  ])("%j is refused", (text) => {
    expect(() => readFailIf(text, [])).toThrow("It must be one of ready<90%");
  });
});

test.each([
  [["--at-most", "30m"], "limits of advice need --advise"],
  [["--advise", "--compare", "{}"], "--advise does not go with --compare"],
  [["--json", "--markdown"], "exclude each other"],
  [["--advise", "--ready-at-least", "many"], "It must be a percentage"],
])("%j is refused", async (flags, says) => {
  const { code, stderr } = await runProduct(["plan", "rolling", ...flags]);
  expect([code, stderr.split("\n").length]).toEqual([2, 2]);
  expect(stderr).toContain(says);
});
