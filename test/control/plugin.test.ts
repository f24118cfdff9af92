/** The control API over HTTP: clock, health, reset, and who is refused. */
import { type FastifyInstance, fastify } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { controlPlugin } from "../../src/control/plugin.ts";
import { emptyRequestCounts } from "../../src/control/request-counts.ts";
import { requestLog } from "../../src/control/request-log.ts";
import { controlPaths } from "../../src/control/routes.ts";
import { deliveriesOf } from "../../src/delivery/deliveries.ts";
import { createPacer, type Pacer, type PacerOptions } from "../../src/pacer.ts";
import { turnsOf } from "../../src/turns/turns.ts";
import { createFakeEmulator, type FakeEmulator } from "./fake-emulator.ts";

const startTime = Date.parse("2026-03-01T12:00:00Z");
const about = {
  version: "1.2.3",
  account: "000000000000",
  region: "us-east-1",
  seed: "s",
  timing: "aws",
};

let app: FastifyInstance;
let pacer: Pacer;
let emulator: FakeEmulator;

function serve(options: Partial<PacerOptions> = {}): void {
  pacer = createPacer({ mode: "manual", speed: 1, startTime, ...options });
  emulator = createFakeEmulator(() => pacer.now());
  app = fastify();
  const reset = async () => {
    pacer.reset(startTime);
    emulator.reset();
    return [];
  };
  const turns = turnsOf(emulator, pacer);
  const requests = emptyRequestCounts();
  const whenOnDisk = (callBack: () => void) => callBack();
  const deliveries = deliveriesOf({ emulator, turns, whenOnDisk });
  const callAws = () => ({ output: {} });
  const latest = requestLog();
  const kept = { requests, latest, deliveries, whenOnDisk, callAws, droppedLogLines: () => 0 };
  const page = { hasConsole: false, allowUnsigned: false };
  app.register(controlPlugin({ emulator, pacer, turns, about, reset, ...page, ...kept }));
}

const get = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await app.inject({ method: "GET", url, headers });
  return { status: answer.statusCode, body: answer.json() };
};
const post = async (path: string, payload: unknown, headers: Record<string, string> = {}) => {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const url = `/_asg-local/${path}`;
  const answer = await app.inject({ method: "POST", url, payload: text, headers });
  return { status: answer.statusCode, body: answer.json() };
};

beforeEach(() => serve());
afterEach(() => app.close());

describe("clock", () => {
  test.each([
    { advance: "10m", now: "2026-03-01T12:10:00.000Z" },
    { advance: "PT90S", now: "2026-03-01T12:01:30.000Z" },
    { until: "2026-03-01T13:00:00+00:00", now: "2026-03-01T13:00:00.000Z" },
    { until: "2026-03-01T12:00:00Z", now: "2026-03-01T12:00:00.000Z" },
  ])("moves a manual clock: $advance $until", async ({ now, ...request }) => {
    const { status, body } = await post("clock", request);
    expect(status).toBe(200);
    const still = { mode: "manual", speed: 1, breakAt: null, stopped: null };
    expect(body).toEqual({ now, ...still, eventCount: 0, events: [] });
  });

  test("answers when everything due has happened, with readable lines in order", async () => {
    emulator.plan(startTime + 5000);
    emulator.plan(startTime + 7000);
    emulator.plan(startTime + 9000);
    const { body } = await post("clock", { advance: "8s" });
    expect(body.eventCount).toBe(2);
    expect(body.events[0]).toEqual({
      sequence: 1,
      at: "2026-03-01T12:00:05.000Z",
      account: "000000000000",
      region: "us-east-1",
      cause: "boot",
      type: "EnteredService",
      group: "web",
      id: "i-1",
    });
    expect(body.events[1].at).toBe("2026-03-01T12:00:07.000Z");
    expect((await get("/_asg-local/clock")).body.nextDueAt).toBe("2026-03-01T12:00:09.000Z");
  });

  test("lists the last 1000 lines and counts them all", async () => {
    for (let at = 1; at <= 1234; at += 1) emulator.plan(startTime + at);
    const { body } = await post("clock", { advance: "1h" });
    expect(body.eventCount).toBe(1234);
    expect(body.events).toHaveLength(1000);
    expect(body.events[0].sequence).toBe(235);
  });

  test("tells what this request brought about only", async () => {
    emulator.plan(startTime);
    const { body } = await post("clock", { advance: "1s" });
    expect(body.events).toEqual([]);
  });

  test("pauses, resumes and changes the speed of a realtime clock", async () => {
    serve({ mode: "realtime" });
    expect((await post("clock", { pause: true })).body.mode).toBe("paused");
    expect((await post("clock", { speed: 60 })).body).toMatchObject({ mode: "paused", speed: 60 });
    expect((await post("clock", { pause: false })).body.mode).toBe("realtime");
  });

  test("a body is read as JSON whatever its type says, as curl -d sends a form", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await post("clock", { advance: "1s" }, form)).status).toBe(200);
  });

  test.each([
    ["", "expected object"],
    ["{", "expected JSON"],
    ["[]", "expected object"],
    ["{}", "exactly one member"],
    [{ advance: "1s", speed: 2 }, "exactly one member"],
    [{ advnce: "1s" }, '"advnce"'],
    [{ advance: 600 }, "advance: "],
    [{ advance: "soon" }, 'advance: "soon" is not a duration'],
    [{ advance: "367d" }, "at most 366d"],
    [{ until: "tomorrow" }, 'until: "tomorrow" is not an ISO 8601 time'],
    [{ until: "2026-03-01T11:59:59Z" }, "never goes backwards"],
    [{ until: "9999-01-01T00:00:00Z" }, "at most 366d"],
    [{ speed: 2 }, "the clock is manual"],
    [{ pause: false }, "the clock is manual"],
    [{ speed: 0 }, "speed: must be from"],
    [{ speed: "60" }, "speed: "],
    [{ pause: "yes" }, "pause: "],
    [{ advance: "1m", atMost: "1h" }, "atMost goes with a condition"],
    [{ until: "settled", atMost: "367d" }, "at most 366d"],
    [{ until: { group: "web" } }, "until: exactly one of status, checkpoint"],
    [{ until: { status: ["Failed"] } }, "until.group: "],
    [{ until: { group: "web", status: ["Broken"] } }, "until.status.0: "],
    [{ until: { group: "web", status: [] } }, "until.status: "],
    [{ until: { group: "web", lifecycleState: "InService" } }, "until: lifecycleState and count"],
    [{ until: { group: "web", settled: true } }, "no group web in 000000000000 us-east-1"],
  ])("refuses %j, says why and what is accepted", async (request, why) => {
    const { status, body } = await post("clock", request);
    expect(status).toBe(400);
    expect(body.error).toContain(why);
    expect(body.accepted).toContain('{"advance":"10m"}');
    expect(pacer.now()).toBe(startTime);
  });
});

