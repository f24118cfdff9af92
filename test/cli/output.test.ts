/** What reaches a terminal, a log or a pipe: nothing that draws, nothing that blocks. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { mainFile, type Product, runProduct, signedHeaders, startProduct } from "./product.ts";

const folder = mkdtempSync(join(tmpdir(), "asg-local-output-"));
afterAll(() => rmSync(folder, { recursive: true }));

const started: Product[] = [];
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await Promise.all(started.splice(0).map((product) => product.stop("SIGKILL")));
});

async function start(...options: Parameters<typeof startProduct>): Promise<Product> {
  const product = await startProduct(...options);
  started.push(product);
  return product;
}

const evil = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e\u2028\nFORGED";
const shown = "\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u202e\\u2028\\u000aFORGED";
const hidden = /[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069]|^FORGED/mu;

const call = (endpoint: string, body: Readonly<Record<string, string>>) => {
  const form = new URLSearchParams({ Version: "2011-01-01", ...body });
  return fetch(endpoint, { method: "POST", headers: signedHeaders, body: form });
};
const deleteGroup = (endpoint: string, name: string) =>
  call(endpoint, { Action: "DeleteAutoScalingGroup", AutoScalingGroupName: name });

function fileWith(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

describe("no name from outside draws in a terminal (C1)", () => {
  test.each([
    [["--world", evil]],
    [["--world", `./${evil}`]],
    [["init", `/dev/null/${evil}`]],
    [["reset", "--world", evil]],
    [["--import", evil]],
    [["--export-on-exit", "x", "--speed", evil]],
    [["--data", `/dev/null/${evil}`]],
    [["--host", evil, "--port", "0"]],
    [["--region", evil]],
    [[`--${evil}`]],
    [[evil]],
    [["plan", evil]],
    [["plan", "--preferences", evil, "x"]],
    [["exec", "--", evil]],
    [["snapshot", "load", evil]],
    [["fault", "add", evil]],
    [["until", "--in-state", evil]],
    [["wait", "web", "--interval", evil]],
    [["journal", "--since", evil]],
    [["clock", "--endpoint", evil]],
  ])("%j is a mistake that is told visibly", async (words) => {
    const { code, stdout, stderr } = await runProduct(words);
    expect(code).toBeGreaterThan(0);
    expect(stdout + stderr).not.toMatch(hidden);
    expect(stderr).not.toBe("");
  });

  test("the path is shown by its characters' numbers", async () => {
    const { stderr } = await runProduct(["--world", `./${evil}`]);
    expect(stderr).toBe(`asg-local: ./${shown}: cannot be read (ENOENT)\n`);
  });

  test("nor does a value of a world file, a snapshot or a plan", async () => {
    const commands = [
      ["--world", fileWith("world.json", { timing: evil, [evil]: 1 })],
      ["--world", fileWith("broken.json", `{"a":${evil}`)],
      ["--import", fileWith("snapshot.json", { [evil]: evil })],
      ["plan", fileWith("plan.json", { describedGroup: { size: 1, [evil]: evil } })],
    ];
    for (const words of commands) {
      const { code, stderr } = await runProduct(words);
      expect(code).toBe(2);
      expect(stderr).not.toMatch(hidden);
      expect(stderr.length).toBeLessThan(5000);
    }
  });

  test.each(["json", "pretty"])("nor in the log as %s", async (form) => {
    const { endpoint, output } = await start(["--log", form]);
    await deleteGroup(endpoint, evil);
    await expect.poll(output).toContain("FORGED");
    expect(output()).not.toMatch(hidden);
    expect(output()).toContain(form === "pretty" ? shown : "\\u009b31m\\u202e\\u2028\\nFORGED");
  });

  test("nor in what commands show of a running emulator", async () => {
    const product = await start(["--log", "silent"]);
    const name = "w\u009b31m\u202e\r\nFORGED";
    await call(product.endpoint, {
      Action: "CreateLaunchConfiguration",
      LaunchConfigurationName: "lc",
      ImageId: "ami-0123456789abcdef0",
      InstanceType: "t3.micro",
    });
    const group = { AutoScalingGroupName: name, LaunchConfigurationName: "lc" };
    const created = await call(product.endpoint, {
      Action: "CreateAutoScalingGroup",
      ...group,
      MinSize: "0",
      MaxSize: "1",
      "AvailabilityZones.member.1": "us-east-1a",
    });
    expect(await created.text()).toContain("CreateAutoScalingGroupResponse");
    const fault = JSON.stringify({ kind: "launch", group: name, bootSeconds: 5 });
    const commands = [
      ["journal"],
      ["journal", "--json"],
      ["fault", "add", fault],
      ["fault", "list"],
      ["fault", "list", "--json"],
      ["wait", name],
      ["watch", name],
      ["until", "--group", name, "--settled"],
      ["plan", "--group", name],
      ["snapshot", "save", join(folder, "w\u009bx")],
    ];
    for (const words of commands) {
      const { stdout, stderr } = await runProduct([...words, "--endpoint", product.endpoint]);
      expect([words, stdout + stderr]).toEqual([words, expect.not.stringMatching(hidden)]);
      expect(stdout + stderr).not.toBe("");
    }
  });
});

describe("what is long or deep is cut in messages (D6)", () => {
  const long = "x".repeat(120_000);
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  const worldWith = (input: string) =>
    `{"regions":[{"calls":[{"operation":"DescribePolicies","input":{"PolicyNames":${input}}}]}]}`;
  test.each([
    ["a world file's value", ["--world", fileWith("long.json", { timing: long })]],
    ["a world file's member", ["--world", fileWith("member.json", { [long]: 1 })]],
    [
      "a call's operation",
      ["--world", fileWith("operation.json", { regions: [{ calls: [{ operation: long }] }] })],
    ],
    ["a call's input", ["--world", fileWith("input.json", worldWith(`"${long}"`))]],
    ["a call's deep input", ["--world", fileWith("deep.json", worldWith(deep))]],
    ["a plan's member", ["plan", fileWith("p1.json", { [long]: 1 })]],
    [
      "a plan's value",
      [
        "plan",
        fileWith("p2.json", { describedGroup: { size: 1 }, preferences: { AutoRollback: long } }),
      ],
    ],
    [
      "a plan's deep value",
      [
        "plan",
        fileWith("p3.json", `{"describedGroup":{"size":1},"preferences":{"AutoRollback":${deep}}}`),
      ],
    ],
    ["a plan's deep member", ["plan", fileWith("p4.json", `{"describedGroup":${deep}}`)]],
    ["a fault", ["fault", "add", `{"kind":${deep}}`]],
    ["an option's value", ["--speed", long]],
    ["an option", [`--${long}`]],
  ])("%s", async (_, words) => {
    const { code, stderr } = await runProduct(words);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stderr.length).toBeLessThan(5000);
    expect(code).toBeGreaterThan(0);
  });
});

/** A product whose stdout is a pipe that nobody reads unless the test does. */
async function startUnread(...flags: string[]) {
  const child = spawn(process.execPath, [mainFile, "--port", "0", ...flags]);
  children.push(child);
  const endpoint = await new Promise<string>((resolve) => {
    let text = "";
    child.stdout.on("data", (bytes) => {
      text += bytes;
      if (!text.includes("AWS_DEFAULT_REGION")) return;
      child.stdout.removeAllListeners("data").pause();
      resolve(/http:\/\/\S+/.exec(text)?.[0] ?? "");
    });
  });
  return { child, endpoint };
}

