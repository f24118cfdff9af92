/** Targets of events beside a kept world: who is there after a kill, and what is sent again. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { assemble } from "../../src/assembly.ts";
import type { TargetDescription } from "../../src/domain/target-description.ts";
import { openTargetFiles } from "../../src/durable/target-files.ts";
import { buildServer } from "../../src/server.ts";
import { repository, signedHeaders } from "../cli/product.ts";
import { answering, startReceiver } from "../support/receiver.ts";
import { bytesOf, copyOf, newFolder, open } from "./kept-story.ts";

const receiver = await startReceiver();
const webhook = { url: `${receiver.endpoint}/` };
const place = { account: "000000000000", region: "us-east-1" };
const servers: { readonly server: FastifyInstance; readonly close: () => Promise<void> }[] = [];

beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = answering(200, {});
});
afterEach(async () => {
  for (const { server, close } of servers.splice(0)) {
    await server.close();
    await close();
  }
});

/** As a process does that starts on the folder after all others were killed. */
async function start(folder: string, wantedTargets: readonly TargetDescription[] = []) {
  const opened = open(folder);
  const assembly = await assemble({
    ...place,
    seed: opened.stored?.snapshot.seed ?? "targets",
    clock: "manual",
    speed: 1,
    startTime: Date.parse("2026-03-01T12:00:00Z"),
    world: `${repository}/fixtures/worlds/web-fleet.json`,
  });
  const world = { ...assembly, seed: "targets" };
  opened.restore(world);
  const kept = await opened.keep(world);
  const server = buildServer({
    ...assembly,
    ...kept,
    wantedTargets,
    targetStore: opened.targets,
    allowUnsigned: false,
    allowedHosts: [],
    about: { ...place, version: "0.0.0", seed: "targets", timing: "aws" },
  });
  servers.push({ server, close: kept.close });
  const ask = async (method: "GET" | "POST" | "DELETE", path: string, payload?: object) => {
    const answer = await server.inject({
      method,
      url: `/_asg-local/${path}`,
      ...(payload && { payload }),
    });
    return answer.json();
  };
  const payload = new URLSearchParams({
    Action: "StartInstanceRefresh",
    Version: "2011-01-01",
    AutoScalingGroupName: "web",
  }).toString();
  return {
    ask,
    add: (target: object) => ask("POST", "targets", target),
    list: async () => (await ask("GET", "targets")).targets,
    refresh: () => server.inject({ method: "POST", url: "/", headers: signedHeaders, payload }),
    advance: (advance: string) => ask("POST", "clock", { advance }),
  };
}

const sequences = () =>
  receiver.received.map(({ headers }) => Number(headers["x-asg-local-sequence"]));