describe("journal", () => {
  const lines = async (query: string) => {
    const url = `/_asg-local/journal${query}`;
    const answer = await app.inject({ method: "GET", url });
    expect(answer.headers["content-type"]).toMatch("application/x-ndjson");
    return answer.body
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  };

  test("has everything that happened, after a line or of a group only", async () => {
    for (const at of [1, 2, 3]) emulator.plan(startTime + at);
    await post("clock", { advance: "1s" });
    expect((await lines("")).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect((await lines("?since=2")).map(({ sequence }) => sequence)).toEqual([3]);
    expect(await lines("?group=web")).toHaveLength(3);
    expect(await lines("?group=web&since=3")).toEqual([]);
    expect(await get("/_asg-local/journal?group=api")).toMatchObject({ status: 404 });
  });

  test.each(["?since=last", "?since=-1", "?groups=web", "?form=xml"])(
    "refuses %s",
    async (query) => {
      const { status, body } = await get(`/_asg-local/journal${query}`);
      expect(status).toBe(400);
      expect(body.accepted).toEqual(expect.arrayContaining(["?since=120", "?group=web"]));
    },
  );
});

describe("status", () => {
  test.each(["/_asg-local/health", "/_asg-local/ready", "/_localstack/health"])(
    "GET %s answers with the version",
    async (url) => {
      expect(await get(url)).toMatchObject({ status: 200, body: { version: "1.2.3" } });
    },
  );

  test("tools made for LocalStack find every service running", async () => {
    const { body } = await get("/_localstack/health");
    const names = ["autoscaling", "ec2", "cloudwatch", "elbv2", "elb", "ssm", "events", "sts"];
    expect(body.services).toEqual(Object.fromEntries(names.map((name) => [name, "running"])));
  });

  test("it is alive but not ready when the world has stopped", async () => {
    emulator.catchUpSome = () => {
      throw new Error("the world stopped after an internal failure");
    };
    expect((await get("/_asg-local/health")).status).toBe(200);
    expect(await get("/_asg-local/ready")).toEqual({
      status: 500,
      body: { error: "the world stopped after an internal failure" },
    });
  });

  test("info tells how the emulator was started, its timings (R-303) and its size", async () => {
    expect((await get("/_asg-local/info")).body).toEqual({
      console: null,
      allowUnsigned: false,
      droppedEvents: 0,
      targets: [],
      nowhere: [],
      ...about,
      timings: expect.objectContaining({ bootSeconds: 5, connectionDraining: true }),
      clock: { now: "2026-03-01T12:00:00.000Z", mode: "manual", speed: 1 },
      counts: { groups: 0, instances: 0, launchTemplates: 0, activeInstanceRefreshes: 0 },
    });
  });

  test("an unknown path or method lists the paths there are", async () => {
    const { status, body } = await get("/_asg-local/clok");
    expect(status).toBe(404);
    expect(body).toEqual({
      error: "no control path GET /_asg-local/clok",
      paths: controlPaths,
    });
    expect((await post("health", "")).status).toBe(404);
  });

  test("every path that is listed answers", async () => {
    // A stream does not end by itself.
    for (const line of controlPaths.filter((path) => !path.endsWith("/stream"))) {
      const [method, path] = line.split(" ") as ["GET" | "POST", string];
      const answer = await app.inject({ method, url: path.replace("{name}", "nobody") });
      expect([line, answer.body]).not.toEqual([line, expect.stringContaining("no control path")]);
    }
  });
});

test("a reset puts the clock and the world back", async () => {
  emulator.plan(startTime + 60_000);
  await post("clock", { advance: "10s" });
  const { status, body } = await post("reset", "");
  expect(status).toBe(200);
  expect(body.clock.now).toBe("2026-03-01T12:00:00.000Z");
  expect(emulator.nextDueAt()).toBeUndefined();
});
