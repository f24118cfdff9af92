/** Ends and disconnections in the middle of a long advance, with the built product. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repository, runProduct, signedHeaders, startProduct } from "./product.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "asg-local-long-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const startTime = "2026-03-01T12:00:00Z";
const world = join(repository, "fixtures/worlds/web-fleet.json");
const flags = ["--log", "silent", "--clock", "manual"];
const begun = [...flags, "--world", world, "--start-time", startTime];

async function call(endpoint: string, Action: string, members: Readonly<Record<string, string>>) {
  const form = { Action, Version: "2011-01-01", ...members };
  const body = new URLSearchParams(form).toString();
  const answer = await fetch(endpoint, { method: "POST", headers: signedHeaders, body });
  expect(answer.status).toBe(200);
  return answer.text();
}

/** Something happens each minute of virtual time. */
const eachMinute = (endpoint: string) =>
  call(endpoint, "PutScheduledUpdateGroupAction", {
    AutoScalingGroupName: "web",
    ScheduledActionName: "each",
    Recurrence: "* * * * *",
    DesiredCapacity: "9",
  });
const tag = (endpoint: string) =>
  call(endpoint, "CreateOrUpdateTags", {
    "Tags.member.1.ResourceId": "web",
    "Tags.member.1.Key": "acknowledged",
    "Tags.member.1.ResourceType": "auto-scaling-group",
    "Tags.member.1.Value": "yes",
    "Tags.member.1.PropagateAtLaunch": "false",
  });
const groups = (endpoint: string) => call(endpoint, "DescribeAutoScalingGroups", {});

const journalLength = async (endpoint: string) => {
  const text = await (await fetch(`${endpoint}/_asg-local/metrics`)).text();
  return Number(/^asg_local_journal_entries (\d+)$/m.exec(text)?.[1]);
};

/** Sent and under way: time has begun to move, and the answer is not there yet. */
async function advancing(endpoint: string, advance: string, signal?: AbortSignal) {
  const before = await journalLength(endpoint);
  const answer = fetch(`${endpoint}/_asg-local/clock`, {
    method: "POST",
    body: JSON.stringify({ advance }),
    ...(signal && { signal }),
  }).then(
    ({ status }) => status,
    () => "cut off" as const,
  );
  while ((await journalLength(endpoint)) === before);
  return { answer };
}

const nowIn = async (endpoint: string) => {
  const answer = await fetch(`${endpoint}/_asg-local/clock`);
  return Date.parse(((await answer.json()) as { now: string }).now);
};

test("SIGTERM in the middle of an advance with --data loses nothing acknowledged", async () => {
  const data = join(root, "data");
  const product = await startProduct([...begun, "--data", data]);
  await eachMinute(product.endpoint);
  await tag(product.endpoint);
  const { answer } = await advancing(product.endpoint, "8d");
  expect((await product.stop()).code).toBe(0);
  expect([503, "cut off"]).toContain(await answer);
  expect(product.errors()).toBe("");
  expect(await runProduct(["data", "check", data])).toMatchObject({ code: 0, stderr: "" });
  const again = await startProduct([...flags, "--data", data]);
  expect(await groups(again.endpoint)).toContain("<Key>acknowledged</Key>");
  // The clock was moved before the end; the next process does the rest.
  expect(await nowIn(again.endpoint)).toBe(Date.parse(startTime) + 8 * 86_400_000);
  expect((await again.stop()).code).toBe(0);
});

test("SIGTERM in the middle of an advance with --export-on-exit writes a whole file", async () => {
  const file = join(root, "export.json");
  const product = await startProduct([...begun, "--export-on-exit", file]);
  await eachMinute(product.endpoint);
  await tag(product.endpoint);
  await advancing(product.endpoint, "8d");
  expect((await product.stop()).code).toBe(0);
  // The time that was asked for was given before the end, and so the rest of it is done.
  const end = Date.parse(startTime) + 8 * 86_400_000;
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ format: "asg-local", now: end });
  const again = await startProduct([...flags, "--import", file]);
  expect(await groups(again.endpoint)).toContain("<Key>acknowledged</Key>");
  expect(await nowIn(again.endpoint)).toBe(end);
  await again.stop();
});

test("a client that goes away in the middle of an advance does not stop it", async () => {
  const product = await startProduct(begun);
  const { endpoint } = product;
  await eachMinute(endpoint);
  const leaving = new AbortController();
  const { answer } = await advancing(endpoint, "8d", leaving.signal);
  leaving.abort();
  expect(await answer).toBe("cut off");
  // Whoever comes next waits for the rest.
  expect(await nowIn(endpoint)).toBe(Date.parse(startTime) + 8 * 86_400_000);
  expect(await groups(endpoint)).toContain("<AutoScalingGroupName>web</AutoScalingGroupName>");
  expect((await product.stop()).code).toBe(0);
});