describe("after a kill", () => {
  test("targets are there, and each goes on where it was", async () => {
    const folder = newFolder();
    const first = await start(folder);
    await first.add({ name: "a", webhook });
    await first.add({ name: "b", webhook });
    await first.ask("DELETE", "targets/b");
    await first.refresh();
    await first.advance("5m");
    const sent = sequences();
    expect(sent.length).toBeGreaterThan(3);
    const second = await start(copyOf(folder));
    expect(await second.list()).toMatchObject([{ name: "a", delivered: 0, waiting: 0 }]);
    await second.advance("5m");
    expect(sequences()).toEqual(sequences().map((_, nth) => (sent[0] ?? 0) + nth));
    expect(sequences().length).toBeGreaterThan(sent.length);
  });

  test("what was under way is sent again, and nothing is lost", async () => {
    const folder = newFolder();
    const first = await start(folder);
    await first.add({ name: "a", wait: false, webhook });
    receiver.answer = () => undefined;
    await first.refresh();
    await first.advance("5m");
    await expect.poll(() => receiver.received.length).toBe(1);
    const [underWay] = sequences();
    const copy = copyOf(folder);
    receiver.answer = answering(200, {});
    const { waiting } = (await first.list())[0];
    receiver.received.length = 0;
    const second = await start(copy);
    await expect.poll(second.list).toMatchObject([{ waiting: 0, delivered: waiting }]);
    expect(sequences()).toEqual(Array.from({ length: waiting }, (_, nth) => (underWay ?? 0) + nth));
  });

  test("a target of a flag is there by its flag only, and goes on where it was", async () => {
    const folder = newFolder();
    const flagged = { name: "webhook", wait: false, webhook };
    const first = await start(folder, [flagged]);
    receiver.answer = () => undefined;
    await first.refresh();
    await first.advance("1m");
    const { waiting } = (await first.list())[0];
    expect(waiting).toBeGreaterThan(0);
    const [copy, other] = [copyOf(folder), copyOf(folder)];
    receiver.answer = answering(200, {});
    expect(await (await start(copy)).list()).toEqual([]);
    const again = await start(other, [flagged]);
    await expect.poll(again.list).toMatchObject([{ name: "webhook", delivered: waiting }]);
  });

  test("nothing is sent of the past of a world that took the place of another", async () => {
    const folder = newFolder();
    const first = await start(folder);
    await first.refresh();
    await first.advance("10m");
    const past = await first.ask("GET", "snapshot");
    await first.ask("POST", "reset", {});
    await first.add({ name: "a", webhook });
    const copyBefore = copyOf(folder);
    const restored = await start(copyBefore);
    await restored.ask("GET", "info");
    const url = "/_asg-local/snapshot";
    const { server } = servers.at(-1) ?? {};
    await server?.inject({ method: "PUT", url, payload: past });
    const second = await start(copyOf(copyBefore));
    expect(await second.list()).toMatchObject([{ name: "a", waiting: 0 }]);
    expect(receiver.received).toEqual([]);
    await second.advance("5m");
    expect(receiver.received.length).toBeGreaterThan(0);
  });
});

test("a reset empties what waits, on disk too", async () => {
  const folder = newFolder();
  const first = await start(folder);
  await first.add({ name: "a", wait: false, webhook });
  receiver.answer = () => undefined;
  await first.refresh();
  await first.advance("5m");
  expect((await first.list())[0].waiting).toBeGreaterThan(3);
  await first.ask("POST", "reset", {});
  expect(await first.list()).toMatchObject([{ waiting: 0 }]);
  receiver.received.length = 0;
  const second = await start(copyOf(folder));
  expect(await second.list()).toMatchObject([{ name: "a", waiting: 0 }]);
  expect(receiver.received).toEqual([]);
});

describe("the files", () => {
  const kept = (name: string, at = 3) => ({ name, description: { name, webhook }, place: at });

  test("keep order, places and what takes another's place", () => {
    const folder = newFolder();
    open(folder).release();
    const files = openTargetFiles(folder, { isNew: true });
    const noteA = files.add(kept("a"));
    files.add(kept("b"));
    files.add(kept("c"));
    noteA(17);
    files.remove("b");
    files.add({ ...kept("a", 20) })(21);
    files.close();
    expect(openTargetFiles(folder, { isNew: false }).kept).toMatchObject([
      kept("a", 21),
      kept("c"),
    ]);
  });

  test("a place that is spoiled is where the target began; a spoiled target is refused", () => {
    const folder = newFolder();
    open(folder).release();
    const files = openTargetFiles(folder, { isNew: true });
    files.add(kept("a"))(17);
    files.close();
    const [name = ""] = readdirSync(folder).filter((one) => one.startsWith("target-"));
    const bytes = bytesOf(folder, name);
    const spoiled = (at: number) => {
      const other = newFolder();
      open(other).release();
      const changed = Buffer.from(bytes);
      changed[at] = 0;
      writeFileSync(join(other, name), changed);
      return () => openTargetFiles(other, { isNew: false }).kept;
    };
    expect(spoiled(bytes.length - 5)()).toMatchObject([kept("a", 3)]);
    expect(spoiled(30)).toThrow(/target-1.jsonl: is damaged at byte 0/);
  });
});
