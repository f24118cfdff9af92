/** `watch` and `wait`: lines, exit codes and refusals, against the emulator by AWS's calls. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import {
  AutoScalingClient,
  CancelInstanceRefreshCommand,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { replacesSameVersion } from "../../src/cli/refresh-instances.ts";
import { type Look, refreshView } from "../../src/cli/refresh-view.ts";
import { looker } from "../../src/cli/watch.ts";
import { mainFile, type Product, repository, runProduct, startProduct } from "./product.ts";

let product: Product;
let client: AutoScalingClient;
const group = { AutoScalingGroupName: "web" };

beforeAll(async () => {
  const world = join(repository, "fixtures/worlds/web-fleet.json");
  product = await startProduct(["--clock", "manual", "--world", world, "--log", "silent"]);
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const { endpoint } = product;
  client = new AutoScalingClient({ endpoint, region: "us-east-1", credentials });
});
afterAll(async () => {
  client.destroy();
  await product.stop();
});
beforeEach(() => fetch(`${product.endpoint}/_asg-local/reset`, { method: "POST" }));

const advance = (span: string) =>
  fetch(`${product.endpoint}/_asg-local/clock`, {
    method: "POST",
    body: JSON.stringify({ advance: span }),
  });

async function refresh(version = "2"): Promise<string> {
  const template = { LaunchTemplateName: "web", Version: version };
  const { InstanceRefreshId: id = "" } = await client.send(
    new StartInstanceRefreshCommand({
      ...group,
      DesiredConfiguration: { LaunchTemplate: template },
    }),
  );
  return id;
}

const ask = (...words: string[]) => runProduct(words, { ASG_LOCAL_ENDPOINT: product.endpoint });

describe("wait", () => {
  test("a refresh that ends Successful while it waits gives exit code 0", async () => {
    const id = await refresh();
    const waiting = ask("wait", "web", "--interval", "200ms");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await advance("1h");
    expect(await waiting).toEqual({
      code: 0,
      stderr: "",
      stdout: `web ${id}: Successful, 100 %, 0 instances to update\n`,
    });
  });

  test("any other end gives exit code 1, with its reason", async () => {
    const id = await refresh();
    await advance("2m");
    await client.send(new CancelInstanceRefreshCommand(group));
    await advance("5m");
    const { code, stdout, stderr } = await ask("wait", "web");
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(new RegExp(`^web ${id}: Cancelled, \\d+ %, \\d+ instances to update: `));
  });

  test("--refresh names an older one, --json shows it as AWS does", async () => {
    const id = await refresh();
    await advance("1h");
    await refresh("1");
    const { code, stdout } = await ask("wait", "web", "--refresh", id, "--json");
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      { InstanceRefreshId: id, Status: "Successful", PercentageComplete: 100 },
    ]);
  });

  test("--timeout gives up with exit code 1 and says where it stands", async () => {
    await refresh();
    await advance("1m");
    const { code, stdout, stderr } = await ask("wait", "web", "--timeout", "300ms");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^asg-local: not ended after \S+: InProgress, \d+ %, [^\n]*\n$/);
  });

  test("the variables that exec and the banner set do as well as --endpoint", async () => {
    await refresh();
    await advance("1h");
    const variables = {
      AWS_ENDPOINT_URL_AUTO_SCALING: product.endpoint,
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    };
    expect(await runProduct(["wait", "web"], variables)).toMatchObject({ code: 0, stderr: "" });
  });
});

test("a watch knows the instances that were launched since the refresh began", async () => {
  await client.send(new StartInstanceRefreshCommand(group));
  await advance("4m");
  const flags = { endpoint: product.endpoint, interval: 1000 };
  const look = looker("web", flags);
  const { launched, end, lately, now } = await look();
  const { group: seen } = await look();
  const inGroup = (seen.Instances ?? []).filter(({ InstanceId: id = "" }) => launched.has(id));
  expect([launched.size, inGroup.length]).toEqual([inGroup.length, inGroup.length]);
  expect(inGroup.length).toBeGreaterThan(1);
  expect(lately?.length).toBe(5);
  expect(Date.parse(end?.at ?? "")).toBeGreaterThan(now ?? Number.NaN);
});

describe("watch, when stdout is no terminal", () => {
  test("writes a line for each change until the end", async () => {
    const id = await refresh();
    const words = ["watch", "web", "--interval", "100ms", "--endpoint", product.endpoint];
    const child = spawn(process.execPath, [mainFile, ...words]);
    let [stdout, stderr] = ["", ""];
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      // Time moves when the beginning has been seen.
      if (stdout === "") void advance("1h");
      stdout += text;
    });
    const [code] = await once(child, "close");
    const lines = stdout.trimEnd().split("\n");
    expect([code, stderr]).toEqual([0, ""]);
    const clock = "\\d\\d:\\d\\d:\\d\\dZ";
    const first = `^${clock}  web ${id}: Pending, 0 %, 0 instances to update, ends Successful at `;
    expect(lines.at(0)).toMatch(new RegExp(first + clock));
    expect(lines.at(-1)).toMatch(
      new RegExp(`^${clock}  web ${id}: Successful, 100 %, 0 instances to update$`),
    );
    expect(new Set(lines.map((line) => line.slice(9))).size).toBe(lines.length);
  });
});

describe("the picture that watch draws in a terminal", () => {
  const instance = (state: string, version: string) => ({
    LifecycleState: state as "InService",
    HealthStatus: "Healthy",
    LaunchTemplate: { LaunchTemplateName: "web", Version: version },
    InstanceId: "i-1",
    AvailabilityZone: "us-east-1a",
    ProtectedFromScaleIn: false,
  });
  const instances = [
    instance("InService", "1"),
    instance("InService", "2"),
    instance("InService", "10"),
    instance("Pending", "10"),
    instance("Terminating", "1"),
  ];
  const found = { AutoScalingGroupName: "web", DesiredCapacity: 4, Instances: instances };
  const view = (refresh: object, more: Partial<Look> = {}, width = 60) => {
    const look = { refresh, group: found as never, launched: new Set<string>(), ...more };
    return refreshView(look, { width, asked: "AWS" }).map(stripVTControlCharacters);
  };
  const under = {
    InstanceRefreshId: "r-1",
    Status: "InProgress",
    PercentageComplete: 55,
    InstancesToUpdate: 2,
    StatusReason: "Waiting for instances to warm up.",
    StartTime: new Date("2026-03-01T12:00:00Z"),
  };

  test("has state, bar, reason, what is under way, and states by version", () => {
    expect(view(under)).toEqual([
      "web r-1  AWS",
      "InProgress  since 12:00:00Z",
      "███████████████████░░░░░░░░░░░░░░░░  55 %, 2 to update",
      "Waiting for instances to warm up.",
      "",
      "3 of 4 in service and healthy; 1 launching, 1 ending",
      "             version 1  version 2  version 10",
      "InService            1          1           1",
      "Pending              -          -           1",
      "Terminating          1          -           -",
    ]);
  });

  test("breaks every text between words where there is little room", () => {
    const reason = "Waiting for instances to warm up. i-0123456789abcdef01234567890123456 is new.";
    const end = {
      at: "2026-03-01T12:20:00.000Z",
      status: "Successful",
      statusReason: null,
    } as const;
    const lately = [{ at: "2026-03-01T12:03:02.000Z", group: "web", says: "i-1 is in service" }];
    const more = { now: Date.parse("2026-03-01T12:04:10Z"), end, lately };
    expect(view({ ...under, StatusReason: reason }, more, 22)).toEqual([
      "web r-1  AWS",
      "InProgress  4m 10s so",
      "far, at 12:04:10Z",
      "ends Successful at",
      "12:20:00Z, in 15m 50s,",
      "if nobody intervenes",
      "█████░░░░░  55 %, 2 to update",
      "Waiting for instances",
      "to warm up.",
      "i-0123456789abcdef01234567890123456",
      "is new.",
      "",
      "3 of 4 in service and",
      "healthy; 1 launching,",
      "1 ending",
      "InService: 1 of",
      "version 1, 1 of",
      "version 2, 1 of",
      "version 10",
      "Pending: 1 of version",
      "10",
      "Terminating: 1 of",
      "version 1",
      "",
      "12:03:02  i-1 is in",
      "service",
    ]);
  });

  test("tells how long it has been by AWS's time, and how long it took", () => {
    const now = Date.parse("2026-03-01T13:02:03Z");
    expect(view(under, { now })[1]).toBe("InProgress  1h 2m 3s so far, at 13:02:03Z");
    const end = { Status: "Successful", EndTime: new Date("2026-03-01T12:12:00Z") };
    expect(view({ ...under, ...end }, { now })[1]).toBe("Successful  took 12m, until 12:12:00Z");
  });

  test("names the day of an end that is not today", () => {
    const now = Date.parse("2026-03-01T23:50:00Z");
    const end = { at: "2026-03-02T00:10:05.000Z", status: "Failed", statusReason: null } as const;
    expect(view(under, { now, end }, 80)[2]).toBe(
      "ends Failed at 2026-03-02T00:10:05Z, in 20m 5s, if nobody intervenes",
    );
  });

  test("tells old from new where both are of one version", () => {
    const same = ["i-1", "i-2", "i-3"].map((id) => ({
      ...instance("InService", "2"),
      InstanceId: id,
    }));
    const group = { ...found, Instances: [...same, instance("Terminating", "1")] } as never;
    expect(view(under, { group, launched: new Set(["i-3"]) }).slice(-3)).toEqual([
      "             version 1  version 2 old  version 2 new",
      "InService            -              2              1",
      "Terminating          1              -              -",
    ]);
  });

  test("which ask for it: all but those that skip what matches, or take back", () => {
    expect(replacesSameVersion({})).toBe(true);
    expect(replacesSameVersion({ Preferences: { SkipMatching: true } })).toBe(false);
    expect(replacesSameVersion({ Strategy: "ReplaceRootVolume" as never })).toBe(false);
    expect(replacesSameVersion({ Status: "RollbackInProgress" })).toBe(false);
  });
});

describe.each(["watch", "wait"])("%s refuses", (command) => {
  test.each([
    [["nowhere"], "AutoScalingGroup name not found"],
    [["web", "--refresh", "no-such"], "group web has no instance refresh no-such"],
    [["web", "--endpoint", "http://127.0.0.1:1"], "nothing answers at http://127.0.0.1:1 "],
  ])("%j with one line and exit code 1", async (words, text) => {
    const { code, stdout, stderr } = await ask(command, ...words);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^asg-local: [^\n]+\n$/);
    expect(stderr).toContain(text);
    expect(stderr).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  });

  test.each([
    [[], "missing required argument 'group'"],
    [["web", "--interval", "soon"], "span of time"],
    [["web", "--interval", "0s"], "span of time"],
    [["web", "--endpoint", "nowhere"], "URL"],
    [["web", "--aws", "--endpoint", "http://127.0.0.1:1"], "cannot be used with"],
    [["web", "more"], "too many arguments"],
  ])("%j with one line and exit code 2", async (words, text) => {
    const { code, stdout, stderr } = await ask(command, ...words);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect(stderr).toContain(text);
  });
});
