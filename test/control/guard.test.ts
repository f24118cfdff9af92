/** The guard before every door of the whole server: how each refuses, and that nothing changes. */
import { decode } from "cborg";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assemble } from "../../src/assembly.ts";
import { buildServer } from "../../src/server.ts";
import { repository, signedHeaders } from "../cli/product.ts";

const place = { account: "000000000000", region: "us-east-1" };

async function serve(allowUnsigned: boolean) {
  const startTime = Date.parse("2026-03-01T12:00:00Z");
  const world = `${repository}/fixtures/worlds/web-fleet.json`;
  const assembly = await assemble({
    ...place,
    world,
    startTime,
    seed: "guard",
    clock: "manual",
    speed: 1,
  });
  const about = { ...place, version: "0.0.0", seed: "guard", timing: "aws" };
  const server = buildServer({ ...assembly, about, allowUnsigned, allowedHosts: [] });
  const snapshot = () => JSON.stringify(assembly.emulator.snapshot());
  return { server, snapshot, now: () => assembly.pacer.now() };
}

let served: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  // Unsigned requests are allowed, to show that the guard is not.
  served = await serve(true);
});
afterAll(() => served.server.close());

const { authorization } = signedHeaders;
const json = (version: string): InjectOptions => ({
  method: "POST",
  url: "/",
  headers: {
    "content-type": `application/x-amz-json-${version}`,
    "x-amz-target": "GraniteServiceVersion20100801.DescribeAlarms",
  },
  payload: "{}",
});
const query = (service: string, form: string): InjectOptions => ({
  method: "POST",
  url: "/",
  headers: { ...signedHeaders, authorization: authorization.replace("autoscaling", service) },
  payload: form,
});
const cbor: InjectOptions = {
  method: "POST",
  url: "/service/GraniteServiceVersion20100801/operation/DescribeAlarms",
  headers: { "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor" },
};
const deleteGroup =
  "Action=DeleteAutoScalingGroup&Version=2011-01-01&AutoScalingGroupName=web&ForceDelete=true";

const foreigners: readonly [string, Record<string, string>, string][] = [
  ["a rebound name", { host: "evil.example" }, "--allow-host NAME"],
  ["another origin", { origin: "http://evil.example" }, "--allow-origin ORIGIN"],
  ["no origin", { origin: "null" }, "--allow-origin ORIGIN"],
  ["another site", { "sec-fetch-site": "cross-site" }, "--allow-origin"],
];

describe.each(foreigners)("a request of %s is refused", (_, foreign, flag) => {
  const send = async (request: InjectOptions) => {
    const headers = { host: "localhost:4577", ...request.headers, ...foreign };
    const before = served.snapshot();
    const answer = await served.server.inject({ ...request, headers });
    expect(answer.statusCode).toBe(403);
    expect(served.snapshot()).toBe(before);
    expect(Object.keys(answer.headers).join()).not.toContain("access-control");
    return answer;
  };

  test("in the XML of Query", async () => {
    const { body, headers } = await send(query("autoscaling", deleteGroup));
    expect(headers["content-type"]).toBe("text/xml");
    expect(body).toMatch(/<ErrorResponse .*<Type>Sender<\/Type><Code>AccessDenied<\/Code>/s);
    expect(body).toContain(flag);
    expect(body).toContain(String(headers["x-amzn-requestid"]));
  });

  test("in the XML of EC2", async () => {
    const { body } = await send(query("ec2", "Action=DescribeVpcs&Version=2016-11-15"));
    expect(body).toContain("<Response><Errors><Error><Code>AccessDenied</Code>");
    expect(body).toContain(flag);
  });

  test.each(["1.0", "1.1"])("in AWS JSON %s", async (version) => {
    const answer = await send(json(version));
    expect(answer.headers["content-type"]).toBe(`application/x-amz-json-${version}`);
    expect(answer.json()).toEqual({
      __type: "com.amazonaws.cloudwatch#AccessDenied",
      message: expect.stringContaining(flag),
    });
  });

  test("in CBOR", async () => {
    const { rawPayload, headers } = await send(cbor);
    expect(headers["smithy-protocol"]).toBe("rpc-v2-cbor");
    expect(decode(rawPayload)).toMatchObject({ message: expect.stringContaining(flag) });
  });

  test.each([
    ["GET", "/_asg-local/health"],
    ["HEAD", "/_asg-local/health"],
    ["GET", "/_asg-local/snapshot"],
    ["GET", "/_asg-local/metrics"],
    ["GET", "/_asg-local/nothing"],
    ["OPTIONS", "/_asg-local/clock"],
    ["GET", "/%5Fasg-local/snapshot"],
    ["GET", "/_localstack/health"],
    ["POST", "/_asg-local/clock"],
    ["POST", "/_asg-local/reset"],
    ["PUT", "/_asg-local/snapshot"],
    ["DELETE", "/_asg-local/faults"],
    ["POST", "/moto-api/reset"],
    ["GET", "/_asg-local/stream"],
    ["POST", "/_asg-local/calls"],
  ] as const)("in the form of the control API: %s %s (S-6)", async (method, url) => {
    const payload = method === "POST" ? '{"advance":"1h"}' : "";
    const answer = await send({ method, url, ...(payload && { payload }) });
    if (method !== "HEAD") expect(answer.json()).toEqual({ error: expect.stringContaining(flag) });
  });

  test.each([
    ["an unknown path", { method: "GET", url: "/favicon.ico" }],
    ["another method", { method: "OPTIONS", url: "/" }],
    ["what cannot be routed", { method: "GET", url: "/%zz" }],
    ["an address with a credential", { method: "GET", url: `/?${deleteGroup}&X-Amz-Credential=a` }],
  ] as const)("at %s", async (_where, request) => {
    const { body } = await send(request);
    expect(body).toContain("<Code>AccessDenied</Code>");
  });
});

test("a program's requests do change it, so that the comparison can fail", async () => {
  const before = served.snapshot();
  const host = { host: "localhost:4577" };
  const { server } = served;
  const deleted = await server.inject({
    ...query("autoscaling", deleteGroup),
    headers: { ...signedHeaders, ...host },
  });
  expect(deleted.statusCode).toBe(200);
  const afterwards = served.snapshot();
  expect(afterwards).not.toBe(before);
  const moved = await server.inject({
    method: "POST",
    url: "/_asg-local/clock",
    headers: host,
    payload: '{"advance":"1h"}',
  });
  expect(moved.statusCode).toBe(200);
  expect(served.snapshot()).not.toBe(afterwards);
});

test.each([
  ["GET", "/favicon.ico"],
  ["OPTIONS", "/"],
  ["POST", "/service/A/operation/B"],
] as const)("%s %s, which no client of AWS sends, changes nothing either", async (method, url) => {
  const before = served.snapshot();
  const { statusCode } = await served.server.inject({ method, url });
  expect([404, 405]).toContain(statusCode);
  expect(served.snapshot()).toBe(before);
});
