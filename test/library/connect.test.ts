/** The client of an emulator that runs elsewhere: all of the control API, and errors by class. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Control } from "../../src/client/control.ts";
import { controlRoutes } from "../../src/control/routes.ts";
import {
  ControlError,
  connect,
  type RunningEmulator,
  startEmulator,
  UnreachableError,
} from "../../src/library/start-emulator.ts";

const world = join(import.meta.dirname, "../../fixtures/worlds/web-fleet.json");

let emulator: RunningEmulator;
let control: Control;

beforeAll(async () => {
  emulator = await startEmulator({ world, startTime: "2026-03-01T12:00:00Z" });
  control = connect(emulator.endpoint);
});
afterAll(() => emulator.close());

/** A server that is no emulator. */
async function withServer<T>(
  answer: (method: string, path: string) => { readonly status: number; readonly text: string },
  use: (endpoint: string) => Promise<T>,
): Promise<T> {
  const server = createServer((request, response) => {
    const { status, text } = answer(request.method ?? "", request.url ?? "");
    response.writeHead(status).end(text);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Each operation of the client, once. */
async function askAll(all: Control): Promise<void> {
  await all.ready();
  await all.info();
  await all.clock();
  await all.advance("1m");
  await all.advance("next");
  await all.until("settled");
  await all.until(new Date(0));
  await all.pause();
  await all.resume();
  await all.setSpeed(60);
  await all.setMode("manual");
  await all.setMode("realtime", 60);
  await all.faults.add({ kind: "zone", availabilityZone: "us-east-1a" });
  await all.faults.list();
  await all.faults.remove("fault-1");
  await all.faults.removeAll();
  const webhook = { url: "http://127.0.0.1:9/" };
  await all.targets.add({ name: "one", webhook });
  await all.targets.list();
  await all.targets.deadLetters("one");
  await all.targets.redrive("one");
  await all.targets.remove("one");
  await all.targets.removeAll();
  await all.restore(await all.snapshot());
  await all.snapshots.keep("one");
  await all.snapshots.list();
  await all.snapshots.get("one");
  await all.snapshots.restore("one");
  await all.snapshots.remove("one");
  await all.requests();
  await all.reset();
  await all.journal({ type: ["RefreshStarted"] });
  await all.story({ group: "web" });
  await all.groups();
  await all.group("web");
  await all.changes({ group: "web" }).next();
  await all.call({ service: "sts", operation: "GetCallerIdentity" });
  await all.decisions("web");
  await all.events({ group: "web" });
  await all.follow({ group: "web" }).next();
  await all.refreshes("web");
  await all.refresh("web", "1");
  await all.history("web", "1", { points: 100 });
  await all.groupHistory("web");
  await all.forecast("web");
  await all.forecastPlan("web", { call: { operation: "RollbackInstanceRefresh" } });
  await all.plan({ group: "web" });
  await all.metrics();
}

/** Those that are there for others: tools for LocalStack and moto, and generators. */
const forOthers = [
  "GET /_asg-local/health",
  "GET /_asg-local/openapi.json",
  "GET /_localstack/health",
  "POST /moto-api/reset",
];

test("asks for all that the control API has", async () => {
  const asked = new Set<string>();
  const note = (method: string, path: string) => {
    const [known = path] = controlRoutes.filter(
      (route) => route.method === method && patternOf(route.path).test(path.split("?")[0] ?? ""),
    );
    asked.add(typeof known === "string" ? known : `${method} ${known.path}`);
    const isLines = path.startsWith("/_asg-local/journal");
    return { status: 200, text: isLines ? "" : '{"events":[],"next":0,"refreshes":[]}' };
  };
  await withServer(note, (endpoint) => askAll(connect(endpoint)));
  const wanted = controlRoutes.map(({ method, path }) => `${method} ${path}`);
  expect([...asked].sort()).toEqual(wanted.filter((name) => !forOthers.includes(name)).sort());
});

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}

/** Of what it can do, such as `faults.add`. */
function namesOf({ faults, targets, snapshots, ...others }: Control): string[] {
  const ofFaults = Object.keys(faults).map((name) => `faults.${name}`);
  const ofTargets = Object.keys(targets).map((name) => `targets.${name}`);
  const ofSnapshots = Object.keys(snapshots).map((name) => `snapshots.${name}`);
  return [...Object.keys(others), ...ofFaults, ...ofTargets, ...ofSnapshots];
}

test("is the client that startEmulator answers", () => {
  expect(namesOf(control).sort()).toEqual(namesOf(emulator.control).sort());
});

test("moves, plans, tells and measures an emulator that runs elsewhere", async () => {
  expect(await control.ready()).toMatchObject({ status: "ready" });
  expect(await control.setMode("realtime", 600)).toMatchObject({ mode: "realtime", speed: 600 });
  expect(await control.setMode("manual")).toMatchObject({ mode: "manual" });
  const plan = await control.plan({ group: "web", preferences: { MinHealthyPercentage: 50 } });
  expect(plan).toMatchObject({ group: "web", from: "emulator", status: "Successful", floor: 6 });
  const described = { size: 4, hooks: [{ name: "init", transition: "launching" }] } as const;
  expect(await control.plan({ describedGroup: described })).toMatchObject({ desiredCapacity: 4 });
  await control.faults.add({ kind: "alarm", alarm: "errors", at: new Date(0) });
  expect(await control.story({ type: ["FaultAdded"] })).toMatch(/fault/);
  expect(await control.metrics()).toContain("asg_local_groups");
  expect(await control.reset()).toMatchObject({ now: "2026-03-01T12:00:00.000Z" });
  const [past] = await control.refreshes("web");
  expect(await control.refresh("web", past?.id ?? "")).toMatchObject({ id: past?.id });
});

test("the page names all that it can do, and no more", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/testing.md"), "utf8");
  const rows = page.split("\n").filter((line) => /^\| [a-z ,]+ \| `/.test(line));
  const named = rows.flatMap((row) => [...row.matchAll(/`([\w.]+)`/g)].map(([, name]) => name));
  expect(named.sort()).toEqual(namesOf(control).sort());
});

describe("errors", () => {
  const reasonOf = (asking: Promise<unknown>) =>
    asking.then(
      () => undefined,
      (reason: unknown) => reason,
    );

  test("a refusal is a ControlError with its sentence, its status, and what would do", async () => {
    const reason = await reasonOf(control.advance("banana"));
    expect(reason).toBeInstanceOf(ControlError);
    expect(reason).toMatchObject({
      message: expect.stringContaining('"banana" is not a duration'),
      status: 400,
      accepted: expect.arrayContaining(['{"advance":"10m"}']),
    });
    const unknown = await reasonOf(control.refresh("web", "none"));
    expect(unknown).toMatchObject({ name: "ControlError", status: 404, accepted: [] });
  });

  test("nobody there is an UnreachableError", async () => {
    const gone = await withServer(
      () => ({ status: 200, text: "" }),
      async (endpoint) => endpoint,
    );
    const reason = await reasonOf(connect(gone).clock());
    expect(reason).toBeInstanceOf(UnreachableError);
    expect(reason).toMatchObject({ message: `nothing answers at ${gone}` });
  });

  test.each([
    [404, "<html>"],
    [404, "null"],
    [404, '"no"'],
    [500, '{"error":{"code":7}}'],
    [200, "<html>"],
  ])("an answer that is not asg-local's, %s %s, is one too", async (status, text) => {
    const reason = await withServer(
      () => ({ status, text }),
      (endpoint) => reasonOf(connect(endpoint).clock()),
    );
    expect(reason).toBeInstanceOf(UnreachableError);
    expect(reason).toMatchObject({ message: expect.stringContaining("is not asg-local") });
  });

  test.each(["", "localhost:4577", "ftp://localhost", 4577])(
    "%j is no endpoint: a TypeError at once",
    (endpoint) => {
      expect(() => connect(endpoint as string)).toThrow(TypeError);
      expect(() => connect(endpoint as string)).toThrow("a URL such as http://127.0.0.1:4577");
    },
  );
});
