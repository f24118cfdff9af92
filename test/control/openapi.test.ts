/** The OpenAPI document, its table of routes, and that every answer is what the document says. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { namedSchemas } from "../../src/control/openapi-schemas.ts";
import { controlRoutes } from "../../src/control/routes.ts";
import { serveWebFleet, type WebFleet } from "./web-fleet.ts";

interface Body {
  readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
}

interface Operation {
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}

let fleet: WebFleet;

beforeEach(async () => {
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.close());

const document = async () => (await fleet.get("openapi.json")).body;

test("the document is OpenAPI 3.1, with every route and no other", async () => {
  const { openapi, info, paths } = await document();
  expect([openapi, info.version]).toEqual(["3.1.0", "0.0.0"]);
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(
    controlRoutes.map(({ method, path }) => `${method} ${path}`).sort(),
  );
});

test("operation ids are distinct, and each summary ends as a sentence does", async () => {
  const { paths } = await document();
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods as object));
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { summary } of operations) expect(summary).toMatch(/^[A-Z].*[.?]$/);
});

test("every body and every JSON answer has a name, and so has what they are made of", async () => {
  const { paths, components } = await document();
  const bodies = Object.values(paths)
    .flatMap((methods) => Object.values(methods as Record<string, Operation>))
    .flatMap(({ requestBody, responses }) => [requestBody, ...Object.values(responses)])
    .flatMap((body) => body?.content["application/json"]?.schema ?? []);
  expect(bodies.length).toBeGreaterThan(50);
  expect(bodies.filter(({ $ref }) => !$ref?.startsWith("#/components/schemas/"))).toEqual([]);
  const named = Object.keys(components.schemas);
  const referred = JSON.stringify({ paths, components }).matchAll(
    /"#\/components\/schemas\/(\w+)"/g,
  );
  expect([...new Set([...referred].map(([, name]) => name))].sort()).toEqual(named.sort());
  expect(named).toEqual(expect.arrayContaining(["Clock", "Condition", "Fault", "RefreshSummary"]));
});

test("two schemas cannot have the same name", () => {
  const schemas = namedSchemas();
  schemas.shown(z.object({ at: z.string() }).meta({ id: "Twice" }), "output");
  schemas.shown(z.object({ at: z.string() }).meta({ id: "Twice" }), "output");
  const other = z.object({ at: z.number() }).meta({ id: "Twice" });
  expect(() => schemas.shown(other, "output")).toThrow("two schemas are named Twice");
});

test("the body of POST clock is described with every form that a refusal names", async () => {
  const { paths, components } = await document();
  const { requestBody } = paths["/_asg-local/clock"].post;
  const { schema, examples } = requestBody.content["application/json"];
  expect(schema).toEqual({ $ref: "#/components/schemas/ClockRequest" });
  expect(Object.keys(components.schemas.ClockRequest.properties)).toEqual([
    "advance",
    "until",
    "atMost",
    "mode",
    "speed",
    "pause",
    "events",
    "breakAt",
  ]);
  const { body } = await fleet.post("clock", {});
  const shown = Object.values(examples as Record<string, { value: unknown }>);
  expect(shown.map(({ value }) => JSON.stringify(value))).toEqual(body.accepted);
});

describe.each(controlRoutes)("$method $path", (route) => {
  test("loads a contract that fits what it takes", async () => {
    const { input, accepted } = await route.contract();
    expect(input !== undefined).toBe(route.takes !== "nothing");
    expect(accepted.length > 0).toBe(route.takes !== "nothing");
  });

  if (route.method !== "GET") return;
  test("answers as its contract says, or that there is nothing of this name", async () => {
    const url = route.path.replace("{name}", "web").replace("{id}", "none");
    const { answer: expected } = await route.contract();
    // A stream does not end by itself.
    const payloadAsStream = expected === "text/event-stream";
    const answer = await fleet.server.inject({ method: "GET", url, payloadAsStream });
    if (payloadAsStream) answer.stream().destroy();
    if (answer.statusCode === 404) expect(answer.json().error).toMatch(/ (none|web)\b/);
    else if (typeof expected === "string") {
      expect(answer.headers["content-type"]).toContain(expected);
    } else expect(expected.safeParse(answer.json()).error).toBeUndefined();
  });

  if (route.takes !== "query") return;
  test("refuses what it does not know, with what it accepts", async () => {
    const url = `${route.path.replace("{name}", "web")}?colour=red`;
    const answer = await fleet.server.inject({ method: "GET", url });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      error: expect.stringContaining("colour"),
      accepted: (await route.contract()).accepted,
    });
  });
});
