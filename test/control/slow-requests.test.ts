/** A request that never arrives whole does not keep its connection. */
import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assemble } from "../../src/assembly.ts";
import { buildServer } from "../../src/server.ts";

const place = { account: "000000000000", region: "us-east-1" };
const patience = { headers: 200, request: 400, every: 50 };

async function listening(given?: typeof patience) {
  const options = { ...place, seed: "slow", clock: "manual", speed: 1, startTime: 0 } as const;
  const about = { ...place, version: "0.0.0", seed: "slow", timing: "aws" };
  const server = buildServer({
    ...(await assemble(options)),
    about,
    allowUnsigned: false,
    allowedHosts: [],
    patience: given,
  });
  await server.listen({ host: "127.0.0.1", port: 0 });
  return server;
}

let server: Awaited<ReturnType<typeof listening>>;
beforeAll(async () => {
  server = await listening(patience);
});
afterAll(() => server.close());

/** What the server says before it ends the connection, and after how many milliseconds it does. */
async function endOf(beginning: string) {
  const socket = connect((server.server.address() as AddressInfo).port, "127.0.0.1");
  let told = "";
  socket.setEncoding("utf8").on("data", (text) => {
    told += text;
  });
  const since = performance.now();
  socket.write(beginning);
  await once(socket, "close");
  return { told, milliseconds: performance.now() - since };
}

test.each([
  ["headers", "POST / HTTP/1.1\r\nHost: localhost\r\n"],
  ["a body", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nAction="],
  [
    "a body of the control API",
    "POST /_asg-local/clock HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{",
  ],
])("half of %s is given up", async (_, beginning) => {
  const { told, milliseconds } = await endOf(beginning);
  expect(told).toMatch(/^HTTP\/1\.1 408 /);
  expect(milliseconds).toBeGreaterThan(150);
  expect(milliseconds).toBeLessThan(10_000);
});

test("Node's own limits hold when nobody says otherwise", async () => {
  const usual = await listening();
  const { headersTimeout, requestTimeout } = usual.server;
  await usual.close();
  expect([headersTimeout, requestTimeout]).toEqual([60_000, 300_000]);
});
