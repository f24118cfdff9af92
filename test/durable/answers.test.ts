/** The server keeps its answers back until the disk has what they tell. */
import type { FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { assemble } from "../../src/assembly.ts";
import type { OnDisk } from "../../src/durable/group-commit.ts";
import { buildServer, type ServerOptions } from "../../src/server.ts";
import { repository, signedHeaders } from "../cli/product.ts";

let server: FastifyInstance | undefined;
afterEach(() => server?.close());

async function started(whenOnDisk?: ServerOptions["whenOnDisk"]) {
  const place = { account: "000000000000", region: "us-east-1" };
  const { emulator, pacer, reset } = await assemble({
    ...place,
    seed: "answers",
    clock: "manual",
    speed: 1,
    world: `${repository}/fixtures/worlds/web-fleet.json`,
  });
  server = buildServer({
    emulator,
    pacer,
    reset,
    allowUnsigned: false,
    allowedHosts: [],
    whenOnDisk,
    about: { ...place, version: "0.0.0", seed: "answers", timing: "aws" },
  });
  return server;
}

const call = (action: string, more: Readonly<Record<string, string>> = {}) => ({
  method: "POST" as const,
  url: "/",
  headers: signedHeaders,
  payload: new URLSearchParams({ Action: action, Version: "2011-01-01", ...more }).toString(),
});
const group = { AutoScalingGroupName: "web" };
const requests = [
  ["a change by a call", call("SetDesiredCapacity", { ...group, DesiredCapacity: "12" })],
  ["a read by a call", call("DescribeAutoScalingGroups")],
  ["a refusal", call("SetDesiredCapacity", { ...group, DesiredCapacity: "-1" })],
  [
    "a move of the clock",
    { method: "POST", url: "/_asg-local/clock", payload: '{"advance":"1s"}' },
  ],
  ["a reset", { method: "POST", url: "/_asg-local/reset" }],
  ["a look at the clock", { method: "GET", url: "/_asg-local/clock" }],
] as const;

const turns = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

test.each(requests)("%s is answered when the disk has it, and not before", async (_, request) => {
  const waiting: OnDisk[] = [];
  const app = await started((callBack) => waiting.push(callBack));
  let status = 0;
  const answered = app.inject(request).then((answer) => {
    status = answer.statusCode;
  });
  while (waiting.length === 0) await turns();
  await turns();
  expect(status).toBe(0);
  waiting[0]?.();
  await answered;
  expect([200, 400]).toContain(status);
});

test.each(requests)(
  "%s that cannot be kept is answered with 500 in its protocol",
  async (_, request) => {
    const app = await started((callBack) => callBack(new Error("log-1.jsonl: no space")));
    const answer = await app.inject(request);
    expect(answer.statusCode).toBe(500);
    if (request.url === "/") expect(answer.body).toContain("<Code>InternalFailure</Code>");
    else expect(answer.json()).toEqual({ error: "log-1.jsonl: no space" });
  },
);
