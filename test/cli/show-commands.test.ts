/** `status`, `why`, `events` and `info`: what they print for people and for programs. */
import { join } from "node:path";
import { AutoScalingClient, StartInstanceRefreshCommand } from "@aws-sdk/client-auto-scaling";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Product, repository, runProduct, startProduct } from "./product.ts";

let product: Product;

beforeAll(async () => {
  const world = join(repository, "fixtures/worlds/web-fleet.json");
  const clock = ["--clock", "manual", "--start-time", "2026-03-01T12:00:00Z"];
  product = await startProduct([...clock, "--world", world, "--seed", "blue", "--log", "silent"]);
});
afterAll(() => product.stop());
beforeEach(() => fetch(`${product.endpoint}/_asg-local/reset`, { method: "POST" }));

const ask = (...words: string[]) => runProduct(words, { ASG_LOCAL_ENDPOINT: product.endpoint });
const printed = async (...words: string[]) => (await ask(...words)).stdout.trimEnd().split("\n");

async function refresh(): Promise<string> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const { endpoint } = product;
  const client = new AutoScalingClient({ endpoint, region: "us-east-1", credentials });
  const LaunchTemplate = { LaunchTemplateName: "web", Version: "2" };
  const started = await client.send(
    new StartInstanceRefreshCommand({
      AutoScalingGroupName: "web",
      DesiredConfiguration: { LaunchTemplate },
    }),
  );
  client.destroy();
  return started.InstanceRefreshId ?? "";
}

test("status shows clock, groups, refreshes and what is due", async () => {
  expect(await printed("status")).toEqual([
    expect.stringMatching(new RegExp(`^asg-local \\S+ at ${product.endpoint}$`)),
    "2026-03-01T12:00:00.000Z, manual; nothing is due",
    "",
    "web: 12 desired, 6 to 18; 12 InService",
  ]);
  const id = await refresh();
  await ask("advance", "31s");
  expect((await printed("status")).slice(1)).toEqual([
    expect.stringMatching(/, manual; the next thing is due at 2026-03-01T12:00:\S+Z, in \d+s$/),
    "",
    "web: 12 desired, 6 to 18; 12 InService, 1 Terminating",
    `  refresh ${id} is InProgress, 4 %`,
    expect.stringMatching(/^ {2}Waiting for instances to warm up before continuing\./),
  ]);
  const { groups, clock } = JSON.parse((await ask("status", "--json")).stdout);
  expect([clock.mode, groups[0]]).toMatchObject(["manual", { refresh: { id }, maxSize: 18 }]);
});

test("why says what the refresh does, and the numbers behind it", async () => {
  const id = await refresh();
  await ask("advance", "31s");
  expect(await printed("why", "web")).toEqual([
    expect.stringMatching(/^web: waiting for the warmup of i-\w+ until 2026-03-01T12:00:42Z$/),
    "  12 desired, floor 11, ceiling 12, 11 ready, 1 warming: may stop 0",
    `  decided at 2026-03-01T12:00:15.000Z by the rule waitForInstances; refresh ${id} is InProgress`,
  ]);
  expect(JSON.parse((await ask("why", "web", "--json")).stdout)).toMatchObject({
    group: "web",
    decision: { rule: "waitForInstances" },
  });
});

test.each([
  [["why", "nosuch"], "no group nosuch"],
  [["why", "web"], "decided nothing yet"],
  [["journal", "--group", "nosuch"], "no group nosuch"],
  [["events", "--group", "nosuch"], "no group nosuch"],
])("%j is refused with one line and exit code 1", async (words, text) => {
  const { code, stdout, stderr } = await ask(...words);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^asg-local: [^\n]+\n$/);
  expect(stderr).toContain(text);
});

test("events shows those of EventBridge, by type and group", async () => {
  const id = await refresh();
  await ask("advance", "1m");
  const started = `2026-03-01T12:00:05Z  web  EC2 Auto Scaling Instance Refresh Started  ${id}`;
  expect(await printed("events", "--type", "Refresh Started", "--group", "web")).toEqual([started]);
  const all = await printed("events");
  expect(all).toContain(started);
  expect(all.length).toBeGreaterThan(1);
  const [first = ""] = await printed("events", "--json");
  expect(JSON.parse(first)).toMatchObject({ source: "aws.autoscaling" });
});

test("info shows how it was started and how much there is", async () => {
  expect((await printed("info")).slice(1)).toEqual([
    "account 000000000000, region us-east-1, timing aws, seed blue",
    "2026-03-01T12:00:00.000Z, manual",
    "groups: 1, instances: 12, launch templates: 1, active refreshes: 0",
  ]);
});
