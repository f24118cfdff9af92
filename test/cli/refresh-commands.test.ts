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
import { refreshView } from "../../src/cli/refresh-view.ts";
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
    expect(lines.at(0)).toMatch(new RegExp(`^web ${id}: Pending, 0 %`));
    expect(lines.at(-1)).toBe(`web ${id}: Successful, 100 %, 0 instances to update`);
    expect(new Set(lines).size).toBe(lines.length);
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
  const view = (refresh: object, now?: number) => {
    const found = { AutoScalingGroupName: "web", DesiredCapacity: 4, Instances: instances };
    const look = { refresh, group: found as never, now };
    return refreshView(look, { width: 35, asked: "AWS" }).map(stripVTControlCharacters);
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
      "InProgress  since 2026-03-01T12:00:00Z",
      "█████░░░░░  55 %, 2 to update",
      "Waiting for instances to warm up.",
      "",
      "3 of 4 in service and healthy; 1 launching, 1 ending",
      "             version 1  version 2  version 10",
      "InService            1          1           1",
      "Pending              -          -           1",
      "Terminating          1          -           -",
    ]);
  });

  test("breaks a long reason between words", () => {
    const reason = "Waiting for instances to warm up. i-0123456789abcdef01234567890123456 is new.";
    expect(view({ ...under, StatusReason: reason }).slice(3, 7)).toEqual([
      "Waiting for instances to warm up.",
      "i-0123456789abcdef01234567890123456",
      "is new.",
      "",
    ]);
  });

  test("tells how long it has been by AWS's time, and how long it took", () => {
    const now = Date.parse("2026-03-01T13:02:03Z");
    expect(view(under, now)[1]).toBe("InProgress  1h 2m 3s so far");
    const end = { Status: "Successful", EndTime: new Date("2026-03-01T12:12:00Z") };
    expect(view({ ...under, ...end }, now)[1]).toBe("Successful  took 12m");
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
