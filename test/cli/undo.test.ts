/** `history`, `undo` and `guard` of the product: what they print, and their exit codes. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { mainFile, type Product, repository, runProduct, startProduct } from "./product.ts";

let product: Product;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "asg-local-undo-"));
  const world = join(repository, "fixtures/worlds/history.json");
  const words = ["--clock", "manual", "--start-time", "2026-03-02T12:00:00Z", "--seed", "1"];
  product = await startProduct([...words, "--world", world, "--log", "silent"]);
});
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => post("reset", {}));

const post = async (path: string, body: object) => {
  const answer = await fetch(`${product.endpoint}/_asg-local/${path}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return answer.json();
};
const run = (...words: string[]) => runProduct(words, { ASG_LOCAL_ENDPOINT: product.endpoint });
/** A call of the Query protocol. */
const call = (service: string, members: Record<string, string>) => {
  const scope = `test/20260302/us-east-1/${service}/aws4_request`;
  return fetch(product.endpoint, {
    method: "POST",
    body: new URLSearchParams(members),
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}` },
  });
};
const newest = async () => {
  const { stdout } = await run("history", "fleet", "--json");
  return JSON.parse(stdout) as {
    deployments: { refreshId: string; marks: string[]; resolvedVersion: string }[];
  };
};

describe("history", () => {
  test("has a row a deployment, and says what cannot be known (U-002, U-006, U-009)", async () => {
    const { code, stdout, stderr } = await run("history", "fleet");
    expect([code, stderr]).toEqual([0, ""]);
    expect(
      stdout.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID").split("\n"),
    ).toEqual([
      "fleet has launch template fleet, version 4",
      "",
      expect.stringMatching(/^ # {2}refresh {31}ended {17}took {3}version {2}release$/),
      " 0  ID  2026-02-28 13:04:00Z  1h 4m  4        release 44  current",
      "    ID  2026-02-10 22:09:00Z  9m     2        release 42  same",
      "-1  ID  2026-02-03 10:24:00Z  24m    2        release 42",
      "-2  ID  2026-01-26 02:22:00Z  22m    1        release 41",
      "",
      "AWS keeps six weeks, and not who started a refresh.",
      "",
    ]);
  });

  test("--all adds what deployed nothing (U-002)", async () => {
    const { stdout } = await run("history", "fleet", "--all");
    expect(stdout).toMatch(/ 2026-02-10 13:15:00Z {2}1h 15m {2}3 +Failed, gone\n/);
  });

  test("--json has what AWS's calls take (U-011)", async () => {
    expect(await newest()).toMatchObject({
      group: "fleet",
      current: { LaunchTemplate: { LaunchTemplateId: expect.any(String), Version: "4" } },
      deployments: [
        {
          refreshId: expect.any(String),
          position: 0,
          endTime: "2026-02-28T13:04:00.000Z",
          seconds: 3840,
          status: "Successful",
          configuration: { LaunchTemplate: { Version: "4" } },
          resolvedVersion: "4",
          release: "release 44",
          marks: ["current"],
          preferences: { CheckpointPercentages: [10, 30, 60, 100] },
        },
        { marks: ["same"] },
        { position: -1 },
        { position: -2 },
      ],
    });
  });

  test("without refreshes is one sentence, and of no group an error (U-010)", async () => {
    await call("autoscaling", {
      Action: "CreateAutoScalingGroup",
      Version: "2011-01-01",
      AutoScalingGroupName: "new",
      MinSize: "0",
      MaxSize: "1",
      "AvailabilityZones.member.1": "us-east-1a",
      "LaunchTemplate.LaunchTemplateName": "fleet",
    });
    expect(await run("history", "new")).toEqual({
      code: 0,
      stderr: "",
      stdout: "new had no instance refresh in the last six weeks, which AWS keeps\n",
    });
    expect(await run("history", "gone")).toEqual({
      code: 1,
      stdout: "",
      stderr: `asg-local: there is no group gone (asked ${product.endpoint})\n`,
    });
  });
});

describe("undo", () => {
  test("--dry-run shows what would be called, for the AWS CLI (U-035)", async () => {
    const { code, stdout } = await run("undo", "fleet", "--dry-run");
    const lines = stdout
      .trimEnd()
      .replaceAll(/by \w{4}…/g, "by ID…")
      .split("\n");
    expect([code, ...lines.slice(0, 4)]).toEqual([
      0,
      "fleet: take back version 4 (release 44), deployed by ID… until 2026-02-28 13:04:00Z",
      "  back to     version 2 (release 42), deployed by ID… until 2026-02-03 10:24:00Z",
      "  replaces    8 of 8 instances, at least 90 % healthy, warmup 30 s, no checkpoints",
      "  afterwards  fleet launches version 2",
    ]);
    const words = ["autoscaling", "start-instance-refresh", "--cli-input-json", lines.at(-1) ?? ""];
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_DEFAULT_REGION: "us-east-1",
    };
    const answer = execFileSync("aws", ["--endpoint-url", product.endpoint, ...words], { env });
    expect(JSON.parse(String(answer))).toEqual({ InstanceRefreshId: expect.any(String) });
  });

  test("--phased --dry-run shows Harness's 6, 4, 4 and 1 (U-050, U-056)", async () => {
    await runProduct(["undo", "fleet", "--to-version", "2", "--yes"], {
      ASG_LOCAL_ENDPOINT: product.endpoint,
    });
    await post("clock", { advance: "1h" });
    const { stdout } = await run(
      "undo",
      "fleet",
      "--phased",
      "50,100",
      "--to-version",
      "4",
      "--dry-run",
    );
    expect(stdout.split("\n").slice(5, 8)).toEqual([
      "  phase  deployed  share  of 8  instances  checkpoint",
      expect.stringMatching(/^ {6}2 {2}4 of 8 {4}50 % +4 +4 {2}50 %, at 4$/),
      expect.stringMatching(/^ {6}1 {2}4 of 8 {4}rest +4 {2}100 %, at 8$/),
    ]);
  });

  test("--yes starts it, prints its id, and --wait ends with its result (U-034)", async () => {
    const undone = await run("undo", "fleet", "--yes");
    expect(undone).toMatchObject({ code: 0, stderr: "" });
    const [, id = ""] = /^started refresh (\S+)\n$/.exec(undone.stdout) ?? [];
    await post("clock", { advance: "1h" });
    const { deployments } = await newest();
    expect(deployments.map(({ refreshId, marks }) => [refreshId === id, ...marks])).toEqual([
      [true, "current"],
      [false, "taken back"],
      [false, "same"],
      [false, "same"],
      [false],
    ]);
    expect(await run("undo", "fleet", "--to-version", "2", "--yes")).toMatchObject({
      code: 0,
      stdout: "nothing to do: fleet has version 2, and so has every instance\n",
    });
  });

  test("--json says that it is a rollback, which AWS's events do not (U-065)", async () => {
    const { stdout } = await run("undo", "fleet", "--yes", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      group: "fleet",
      rollback: true,
      call: "StartInstanceRefresh",
      refreshId: expect.any(String),
      request: { DesiredConfiguration: { LaunchTemplate: { Version: "2" } } },
    });
  });

  test("--plan shows the emulator's plan, and starts nothing (U-035)", async () => {
    const { code, stdout } = await run("undo", "fleet", "--plan");
    expect([code, stdout]).toEqual([0, expect.stringContaining("fleet: Successful after ")]);
    expect((await newest()).deployments).toHaveLength(4);
    const away = [
      "undo",
      "fleet",
      "--plan",
      "--endpoint",
      product.endpoint.replace("http:", "https:"),
    ];
    expect(await run(...away)).toMatchObject({ code: 2 });
  });

  test.each([
    ["nobody to ask", [], 2, "asg-local: nobody can be asked here; add --yes\n"],
    [
      "a short id",
      ["--to", "5c", "--yes"],
      2,
      /^asg-local: --to: it must be previous, -1, -2, …, or at least 4 characters of /,
    ],
    [
      "percentages that do not ascend",
      ["--phased", "50,20", "--yes"],
      2,
      "asg-local: --phased: percentages must ascend, from 1 to 100\n",
    ],
    [
      "a position too far back",
      ["--to", "-7", "--yes"],
      1,
      "asg-local: fleet's history goes back to -2\n",
    ],
    [
      "two targets",
      ["--to", "-1", "--to-version", "2", "--yes"],
      2,
      /option '--to.*' cannot be used with option '--to/,
    ],
    [
      "AWS's own refusal of a configuration",
      [
        "--to-configuration",
        '{"LaunchTemplate":{"LaunchTemplateId":"lt-0123456789abcdef0","Version":"1"}}',
        "--yes",
      ],
      1,
      /^asg-local: .*lt-0123456789abcdef0/,
    ],
  ] as const)("refuses %s (U-020, U-040)", async (_, words, code, message) => {
    const { code: ended, stderr, stdout } = await run("undo", "fleet", ...words);
    expect([ended, stdout]).toEqual([code, ""]);
    if (typeof message === "string") expect(stderr).toBe(message);
    else expect(stderr).toMatch(message);
    expect((await newest()).deployments).toHaveLength(4);
  });

  test("an endpoint where nothing answers is told as watch tells it", async () => {
    const dead = ["undo", "fleet", "--yes", "--endpoint", "http://127.0.0.1:9"];
    expect(await run(...dead)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^asg-local: nothing answers at http:\/\/127.0.0.1:9 /),
    });
  });

  test.each([
    ["y", 0, /Undo\? \[y\/N\] y\s+started refresh [\w-]{36}\s/],
    ["n", 1, /Undo\? \[y\/N\] n\s*$/],
    ["", 1, /Undo\? \[y\/N\]\s*$/],
  ] as const)("asks in a terminal, and %j ends with %d (U-040)", (typed, code, shown) => {
    const command = `${process.execPath} ${mainFile} undo fleet`;
    const inTerminal = `script -qec ${JSON.stringify(command)} /dev/null`;
    const script = `echo ${typed} | ${inTerminal}; echo "code $?"`;
    const env = { ...process.env, ASG_LOCAL_ENDPOINT: product.endpoint };
    const output = stripVTControlCharacters(String(execFileSync("bash", ["-c", script], { env })));
    const [, ended] = /code (\d+)/.exec(output) ?? [];
    expect(Number(ended)).toBe(code);
    expect(output.replace(/code \d+\s*$/, "")).toMatch(shown);
  });
});

describe("guard", () => {
  /** Until the guard has asked for the alarms. */
  const hasLooked = () =>
    vi.waitFor(
      async () => {
        const metrics = await fetch(`${product.endpoint}/_asg-local/metrics`);
        expect(await metrics.text()).toContain("DescribeAlarms");
      },
      { timeout: 20_000, interval: 50 },
    );

  test("undoes once, tells the story to --exec, and ends with 1 (U-060, U-063)", async () => {
    await call("monitoring", {
      Action: "PutMetricAlarm",
      Version: "2010-08-01",
      AlarmName: "slow",
      MetricName: "Latency",
      Namespace: "web",
      Period: "60",
      EvaluationPeriods: "1",
      Threshold: "1",
      Statistic: "Average",
      ComparisonOperator: "GreaterThanThreshold",
    });
    const started = await run("undo", "fleet", "--yes");
    expect(started.code).toBe(0);
    const story = join(folder, "story.json");
    const words = [
      "--alarm",
      "slow",
      "--for",
      "2h",
      "--interval",
      "50ms",
      "--exec",
      `cat > ${story}`,
    ];
    const guarding = run("guard", "fleet", ...words);
    await hasLooked();
    await post("clock", { advance: "30m" });
    await call("monitoring", {
      Action: "SetAlarmState",
      Version: "2010-08-01",
      AlarmName: "slow",
      StateValue: "ALARM",
      StateReason: "test",
    });
    expect(await guarding).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^fleet: take back version 2 [\s\S]*\nstarted refresh \S+\n$/),
      stderr: expect.stringMatching(/^fleet \S+: alarm slow is in ALARM\n/),
    });
    expect(JSON.parse(readFileSync(story, "utf8"))).toMatchObject({
      group: "fleet",
      alarm: "slow",
      rollback: true,
      request: { DesiredConfiguration: { LaunchTemplate: { Version: "1" } } },
    });
  });

  test("an unknown alarm is refused, and --for has a limit (U-061)", async () => {
    expect(await run("guard", "fleet", "--alarm", "none")).toMatchObject({
      code: 1,
      stderr: `asg-local: there is no alarm none (asked ${product.endpoint})\n`,
    });
    expect(await run("guard", "fleet", "--alarm", "none", "--for", "49h")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("It must be at most 48h."),
    });
  });
});
