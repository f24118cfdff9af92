/** The commands for a running emulator: what they print for people and for programs. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AutoScalingClient, StartInstanceRefreshCommand } from "@aws-sdk/client-auto-scaling";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mainFile, type Product, repository, runProduct, startProduct } from "./product.ts";

let product: Product;
const world = join(repository, "fixtures/worlds/web-fleet.json");

beforeAll(async () => {
  const clock = ["--clock", "manual", "--start-time", "2026-03-01T12:00:00Z"];
  product = await startProduct([...clock, "--world", world, "--seed", "blue", "--log", "silent"]);
});
afterAll(() => product.stop());
beforeEach(() => fetch(`${product.endpoint}/_asg-local/reset`, { method: "POST" }));

const ask = (...words: string[]) => runProduct(words, { ASG_LOCAL_ENDPOINT: product.endpoint });
const told = (stdout: string) => ({ code: 0, stderr: "", stdout });

async function refresh(): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const { endpoint } = product;
  const client = new AutoScalingClient({ endpoint, region: "us-east-1", credentials });
  const template = { LaunchTemplateName: "web", Version: "2" };
  await client.send(
    new StartInstanceRefreshCommand({
      AutoScalingGroupName: "web",
      DesiredConfiguration: { LaunchTemplate: template },
    }),
  );
  client.destroy();
}

test("clock shows the time and what is due, and changes how it runs", async () => {
  expect((await ask("clock", "play", "--speed", "1000")).stdout).toMatch(
    /, realtime at speed 1000\n$/,
  );
  expect((await ask("clock", "speed", "60")).stdout).toMatch(/, realtime at speed 60\n$/);
  expect((await ask("clock", "pause")).stdout).toMatch(/, paused\n$/);
  expect((await ask("clock", "manual")).stdout).toMatch(/, manual\n$/);
  const { code, stderr } = await ask("clock", "speed", "60");
  expect([code, stderr]).toEqual([2, expect.stringContaining("the clock is manual")]);
  expect((await ask("clock", "speed", "fast")).code).toBe(2);
});

test("clock shows the time and what is due", async () => {
  expect(await ask("clock")).toEqual(told("2026-03-01T12:00:00.000Z, manual; nothing is due\n"));
  await refresh();
  expect((await ask("clock")).stdout).toMatch(/; the next thing is due at 2026-03-01T12:00:\d\d/);
  expect(JSON.parse((await ask("clock", "--json")).stdout)).toMatchObject({ mode: "manual" });
});

test("clock play stops at a condition in the words of until", async () => {
  await refresh();
  const condition = ["--group", "web", "--status", "Successful,Failed"];
  const { stdout } = await ask("clock", "play", "--speed", "36000", ...condition);
  expect(stdout).toMatch(/ at speed 36000, to stop at group web, status Successful or Failed\n$/);
  await expect
    .poll(async () => (await ask("clock")).stdout, { timeout: 10_000 })
    .toMatch(/, paused, stopped at group web, status Successful or Failed; /);
  const { code, stderr } = await ask("clock", "play", "--group", "web");
  expect([code, stderr]).toEqual([2, expect.stringContaining("error: wanted is --event, or")]);
  await ask("clock", "manual");
});

test("clock advance and clock until are advance and until", async () => {
  const { code, stdout } = await ask("clock", "advance", "1m");
  expect([code, stdout]).toEqual([0, expect.stringContaining("2026-03-01T12:01:00.000Z")]);
  const later = await ask("clock", "until", "2026-03-01T12:02:00Z");
  expect(later.stdout).toContain("2026-03-01T12:02:00.000Z");
});

test("advance moves time and lists what happened", async () => {
  await refresh();
  const { code, stdout } = await ask("advance", "1m");
  const lines = stdout.trimEnd().split("\n");
  expect(code).toBe(0);
  expect(lines[0]).toBe("2026-03-01");
  expect(lines.slice(1, -1)).toContainEqual(
    expect.stringMatching(
      /^12:00:05 {2}web {2}stops i-\w+, launches i-\w+ {2}\(12 ready, floor 11: may stop 1\)$/,
    ),
  );
  expect(lines.at(-1)).toMatch(/^2026-03-01T12:01:00\.000Z, manual; \d+ events$/);
});

test.each(["banana", "10x", ""])("advance %j is a mistake of the command line", async (span) => {
  const { code, stderr } = await ask("advance", span);
  expect([code, stderr]).toEqual([2, expect.stringContaining("span of time")]);
});

test("advance next stops at the first thing that happens", async () => {
  await refresh();
  const { stdout } = await ask("advance", "next", "--json");
  const moved = JSON.parse(stdout);
  expect(moved).toMatchObject({ reached: true, now: expect.stringMatching(/^2026-03-01T12:00:/) });
  expect(moved.events.length).toBeGreaterThan(0);
});

describe("until", () => {
  test("an instant", async () => {
    expect(await ask("until", "2026-03-01T13:00:00Z")).toEqual(
      told("2026-03-01T13:00:00.000Z, manual; 0 events\n"),
    );
  });

  test.each([
    [["--group", "web", "--status", "Successful,Failed"]],
    [["--group", "web", "--in-state", "Terminating=1"]],
    [["--group", "web", "--settled"]],
    [["--group", "web", "--settled", "--account", "000000000000", "--region", "us-east-1"]],
    [["settled"]],
  ])("%j", async (words) => {
    await refresh();
    const { code, stdout } = await ask("until", ...words, "--json");
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { reached: true }]);
  });

  test("a refresh of the past counts only by its id", async () => {
    const first = await ask("until", "--group", "web", "--status", "Successful");
    expect(first.code).toBe(2);
    const id = /refresh (\S+), to mean it/.exec(first.stderr)?.[1] ?? "";
    expect(first.stderr).toContain("group web has only instance refreshes of its past; the newest");
    const words = ["--group", "web", "--status", "Successful", "--refresh"];
    expect((await ask("until", ...words, id)).code).toBe(0);
    expect((await ask("until", ...words, "no-such")).stderr).toContain(
      "no instance refresh no-such",
    );
  });

  test("what is not so in time gives exit code 1", async () => {
    await refresh();
    const words = ["--group", "web", "--status", "Failed", "--at-most", "1m"];
    const { code, stdout } = await ask("until", ...words);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/events; not reached\n$/)]);
  });

  test.each([
    [[]],
    [["--group", "web"]],
    [["--status", "Failed"]],
    [["--group", "web", "--settled", "--checkpoint", "50"]],
    [["2026-03-01T13:00:00Z", "--group", "web", "--settled"]],
    [["--group", "web", "--in-state", "InService"]],
    [["--group", "web", "--checkpoint", "half"]],
    [["settled", "--region", "us-east-1"]],
    [["--group", "web", "--settled", "--refresh", "r"]],
  ])("%j is refused as a mistake", async (words) => {
    const { code, stdout, stderr } = await ask("until", ...words);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
  });
});

describe("fault", () => {
  const json = '{"kind":"launch","group":"web","bootSeconds":600}';

  test("is added, listed and removed", async () => {
    const { stdout: id } = await ask("fault", "add", json);
    expect(await ask("fault", "list")).toEqual(
      told(`${id.trim()} launch matched 0, fired 0: {"group":"web","bootSeconds":600}\n`),
    );
    expect(await ask("fault", "remove", id.trim())).toEqual(told("1 fault removed\n"));
    expect(await ask("fault", "list")).toEqual(told("no faults\n"));
    await ask("fault", "add", `[${json},${json}]`);
    expect(await ask("fault", "remove", "all")).toEqual(told("2 faults removed\n"));
  });

  test("is of the account and region that flags name", async () => {
    const place = ["--account", "123456789012", "--region", "eu-west-1"];
    const { stdout: id } = await ask("fault", "add", json, ...place);
    expect(await ask("fault", "list")).toEqual(told("no faults\n"));
    const { stdout: listed } = await ask("fault", "list", ...place);
    expect(listed).toContain(id.trim());
    const { stdout: line } = await ask("journal", "--region", "eu-west-1", "--json");
    expect(JSON.parse(line)).toMatchObject({ type: "FaultAdded", account: "123456789012" });
    expect((await ask("journal", "--account", "210987654321")).stdout).toBe("");
    expect((await ask("fault", "remove", id.trim())).code).toBe(1);
    expect(await ask("fault", "remove", "all", ...place)).toEqual(told("1 fault removed\n"));
  });

  test.each([
    [["fault", "add", "{}"], 2],
    [["fault", "add", '{"kind":"launch"}'], 2],
    [["fault", "remove", "no-such"], 1],
    [["fault", "add", "launch"], 2],
    [["fault", "remove"], 2],
  ])("%j is refused with one line and exit code %i", async (words, code) => {
    const { stderr, ...rest } = await ask(...words);
    expect(rest).toEqual({ code, stdout: "" });
    expect(stderr).toMatch(/^[^\n]+\n$/);
  });
});

describe("snapshot", () => {
  test("is saved in a file and loaded from it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "asg-local-snapshot-"));
    try {
      const file = join(folder, "state.json");
      await ask("advance", "5m");
      expect(await ask("snapshot", "save", file)).toEqual(told(`saved in ${file}\n`));
      await ask("advance", "5m");
      expect(await ask("snapshot", "load", file)).toEqual(
        told(`loaded from ${file}; the clock shows 2026-03-01T12:05:00.000Z\n`),
      );
      writeFileSync(file, "{");
      expect(await ask("snapshot", "load", file)).toMatchObject({ code: 2, stdout: "" });
      writeFileSync(file, "{}");
      expect(await ask("snapshot", "load", file)).toMatchObject({ code: 2, stdout: "" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each([
    ["save", 1],
    ["load", 2],
  ])("%s into or from a place that is not there ends with %i", async (verb, expected) => {
    const { code, stdout, stderr } = await ask("snapshot", verb, "/no-such-folder/state.json");
    expect([code, stdout]).toEqual([expected, ""]);
    expect(stderr).toMatch(/^asg-local: \/no-such-folder\/state\.json: [^\n]+\n$/);
  });
});

test("reset puts everything back", async () => {
  await ask("advance", "1h");
  expect(await ask("reset")).toEqual(
    told("everything is as it was at the start; 2026-03-01T12:00:00.000Z, manual\n"),
  );
});

describe("journal", () => {
  test("shows what happened to a group, after a line", async () => {
    await refresh();
    const lines = (await ask("journal", "--group", "web", "--json")).stdout.trim().split("\n");
    const events = lines.map((line) => JSON.parse(line));
    const started = events.at(-1);
    expect(started).toMatchObject({ group: "web", cause: "StartInstanceRefresh" });
    const before = String(started.sequence - 1);
    expect(await ask("journal", "--since", before)).toEqual(
      told(`2026-03-01\n12:00:00  web  starts the instance refresh ${started.refresh}\n`),
    );
  });

  test("--follow goes on with what happens, and after a reset with the new story", async () => {
    const environment = { ...process.env, ASG_LOCAL_ENDPOINT: product.endpoint };
    const words = ["journal", "--follow", "--json"];
    const child = spawn(process.execPath, [mainFile, ...words], { env: environment });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    const starts = () => stdout.split("\n").filter((line) => line.includes("StartInstanceRefresh"));
    try {
      await expect.poll(() => stdout, { timeout: 10_000 }).toContain("InstancePlaced");
      await refresh();
      await expect.poll(() => starts().length, { timeout: 10_000 }).toBe(1);
      const before = stdout.length;
      await ask("reset");
      // The same seed tells the same lines again: only once they are read can the story go on.
      await expect
        .poll(() => stdout.slice(before), { timeout: 10_000 })
        .toContain("InstancePlaced");
      await refresh();
      await expect.poll(() => starts().length, { timeout: 10_000 }).toBe(2);
    } finally {
      child.kill();
    }
  });

  test("a sequence that is no number is refused", async () => {
    expect(await ask("journal", "--since", "noon")).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("what cannot be done gives one line and exit code 1", () => {
  test.each([
    [["clock"]],
    [["advance", "10m"]],
    [["until", "settled"]],
    [["reset"]],
    [["journal"]],
    [["journal", "--follow"]],
  ])("%j where nothing answers", async (words) => {
    expect(await runProduct([...words, "--endpoint", "http://127.0.0.1:1"])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "asg-local: nothing answers at http://127.0.0.1:1; " +
        "start one with asg-local start, or name it with --endpoint\n",
    });
  });

  test("something that the emulator refuses", async () => {
    const { code, stdout, stderr } = await ask("advance", "900d");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^asg-local: time moves by at most 366d at once [^\n]*\n$/);
  });

  test("an endpoint that is no URL is a mistake", async () => {
    expect(await runProduct(["clock", "--endpoint", "nowhere"])).toMatchObject({ code: 2 });
  });
});
