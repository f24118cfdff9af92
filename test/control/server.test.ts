/** The control API on the real emulator, beside AWS's protocols on the same server. */

import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { assemble } from "../../src/assembly.ts";
import { WorldFileError } from "../../src/domain/user-errors.ts";
import { buildServer } from "../../src/server.ts";
import { repository, signedHeaders } from "../cli/product.ts";

const startTime = Date.parse("2026-03-01T12:00:00Z");

let server: FastifyInstance;

beforeEach(async () => {
  const place = { account: "000000000000", region: "us-east-1" };
  const { emulator, pacer, reset } = await assemble({
    ...place,
    seed: "control",
    clock: "manual",
    speed: 1,
    startTime,
    world: `${repository}/fixtures/worlds/web-fleet.json`,
  });
  server = buildServer({
    emulator,
    pacer,
    reset,
    allowUnsigned: false,
    allowedHosts: [],
    about: { ...place, version: "0.0.0", seed: "control", timing: "aws" },
  });
});
afterEach(() => server.close());

const control = async (method: "GET" | "POST", path: string, payload = "") => {
  const answer = await server.inject({ method, url: `/_asg-local/${path}`, payload });
  expect(answer.statusCode).toBe(200);
  return answer.json();
};

const refreshTo = (version: string) =>
  server.inject({
    method: "POST",
    url: "/",
    headers: signedHeaders,
    payload: new URLSearchParams({
      Action: "StartInstanceRefresh",
      Version: "2011-01-01",
      AutoScalingGroupName: "web",
      "DesiredConfiguration.LaunchTemplate.LaunchTemplateName": "web",
      "DesiredConfiguration.LaunchTemplate.Version": version,
    }).toString(),
  });

test("info counts what the world file brought", async () => {
  const { counts } = await control("GET", "info");
  expect(counts).toEqual({
    groups: 1,
    instances: 12,
    launchTemplates: 1,
    activeInstanceRefreshes: 0,
  });
});

test("advancing answers with the story of the refresh, once it has happened", async () => {
  expect((await refreshTo("2")).statusCode).toBe(200);
  expect((await control("GET", "clock")).nextDueAt).not.toBeNull();
  const { now, eventCount, events } = await control("POST", "clock", '{"advance":"3h"}');
  expect(now).toBe("2026-03-01T15:00:00.000Z");
  expect(events).toHaveLength(eventCount);
  const types = events.map(({ type }: { type: string }) => type);
  expect(types.filter((type: string) => type === "InstanceTerminated")).toHaveLength(12);
  const last = events
    .filter(({ type }: { type: string }) => type === "RefreshStatusChanged")
    .at(-1);
  expect(last).toMatchObject({ group: "web", to: "Successful", account: "000000000000" });
  expect(events.map(({ at }: { at: string }) => at)).toEqual(
    events.map(({ at }: { at: string }) => at).sort(),
  );
});

test("a step to the next event at a time tells the same as one long step", async () => {
  await refreshTo("2");
  const steps = [];
  for (let step = 0; step < 40; step += 1) {
    const { nextDueAt } = await control("GET", "clock");
    const { events } = await control("POST", "clock", JSON.stringify({ until: nextDueAt }));
    steps.push(...events);
  }
  const { now } = await control("GET", "clock");
  await control("POST", "reset");
  await refreshTo("2");
  const { events } = await control("POST", "clock", JSON.stringify({ until: now }));
  expect(steps.length).toBeGreaterThan(40);
  expect(events).toEqual(steps);
});

test("a reset in the middle of a refresh gives the world of the file again", async () => {
  const before = await control("GET", "info");
  await refreshTo("2");
  await control("POST", "clock", '{"advance":"4m"}');
  expect((await control("GET", "info")).counts.activeInstanceRefreshes).toBe(1);
  await control("POST", "reset");
  expect(await control("GET", "info")).toEqual(before);
});

test("the journal has the call of a client as its own line", async () => {
  await refreshTo("2");
  const { body } = await server.inject({ method: "GET", url: "/_asg-local/journal?group=web" });
  const lines = body.split("\n").filter((line) => line.includes("StartInstanceRefresh"));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { cause: "StartInstanceRefresh", type: "RefreshStarted", group: "web" },
  ]);
});

test("a path of nobody is AWS's error, not the control API's", async () => {
  const { statusCode, headers } = await server.inject({ method: "GET", url: "/elsewhere" });
  expect([statusCode, headers["content-type"]]).toEqual([404, expect.stringMatching("text/xml")]);
  expect((await server.inject({ method: "GET", url: "/_asg-local" })).statusCode).toBe(404);
});

test("a reset that the world file does not allow any more is refused with its line", async () => {
  const place = { account: "000000000000", region: "us-east-1" };
  const { emulator, pacer } = await assemble({
    ...place,
    seed: "control",
    clock: "manual",
    speed: 1,
  });
  const refusing = buildServer({
    emulator,
    pacer,
    allowUnsigned: false,
    allowedHosts: [],
    about: { ...place, version: "0.0.0", seed: "control", timing: "aws" },
    reset: () => {
      throw new WorldFileError("world.json: regions[0].calls[0]: too late");
    },
  });
  const answer = await refusing.inject({ method: "POST", url: "/_asg-local/reset" });
  await refusing.close();
  expect([answer.statusCode, answer.json()]).toEqual([
    409,
    { error: "world.json: regions[0].calls[0]: too late" },
  ]);
});
