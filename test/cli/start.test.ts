/** The built product as a user meets it: banner, flags, one line for a mistake, a quick end. */
import { connect } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  type Product,
  runProduct,
  signedHeaders,
  startProduct,
  unsignedHeaders,
} from "./product.ts";

const started: Product[] = [];

async function start(...options: Parameters<typeof startProduct>): Promise<Product> {
  const product = await startProduct(...options);
  started.push(product);
  return product;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((product) => product.stop("SIGKILL")));
});

const describeGroups = "Action=DescribeAutoScalingGroups&Version=2011-01-01";

const call = (endpoint: string, headers: Readonly<Record<string, string>> = signedHeaders) =>
  fetch(endpoint, { method: "POST", headers, body: describeGroups });

const info = async ({ endpoint }: Product) =>
  (await (await fetch(`${endpoint}/_asg-local/info`)).json()) as Record<string, unknown>;

describe("banner", () => {
  test("shows the endpoint, how time runs, and the lines to paste", async () => {
    const flags = ["--seed", "blue", "--start-time", "2026-03-01T12:00:00Z", "--clock", "manual"];
    const { banner, endpoint } = await start(flags);
    expect(banner.split("\n")).toEqual([
      expect.stringMatching(/^asg-local \d+\.\d+\.\d+ answers at http:\/\/127\.0\.0\.1:\d+$/),
      "account 000000000000, region us-east-1, timing aws, seed blue",
      "clock manual, begins at 2026-03-01T12:00:00Z",
      `console ${endpoint}/_asg-local/console/`,
      "",
      `export AWS_ENDPOINT_URL=${endpoint}`,
      "export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1",
      "",
      "",
    ]);
  });

  test("shows a random seed, another one each time", async () => {
    const seeds = (await Promise.all([start(), start()])).map(
      ({ banner }) => /seed ([0-9a-f]{8})\n/.exec(banner)?.[1],
    );
    expect(seeds[0]).toBeDefined();
    expect(seeds[0]).not.toBe(seeds[1]);
  });
});

describe("flags", () => {
  test("start may be said or left out", async () => {
    const product = await start(["start", "--region", "eu-west-1"]);
    expect(await info(product)).toMatchObject({ region: "eu-west-1" });
  });

  test("each flag reaches what it sets", async () => {
    const product = await start([
      "--account",
      "123456789012",
      "--region",
      "eu-central-1",
      "--seed",
      "s1",
      "--timing",
      "fast",
      "--speed",
      "60",
      "--start-time",
      "2026-03-01T12:00:00Z",
      "--connection-draining",
    ]);
    expect(await info(product)).toMatchObject({
      account: "123456789012",
      region: "eu-central-1",
      seed: "s1",
      timing: "fast",
      clock: { mode: "realtime", speed: 60, now: expect.stringMatching(/^2026-03-01T12:0/) },
      timings: { bootSeconds: 1, connectionDraining: true },
    });
  });

  test("an environment variable does the same, and a flag wins over it", async () => {
    const environment = {
      ASG_LOCAL_PORT: "0",
      PORT: "1",
      ASG_LOCAL_SEED: "env",
      ASG_LOCAL_REGION: "eu-west-1",
      ASG_LOCAL_ALLOW_UNSIGNED: "false",
    };
    const product = await start(["--seed", "flag"], environment);
    expect(await info(product)).toMatchObject({ seed: "flag", region: "eu-west-1" });
    expect((await call(product.endpoint, unsignedHeaders)).status).toBe(403);
  });

  test("PORT counts when our own variable is missing", async () => {
    const { endpoint } = await start([], { PORT: "0" });
    expect(endpoint).toMatch(/:\d{4,5}$/);
  });

  test("--help fits a terminal of 100 columns and 40 lines, and has three examples", async () => {
    const { code, stdout } = await runProduct(["--help"]);
    const lines = stdout.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.filter((line) => line.startsWith("  asg-local "))).toHaveLength(3);
  });

  test("start --help shows every flag with its environment variable", async () => {
    const { code, stdout } = await runProduct(["start", "--help"]);
    expect(code).toBe(0);
    for (const flag of ["port", "host", "allow-host", "world", "clock", "speed", "start-time"]) {
      expect(stdout).toMatch(new RegExp(`--${flag} .*`));
    }
    for (const name of [
      "seed",
      "timing",
      "connection-draining",
      "min-100",
      "strict-images",
      "late-events",
      "account",
      "region",
      "allow-unsigned",
      "allow-origin",
      "log",
    ]) {
      const variable = `ASG_LOCAL_${name.replaceAll("-", "_").toUpperCase()}`;
      expect(stdout).toContain(variable);
    }
  });

  test("--version shows the version of the package", async () => {
    const { code, stdout } = await runProduct(["--version"]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });
});

