/** A browser that opens the address is led to the console; every other request is a call of AWS. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveWebFleet, type WebFleet } from "../control/web-fleet.ts";

let fleet: WebFleet;

beforeAll(async () => {
  fleet = await serveWebFleet();
});
afterAll(() => fleet.server.close());

const accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const visit = (url: string, headers: object) =>
  fleet.server.inject({ method: "GET", url, headers: { ...headers } });

test("a browser is led to the console (C-01)", async () => {
  const { statusCode, headers } = await visit("/", { accept });
  expect([statusCode, headers.location]).toEqual([302, "/_asg-local/console/"]);
});

test("without a console a browser is told what answers here (C-02)", async () => {
  const plain = await serveWebFleet({ console: false });
  const answer = await plain.server.inject({ method: "GET", url: "/", headers: { accept } });
  await plain.server.close();
  const { statusCode, headers, body } = answer;
  expect([statusCode, headers["content-type"]]).toEqual([200, "text/plain; charset=utf-8"]);
  expect(body).toMatch(/^asg-local answers here[^\n]*\n$/);
});

test.each([
  ["/?Action=DescribeAutoScalingGroups", { accept }],
  ["/", { accept: "*/*" }],
  ["/", { accept, authorization: "AWS4-HMAC-SHA256 Credential=test" }],
])("%s with %j is a call of AWS", async (url, headers) => {
  const { statusCode, body } = await visit(url, headers);
  expect(statusCode).toBeGreaterThanOrEqual(400);
  expect(body).toContain("<ErrorResponse");
});