async function many(endpoint: string, count: number): Promise<number> {
  let answered = 0;
  const some = async (share: number) => {
    for (let nth = 0; nth < share; nth++) {
      const { status } = await deleteGroup(endpoint, "x".repeat(1500));
      if (status === 400) answered += 1;
    }
  };
  await Promise.all(Array.from({ length: 10 }, () => some(count / 10)));
  return answered;
}

async function droppedIn(endpoint: string): Promise<number> {
  const text = await (await fetch(`${endpoint}/_asg-local/metrics`)).text();
  return Number(/^asg_local_dropped_log_lines_total (\d+)$/m.exec(text)?.[1]);
}

describe("a log that nobody reads stops nothing (C2)", () => {
  test.each(["json", "pretty"])("as %s: lines are dropped, counted and told", async (form) => {
    const { child, endpoint } = await startUnread("--log", form);
    expect(await many(endpoint, 3000)).toBe(3000);
    const dropped = await droppedIn(endpoint);
    expect(dropped).toBeGreaterThan(500);
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (part) => {
      text += part;
    });
    child.stdout.resume();
    const told = `${dropped} lines of the log were dropped, because nobody read them`;
    await expect.poll(() => text, { timeout: 10_000 }).toContain(told);
    expect(await droppedIn(endpoint)).toBe(dropped);
    await deleteGroup(endpoint, "afterwards");
    await expect.poll(() => text).toContain("afterwards");
    const lines = text
      .trimEnd()
      .split("\n")
      .filter((line) => /DeleteAutoScalingGroup/.test(line));
    expect(lines.length + dropped).toBeGreaterThanOrEqual(3000);
    child.kill("SIGTERM");
    expect((await once(child, "exit"))[0]).toBe(0);
  });

  test("it ends at once also when nobody reads", async () => {
    const { child, endpoint } = await startUnread("--log", "json");
    await many(endpoint, 2000);
    child.kill("SIGTERM");
    const [code] = await Promise.race([once(child, "exit"), sleep(5000, ["too late"])]);
    expect(code).toBe(0);
  });

  test("nothing is dropped where stdout is a file", async () => {
    const out = join(folder, "log.txt");
    const command = `exec ${process.execPath} ${mainFile} --port 0 --log json > ${out}`;
    const child = spawn("sh", ["-c", command], { stdio: "ignore" });
    children.push(child);
    const text = () => readFileSync(out, "utf8");
    await expect.poll(text, { timeout: 10_000 }).toContain("AWS_DEFAULT_REGION");
    const endpoint = /http:\/\/\S+/.exec(text())?.[0] ?? "";
    await many(endpoint, 2000);
    expect(await droppedIn(endpoint)).toBe(0);
    expect(text().match(/DeleteAutoScalingGroup/g)).toHaveLength(2000);
    child.kill("SIGTERM");
    await once(child, "exit");
  });

  test("a reader who goes away is no failure", async () => {
    const { child, endpoint } = await startUnread("--log", "json");
    child.stdout.destroy();
    expect(await many(endpoint, 100)).toBe(100);
    child.kill("SIGTERM");
    expect((await once(child, "exit"))[0]).toBe(0);
  });
});
