/** POST reset: back to the start, or to another world; what is refused changes nothing. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serveWebFleet, type WebFleet } from "./web-fleet.ts";

let fleet: WebFleet;
beforeEach(async () => {
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.close());

const groups = async () => (await fleet.get("groups")).body.groups;
const send = async (payload?: string) => {
  const url = "/_asg-local/reset";
  const answer = await fleet.server.inject({ method: "POST", url, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
};

const small = {
  startTime: "2026-05-05T00:00:00Z",
  timing: "fast",
  regions: [
    {
      launchTemplates: [
        { name: "api", versions: [{ data: { ImageId: "ami-0a1b2c3d4e5f60001" } }] },
      ],
      groups: [
        {
          name: "api",
          launchTemplate: { name: "api" },
          minSize: 0,
          maxSize: 9,
          desiredCapacity: 3,
          availabilityZones: ["us-east-1a"],
        },
      ],
    },
  ],
};

test("begins with the world that is sent, with its settings, just this once", async () => {
  await fleet.post("clock", { advance: "1h" });
  const { status, body } = await fleet.post("reset", { world: small });
  expect([status, body.counts]).toMatchObject([200, { groups: 1, instances: 3 }]);
  // The start's flag for the time wins over the file, as at the start.
  expect(body.clock.now).toBe("2026-03-01T12:00:00.000Z");
  expect((await fleet.get("info")).body.timing).toBe("fast");
  expect(await groups()).toMatchObject([{ name: "api", desiredCapacity: 3 }]);
  await send();
  expect(await groups()).toMatchObject([{ name: "web", desiredCapacity: 12 }]);
  expect((await fleet.get("info")).body.timing).toBe("aws");
});

test("takes the file's time where no flag gives one", async () => {
  await fleet.server.close();
  fleet = await serveWebFleet({ startTime: undefined });
  const { body } = await fleet.post("reset", { world: small });
  expect(body.clock.now).toBe("2026-05-05T00:00:00.000Z");
});

test("begins with a world of the package, and the same seed tells the same story", async () => {
  const before = fleet.emulator.snapshot();
  await fleet.post("clock", { advance: "5m" });
  expect((await fleet.post("reset", { example: "shop" })).status).toBe(200);
  expect((await groups()).length).toBeGreaterThan(0);
  await fleet.post("reset", { example: "web-fleet" });
  expect(fleet.emulator.snapshot()).toEqual(before);
});

test.each([undefined, "", " ", "{}"])("%j means the world of the start", async (payload) => {
  await fleet.post("reset", { example: "empty" });
  expect(await send(payload)).toMatchObject({ status: 200, body: { counts: { instances: 12 } } });
});

describe("is refused with 400, and nothing has changed:", () => {
  const deep = `{"world":{"regions":${"[".repeat(5000)}${"]".repeat(5000)}}}`;
  const wrongCall = { regions: [{ calls: [{ operation: "DeleteAutoScalingGroup", input: {} }] }] };
  test.each([
    ["{", "expected JSON;"],
    ["[]", "expected object"],
    ['{"example":"../worlds/shop"}', "no world"],
    ['{"example":"webfleet"}', "did you mean web-fleet?"],
    ['{"example":"shop","world":{}}', "either world or example is wanted"],
    ['{"World":{}}', "Unrecognized key"],
    ['{"world":{"regions":[{"groups":[{"name":"x"}]}]}}', "world: regions[0].groups[0].minSize: "],
    [deep, "expected at most 100 lists and objects within each other"],
    [JSON.stringify({ world: wrongCall }), "is refused with ValidationError"],
  ])("%.60s", async (payload, text) => {
    await fleet.post("clock", { advance: "1h" });
    const before = { snapshot: fleet.emulator.snapshot(), clock: fleet.pacer.describe() };
    const { status, body } = await send(payload);
    expect([status, body.error]).toEqual([400, expect.stringContaining(text)]);
    expect({ snapshot: fleet.emulator.snapshot(), clock: fleet.pacer.describe() }).toEqual(before);
  });
});
