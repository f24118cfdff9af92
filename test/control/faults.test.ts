/** Faults over the control API: added, listed, removed, refused, and at work in a refresh. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { faultSchema, formsByKind } from "../../src/schemas/fault.ts";
import { serveWebFleet, type WebFleet } from "./web-fleet.ts";

let fleet: WebFleet;

beforeEach(async () => {
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.close());

const third = { kind: "launch", group: "web", nthLaunch: 3, launchError: "VcpuLimitExceeded" };
const slow = { kind: "launch", launchTemplate: "web", bootSeconds: [30, 60] };
const add = (body: unknown) => fleet.post("faults", body);
const list = async () => (await fleet.get("faults")).body.faults;

async function remove(path: string) {
  const url = `/_asg-local/${path}`;
  const answer = await fleet.server.inject({ method: "DELETE", url });
  return { status: answer.statusCode, body: answer.json() };
}

describe("adding", () => {
  test("one fault answers its id, and it is listed as it was given", async () => {
    const { status, body } = await add(third);
    expect(status).toBe(200);
    expect(body.ids).toEqual([expect.stringMatching(/^fault-[0-9a-f]{8}$/)]);
    expect(await list()).toEqual([
      {
        id: body.ids[0],
        ...third,
        addedAt: "2026-03-01T12:00:00.000Z",
        matched: 0,
        fired: 0,
        lastFiredAt: null,
        lastMissed: null,
      },
    ]);
  });

  test("alone or in a list a mistake is placed in what was sent", async () => {
    const refusal = async (body: unknown) => (await add(body)).body.error;
    expect(await refusal({ kind: "launch", nth: 3 })).toMatch(/^unknown nth; /);
    expect(await refusal({ ...slow, bootSeconds: "soon" })).toMatch(/^bootSeconds: /);
    expect(await refusal([third, { ...slow, bootSeconds: "soon" }])).toMatch(/^1\.bootSeconds: /);
    const whole = { faults: [third, { ...slow, bootSeconds: "soon" }] };
    expect(await refusal(whole)).toMatch(/^faults\.1\.bootSeconds: /);
  });

  test("several answers their ids in order; an object can name another place", async () => {
    const { body } = await add([third, slow]);
    expect((await list()).map(({ id }: { id: string }) => id)).toEqual(body.ids);
    await add({ region: "eu-west-1", faults: [slow] });
    expect(await list()).toHaveLength(2);
    expect((await fleet.get("faults?region=eu-west-1")).body.faults).toHaveLength(1);
  });

  test("shows times as texts, and what was left out is filled in", async () => {
    const until = "2026-03-01T13:00:00Z";
    await add({ kind: "zone", availabilityZone: "us-east-1a", from: until.replace("13", "12") });
    await add({ kind: "alarm", alarm: "errors", at: until });
    expect(await list()).toMatchObject([
      {
        from: "2026-03-01T12:00:00.000Z",
        isUnhealthy: true,
        launchError: "InsufficientInstanceCapacity",
      },
      { at: "2026-03-01T13:00:00.000Z", state: "ALARM" },
    ]);
  });
});

describe("a wrong fault is refused with 400, what is wrong, and what is accepted", () => {
  test.each<[string, unknown, string]>([
    ["no JSON", "{", "expected object"],
    ["an empty list", [], "Too small"],
    ["no kind", { faults: [{}] }, "faults.0.kind: "],
    [
      "an unknown kind",
      { kind: "storm" },
      "kind: expected one of launch, zone, alarm, hook and api",
    ],
    ["a kind that is nearly one", { kind: "launc" }, "hook and api; did you mean launch?"],
    ["an unknown member", { ...third, nth: 3 }, "unknown nth; accepted: kind, group, "],
    ["no effect", { kind: "launch", group: "web" }, "has no effect; expected one of bootSeconds"],
    ["a range upside down", { ...slow, bootSeconds: [9, 3] }, "expected the lower bound first"],
    ["no range", { ...slow, bootSeconds: "soon" }, "or a range such as [30, 120]"],
    ["a code without text", { ...third, launchError: "Odd" }, "needs launchMessage, unless"],
    ["a text alone", { kind: "launch", health: "never", launchMessage: "x" }, "needs launchError"],
    ["both of health", { ...slow, health: "never", unhealthyAfterSeconds: 3 }, "exclude each"],
    ["a checkpoint of nobody", { kind: "alarm", alarm: "a", atCheckpoint: 50 }, "go together"],
    ["a time without zone", { kind: "alarm", alarm: "a", at: "2026-03-01" }, "with a zone"],
    ["an unknown operation", { kind: "api", operation: "X", error: "Throttling" }, "no operation"],
    ["an error without status", { kind: "api", error: "Odd" }, "with status and message, unless"],
    ["a status alone", { kind: "api", dropConnection: "after", status: 500 }, "error: is wanted"],
    ["a calm api", { kind: "api" }, "expected one of error, latencyMilliseconds, dropConnection"],
    [
      "an error nobody reads",
      { kind: "api", error: "Throttling", dropConnection: "after" },
      "read",
    ],
    ["an end before", { ...third, from: "2026-03-02T00:00Z", until: "2026-03-01T00:00Z" }, "after"],
  ])("%s", async (_, body, problem) => {
    const { status, body: refusal } = await add(body);
    expect(status).toBe(400);
    expect(refusal.error).toContain(problem);
    expect(refusal.accepted.length).toBeGreaterThan(3);
    expect(await list()).toEqual([]);
  });

  test("a list with one wrong fault adds none of it", async () => {
    expect((await add([third, { kind: "launch" }])).status).toBe(400);
    expect(await list()).toEqual([]);
  });

  test("each form that a refusal shows is accepted", async () => {
    const { body } = await add({});
    for (const form of body.accepted) {
      expect([form, (await add(JSON.parse(form))).status]).toEqual([form, 200]);
    }
  });
});

describe("removing", () => {
  test("takes one, then all", async () => {
    const { body } = await add([third, slow, slow]);
    const [first, ...others] = body.ids;
    expect(await remove(`faults/${first}`)).toEqual({ status: 200, body: { ids: [first] } });
    expect(await list()).toHaveLength(2);
    expect(await remove("faults")).toEqual({ status: 200, body: { ids: others } });
    expect(await list()).toEqual([]);
  });

  test("what is not there is 404", async () => {
    expect((await remove("faults/fault-00000000")).status).toBe(404);
  });

  test("a reset takes those that were added", async () => {
    await add(third);
    await fleet.post("reset", {});
    expect(await list()).toEqual([]);
  });
});

test("the journal tells of a fault that comes, happens and goes", async () => {
  const { body } = await add(third);
  await fleet.call("StartInstanceRefresh", { "Preferences.MinHealthyPercentage": "50" });
  await fleet.post("clock", { advance: "1m" });
  await remove(`faults/${body.ids[0]}`);
  const { text } = await fleet.get("journal");
  const lines = text.split("\n").filter((line) => line.includes(body.ids[0]));
  const types = lines.map((line) => JSON.parse(line).type);
  expect(types.slice(0, 4)).toEqual(["FaultAdded", "FaultPassed", "FaultPassed", "FaultFired"]);
  expect(types.at(-1)).toBe("FaultRemoved");
  expect(await fleet.call("DescribeScalingActivities")).toContain("vCPU capacity");
});

test("a world file can bring faults along, and a reset brings them again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-faults-"));
  const world = join(folder, "world.json");
  writeFileSync(world, JSON.stringify({ regions: [{ faults: [third] }] }));
  const own = await serveWebFleet({ world });
  rmSync(folder, { recursive: true });
  for (let turn = 0; turn < 2; turn++) {
    expect((await own.get("faults")).body.faults).toMatchObject([{ ...third, fired: 0 }]);
    await own.post("reset", {});
  }
  await own.server.close();
});

describe("every kind of fault", () => {
  test.each(Object.entries(formsByKind))("%s has examples that the schema reads", (kind, forms) => {
    const kinds = forms.map((form) => faultSchema.parse(JSON.parse(form)).kind);
    expect(kinds.length).toBeGreaterThan(0);
    expect(new Set(kinds)).toEqual(new Set([kind]));
  });
});
