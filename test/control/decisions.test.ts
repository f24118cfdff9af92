/** The decision records of a refresh, as the control API shows them. */
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { assemble } from "../../src/assembly.ts";
import { buildServer } from "../../src/server.ts";
import { repository, signedHeaders } from "../cli/product.ts";

let server: FastifyInstance;

beforeEach(async () => {
  const place = { account: "000000000000", region: "us-east-1" };
  const startTime = Date.parse("2026-03-01T12:00:00Z");
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
  await server.inject({
    method: "POST",
    url: "/",
    headers: signedHeaders,
    payload: new URLSearchParams({
      Action: "StartInstanceRefresh",
      Version: "2011-01-01",
      AutoScalingGroupName: "web",
      "Preferences.MinHealthyPercentage": "90",
      "Preferences.InstanceWarmup": "300",
    }).toString(),
  });
  await advance("1m");
});
afterEach(() => server.close());

const advance = (span: string) =>
  server.inject({
    method: "POST",
    url: "/_asg-local/clock",
    payload: `{"advance":"${span}"}`,
  });
const decisions = (path: string) =>
  server.inject({ method: "GET", url: `/_asg-local/groups/${path}` });

test("each choice is told with its bounds, what was chosen and why", async () => {
  const answer = (await decisions("web/decisions")).json();
  const running = answer.refreshes.at(-1);
  expect(running.status).toBe("InProgress");
  const [first, ...rest] = running.decisions.filter(
    ({ rule }: { rule: string }) => rule !== "pickUp",
  );
  expect(first).toMatchObject({
    rule: "replaceNextInstances",
    desired: 12,
    floor: 11,
    ceiling: 12,
    ready: 12,
    mayStop: 1,
    stopCount: 1,
    launches: 1,
    says: "12 desired, floor 11, ceiling 12, 12 ready: may stop 1; stops 1, launches 1",
  });
  const { says } = rest.at(-1);
  expect(says).toContain("12 desired, floor 11, ceiling 12, 11 ready, 1 warming: may stop 0; ");
  expect(says).toMatch(/; waiting for the warmup of i-[0-9a-f]+ until 2026-03-01T12:05:\d\dZ$/);
});

test("one refresh can be asked for by its id", async () => {
  const all = (await decisions("web/decisions")).json();
  const { id } = all.refreshes.at(-1);
  const { refreshes } = (await decisions(`web/decisions?refresh=${id}`)).json();
  expect(refreshes.map((refresh: { id: string }) => refresh.id)).toEqual([id]);
  expect(all.refreshes.length).toBeGreaterThan(1);
});

test("an unknown group is 404, an unknown parameter 400 with what is accepted", async () => {
  expect((await decisions("nobody/decisions")).statusCode).toBe(404);
  const refused = await decisions("web/decisions?colour=red");
  expect(refused.statusCode).toBe(400);
  expect(refused.json().accepted).toContain("?refresh=ID");
});
