/** `asg-local exec`: a command with an emulator of its own, as shells and scripts see it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mainFile, repository, runProduct } from "./product.ts";

const world = join(repository, "fixtures/worlds/web-fleet.json");
const node = (script: string) => [process.execPath, "-e", script];
const exec = (words: readonly string[], environment = {}) =>
  runProduct(["exec", ...words], environment);

test("the command finds the emulator, and its output is all there is", async () => {
  const script = `const path = "/_asg-local/info";
    fetch(process.env.ASG_LOCAL_ENDPOINT + path).then(async (answer) => {
    const { counts, region, seed } = await answer.json();
    console.log(JSON.stringify({ groups: counts.groups, region, seed }));
  })`;
  const flags = ["--world", world, "--seed", "blue", "--"];
  expect(await exec([...flags, ...node(script)])).toEqual({
    code: 0,
    stderr: "",
    stdout: '{"groups":1,"region":"us-east-1","seed":"blue"}\n',
  });
});

test("every variable that AWS's clients read leads to it, and none past it", async () => {
  const script = `const { env } = process;
    console.log(JSON.stringify(Object.entries(env).filter(([name]) => /^AWS_|^ASG_/.test(name))))`;
  const misleading = {
    AWS_PROFILE: "production",
    AWS_SESSION_TOKEN: "token",
    AWS_REGION: "eu-west-3",
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
  };
  const words = ["--account", "123456789012", "--region", "eu-west-1", "--", ...node(script)];
  const { stdout } = await exec(words, misleading);
  const variables = Object.fromEntries(JSON.parse(stdout)) as Record<string, string>;
  const endpoint = variables.ASG_LOCAL_ENDPOINT;
  expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const services = ["AUTO_SCALING", "EC2", "CLOUDWATCH", "SSM", "STS"];
  const balancing = ["ELASTIC_LOAD_BALANCING", "ELASTIC_LOAD_BALANCING_V2"];
  const ours = [...services, ...balancing].map((name) => [`AWS_ENDPOINT_URL_${name}`, endpoint]);
  expect(variables).toMatchObject({
    AWS_ENDPOINT_URL: endpoint,
    ...Object.fromEntries(ours),
    AWS_ACCESS_KEY_ID: "123456789012",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "eu-west-1",
    AWS_DEFAULT_REGION: "eu-west-1",
  });
  const past = ["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"];
  expect(past.filter((name) => name in variables)).toEqual([]);
});

test("an endpoint for everything else stays, one for a service of asg-local does not", async () => {
  const script = `const { AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_EC2: own } = process.env;
    console.log(all, own === process.env.ASG_LOCAL_ENDPOINT)`;
  const others = { AWS_ENDPOINT_URL: "http://other:4566", AWS_ENDPOINT_URL_EC2: "http://other:1" };
  const { stdout } = await exec(["--", ...node(script)], others);
  expect(stdout).toBe("http://other:4566 true\n");
});

test.each([
  [["sh", "-c", "exit 7"], 7],
  [["true"], 0],
  [["sh", "-c", "kill -KILL $$"], 137],
  [["sh", "-c", "kill -TERM $$"], 143],
])("%j gives exit code %i", async (words, code) => {
  expect(await exec(["--", ...words])).toEqual({ code, stdout: "", stderr: "" });
});

test("flags after the command's name are the command's, also without --", async () => {
  expect(await exec(["echo", "--seed", "x", "--version"])).toEqual({
    code: 0,
    stderr: "",
    stdout: "--seed x --version\n",
  });
});

test("a command that is not there gives one line and 127, as in a shell", async () => {
  expect(await exec(["--", "no-such-command"])).toEqual({
    code: 127,
    stdout: "",
    stderr: "asg-local: there is no command no-such-command\n",
  });
});

test.each([
  [[], "missing required argument 'command'"],
  [["--speed", "fast", "--", "true"], "from 0.001 to 1000000"],
  [["--clock", "manual", "--speed", "2", "--", "true"], "no effect"],
  [["--log", "json", "--", "true"], "unknown option '--log'"],
  [["--world", "no-such.json", "--", "true"], "no-such.json"],
])("%j is refused before anything runs", async (words, text) => {
  const { code, stdout, stderr } = await exec(words);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(text);
});

test("a signal goes on to the command, which ends in its own time", async () => {
  const script = `process.on("SIGTERM", () => { console.log("asked"); process.exit(5); });
    setInterval(() => {}, 1000); console.log("ready");`;
  const child = spawn(process.execPath, [mainFile, "exec", "--", ...node(script)]);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (text.includes("ready")) child.kill("SIGTERM");
  });
  const [code] = await once(child, "close");
  expect([code, stdout]).toEqual([5, "ready\nasked\n"]);
});
