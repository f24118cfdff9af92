/** POST plan on the real emulator: an answer for both kinds of group, and a world left alone. */
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Assembly, assemble } from "../../src/assembly.ts";
import { planAnswerSchema } from "../../src/preview/plan-answer.ts";
import { buildServer } from "../../src/server.ts";
import { repository } from "../cli/product.ts";

const place = { account: "000000000000", region: "us-east-1" };

let server: FastifyInstance;
let emulator: Assembly["emulator"];

beforeEach(async () => {
  const assembly = await assemble({
    ...place,
    seed: "plan",
    clock: "manual",
    speed: 1,
    startTime: Date.parse("2026-03-01T12:00:00Z"),
    world: `${repository}/fixtures/worlds/web-fleet.json`,
  });
  emulator = assembly.emulator;
  server = buildServer({
    ...assembly,
    allowUnsigned: false,
    allowedHosts: [],
    about: { ...place, version: "0.0.0", seed: "plan", timing: "aws" },
  });
});
afterEach(() => server.close());

async function post(body: unknown) {
  const payload = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await server.inject({ method: "POST", url: "/_asg-local/plan", payload });
  return { status: answer.statusCode, body: answer.json() };
}

const request = {
  group: "web",
  preferences: { MinHealthyPercentage: 90, InstanceWarmup: 60 },
  desiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
};

test("a group of the emulator is planned for, and nobody can tell", async () => {
  emulator.catchUp();
  const before = { snapshot: emulator.snapshot(), sequence: emulator.lastSequence() };
  const { status, body } = await post(request);
  expect(status).toBe(200);
  expect(planAnswerSchema.parse(body)).toMatchObject({
    group: "web",
    from: "emulator",
    status: "Successful",
    desiredCapacity: 12,
    launches: 12,
    lowestReady: { units: 11, percentage: 91.6 },
  });
  expect({ snapshot: emulator.snapshot(), sequence: emulator.lastSequence() }).toEqual(before);
});

test("a described group is planned for, whatever the emulator holds", async () => {
  const { status, body } = await post({ describedGroup: { size: 3 } });
  expect(status).toBe(200);
  expect(body).toMatchObject({ group: "group", from: "description", status: "Successful" });
});

test.each([
  { body: "{", status: 400, error: "expected JSON" },
  { body: {}, status: 400, error: "expected either group" },
  { body: { ...request, preference: {} }, status: 400, error: "unknown preference; accepted:" },
  { body: { ...request, group: "api" }, status: 404, error: "no group api in 000000000000" },
  { body: { ...request, region: "eu-west-1" }, status: 404, error: "no group web in" },
  {
    body: { ...request, preferences: { MinHealthyPercentage: -1 } },
    status: 400,
    error: "greater than or equal to 0",
  },
])("$body is refused with $status", async ({ body, status, error }) => {
  const answer = await post(body);
  expect(answer.status).toBe(status);
  expect(answer.body.error).toContain(error);
  if (status === 400) expect(answer.body.accepted).not.toHaveLength(0);
});
