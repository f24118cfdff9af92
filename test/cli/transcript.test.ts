/**
 * The transcripts of docs/a-refresh-watched.md: one refresh of twelve, told again and compared;
 * `npm run generate` writes them anew.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { AutoScalingClient, StartInstanceRefreshCommand } from "@aws-sdk/client-auto-scaling";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refreshView } from "../../src/cli/refresh-view.ts";
import { looker } from "../../src/cli/watch.ts";
import { controlOf } from "../../src/client/control.ts";
import { mainFile, type Product, repository, runProduct, startProduct } from "./product.ts";

const page = join(repository, "docs/a-refresh-watched.md");
const usualEndpoint = "http://127.0.0.1:4577";
const LaunchTemplate = { LaunchTemplateName: "web", Version: "2" };
const preferences = {
  MinHealthyPercentage: 90,
  CheckpointPercentages: [50, 100],
  CheckpointDelay: 600,
};

let product: Product;
let watching: ChildProcess | undefined;
beforeAll(async () => {
  const flags = ["--clock", "manual", "--start-time", "2026-03-01T12:00:00Z", "--seed", "blue"];
  product = await startProduct([...flags, "--world", "web-fleet", "--log", "silent"]);
});
afterAll(async () => {
  watching?.kill("SIGKILL");
  await product.stop();
});

test("docs/a-refresh-watched.md shows what the commands print", async () => {
  const transcripts = await story();
  const written = readFileSync(page, "utf8").replaceAll(
    /(<!-- transcript: (\w+) -->\n)[\s\S]*?(<!-- \/transcript -->)/g,
    (_, start: string, name: string, end: string) =>
      `${start}\n\`\`\`text\n${transcripts.get(name) ?? "unknown"}\n\`\`\`\n\n${end}`,
  );
  await expect(written).toMatchFileSnapshot(page);
  const shown = [...written.matchAll(/<!-- transcript: (\w+) -->/g)].map(([, name]) => name);
  expect(shown).toEqual([...transcripts.keys()]);
});

/** The transcripts by their names, in the order in which they are made. */
async function story(): Promise<ReadonlyMap<string, string>> {
  const told = new Map<string, string>();
  const command = async (...words: string[]) => {
    const { code, stdout, stderr } = await runProduct(words, {
      ASG_LOCAL_ENDPOINT: product.endpoint,
    });
    expect([words, code, stderr]).toEqual([words, 0, ""]);
    return shownCommand(words) + stdout.trimEnd().replaceAll(product.endpoint, usualEndpoint);
  };
  told.set("plan", await command(...planWords()));
  await startRefresh();
  const lines = await watch();
  told.set("advance", await command("advance", "10m"));
  told.set("picture", await picture());
  told.set("why", await command("why", "web"));
  told.set("status", await command("status"));
  told.set("lines", `$ asg-local watch web | cat\n${(await lines()).trimEnd()}`);
  const journal = await command("journal", "--group", "web");
  const end = journal.split("\n").slice(-12).join("\n");
  told.set("journal", `$ asg-local journal --group web | tail -n 12\n${end}`);
  return told;
}

function planWords(): string[] {
  const flags = [
    ["--group", "web"],
    ["--desired-configuration", JSON.stringify({ LaunchTemplate })],
    ["--preferences", JSON.stringify(preferences)],
    ["--compare", '{"MinHealthyPercentage":50}'],
    ["--compare", '{"CheckpointDelay":60}'],
  ];
  return ["plan", ...flags.flat()];
}

/** A flag with its value stands in a line of its own where all do not fit into one. */
function shownCommand(words: readonly string[]): string {
  const quoted = words.map((word) => (/^[\w-]+$/.test(word) ? word : `'${word}'`));
  const whole = `$ asg-local ${quoted.join(" ")}`;
  const broken = whole.replaceAll(/ --(?!group)/g, " \\\n    --");
  return `${whole.length > 100 ? broken : whole}\n`;
}

async function startRefresh(): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const { endpoint } = product;
  const client = new AutoScalingClient({ endpoint, region: "us-east-1", credentials });
  await client.send(
    new StartInstanceRefreshCommand({
      AutoScalingGroupName: "web",
      DesiredConfiguration: { LaunchTemplate },
      Preferences: preferences,
    }),
  );
  client.destroy();
}

/** Watches in a pipe; the answer moves time by two minutes at a time to the end. */
async function watch(): Promise<() => Promise<string>> {
  const words = ["watch", "web", "--interval", "50ms", "--endpoint", product.endpoint];
  const child = spawn(process.execPath, [mainFile, ...words]);
  watching = child;
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  await expect.poll(() => text, { timeout: 20_000 }).toContain("Pending");
  return async () => {
    const control = controlOf(product.endpoint);
    await looked();
    while (child.exitCode === null) {
      await control.advance("2m");
      await Promise.race([looked(), ended(child)]);
    }
    expect(child.exitCode).toBe(0);
    return text;
  };
}

/** Resolves after the watch has seen the present state: it has begun to look twice since. */
async function looked(): Promise<void> {
  const first = await looks();
  while ((await looks()) < first + 2) await sleep(20);
}

async function looks(): Promise<number> {
  const text = await (await fetch(`${product.endpoint}/_asg-local/metrics`)).text();
  const counts = text.matchAll(/action="DescribeInstanceRefreshes"[^}]*\} (\d+)/g);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve();
    else child.once("close", () => resolve());
  });
}

/** What a terminal of 80 columns shows, without its colours. */
async function picture(): Promise<string> {
  const look = await looker("web", { endpoint: product.endpoint, interval: 1000 })();
  const lines = refreshView(look, { width: 80, asked: usualEndpoint });
  return ["$ asg-local watch web", ...lines.map(stripVTControlCharacters)].join("\n");
}