describe("a mistake gives one line on stderr and no stack", () => {
  test.each([
    [["--prot", "1"], "unknown option '--prot' (Did you mean --port?)"],
    [["--port", "abc"], "from 0 to 65535"],
    [["--port", "70000"], "from 0 to 65535"],
    [["--speed", "0"], "from 0.001 to 1000000"],
    [["--speed", "fast"], "from 0.001 to 1000000"],
    [["--clock", "sundial"], "realtime, manual"],
    [["--clock", "manual", "--speed", "2"], "no effect"],
    [["--start-time", "yesterday"], "ISO 8601"],
    [["--timing", "slow"], "aws, fast, instant"],
    [["--connection-draining", "perhaps"], "true or false"],
    [["--min-100", "both"], "terminate-first, launch-first"],
    [["--account", "12"], "12 digits"],
    [["--region", "Moon Base"], "us-east-1"],
    [["--ec2-endpoint", "moto"], "http://127.0.0.1:4566"],
    [["--ec2-endpoint", "http://127.0.0.1:4566/?a=b"], "http://127.0.0.1:4566"],
    [["--ec2-endpoint", "https://ec2.eu-west-1.amazonaws.com"], "AWS itself is never asked"],
    [["--log", "xml"], "pretty, json, silent"],
    [["--allow-host", "a b"], "host names"],
    [["--allow-origin", "localhost:3000"], "the origin of a web page"],
    [["--allow-origin", "null"], "the origin of a web page"],
    [["--allow-origin", "http://a.test/page"], "the origin of a web page"],
    [["--allow-origin", "http://a.test,*"], "the origin of a web page"],
    [["--allow-unsigned", "maybe"], "true or false"],
    [["--strict-images", "maybe"], "true or false"],
    [["--port"], "argument missing"],
    [["launch"], "launch"],
    [["--world", "no-such-file.json"], "no-such-file.json"],
  ])("%j", async (flags, text) => {
    const { code, stdout, stderr } = await runProduct(flags);
    expect(stderr).toContain(text);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect([code, stdout]).toEqual([2, ""]);
  });

  test("a wrong environment variable is named", async () => {
    const { code, stderr } = await runProduct([], { ASG_LOCAL_SPEED: "quick" });
    expect([code, stderr]).toEqual([2, expect.stringContaining("ASG_LOCAL_SPEED")]);
  });

  test("a port that is taken", async () => {
    const { endpoint } = await start();
    const port = new URL(endpoint).port;
    expect(await runProduct(["--port", port])).toEqual({
      code: 1,
      stdout: "",
      stderr: `asg-local: 127.0.0.1 port ${port} is taken; --port 0 takes a free port\n`,
    });
  });

  test("an address of another machine", async () => {
    const { code, stderr } = await runProduct(["--port", "0", "--host", "192.0.2.1"]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^asg-local: [^\n]+\n$/)]);
  });
});

describe("end", () => {
  test.each(["SIGTERM", "SIGINT"] as const)("%s stops it within a second", async (signal) => {
    const product = await start();
    await call(product.endpoint);
    const { port } = new URL(product.endpoint);
    const idle = connect(Number(port), "127.0.0.1");
    await new Promise((resolve) => idle.once("connect", resolve));
    const { code, milliseconds } = await product.stop(signal);
    idle.destroy();
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(1000);
  });
});

describe("calls", () => {
  test("an unsigned one is refused as AWS does, unless allowed", async () => {
    const strict = await start();
    const refused = await call(strict.endpoint, unsignedHeaders);
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining("<Code>MissingAuthenticationToken</Code>"),
    ]);
    const lenient = await start(["--allow-unsigned"]);
    expect((await call(lenient.endpoint, unsignedHeaders)).status).toBe(200);
  });

  test("a web page is refused, unsigned or not, unless its origin is allowed", async () => {
    const variable = { ASG_LOCAL_ALLOW_ORIGIN: "http://a.test:3000, HTTPS://B.test:443/" };
    const product = await start(["--allow-unsigned"], variable);
    const from = async (origin: string) =>
      (await call(product.endpoint, { ...unsignedHeaders, origin })).status;
    expect(await from("http://evil.example")).toBe(403);
    expect(await from("null")).toBe(403);
    expect(await from("http://a.test:3000")).toBe(200);
    expect(await from("https://b.test")).toBe(200);
    const { stdout } = await runProduct(["start", "--help"]);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("web pages from elsewhere stay refused");
  });

  test("each leaves one JSON line with action, outcome and milliseconds", async () => {
    const product = await start(["--log", "json"]);
    await call(product.endpoint);
    await call(product.endpoint, unsignedHeaders);
    const clock = `${product.endpoint}/_asg-local/clock`;
    await fetch(clock, { method: "POST", body: '{"advance":"1m"}' });
    await fetch(clock);
    // A line is written once its answer is out, so the last one may be on its way.
    const lines = await vi.waitFor(() => {
      const text = product.output().slice(product.banner.length);
      expect(text.match(/\n/g)).toHaveLength(3);
      return text.trim().split("\n");
    });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        action: "DescribeAutoScalingGroups",
        service: "autoscaling",
        outcome: 200,
        milliseconds: expect.any(Number),
      }),
      expect.objectContaining({ outcome: "MissingAuthenticationToken" }),
      expect.objectContaining({ action: "POST /_asg-local/clock", outcome: 200 }),
    ]);
  });

  test("the log can be for people, or silent", async () => {
    const pretty = await start(["--log", "pretty"]);
    const silent = await start(["--log", "silent"]);
    await call(pretty.endpoint);
    await call(silent.endpoint);
    await vi.waitFor(() => {
      const line = pretty.output().slice(pretty.banner.length);
      expect(line).toMatch(/DescribeAutoScalingGroups 200 [\d.]+ ms\n$/);
    });
    expect(silent.output()).toBe(silent.banner);
  });
});
