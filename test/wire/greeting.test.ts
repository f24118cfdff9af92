/** A browser that opens the address sees a line of text; every other request is a call of AWS. */
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

test("a browser is told what answers here", async () => {
  const { statusCode, headers, body } = await visit("/", { accept });
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
