/** The flags that name who is sent events. */
import { expect, test } from "vitest";
import { targetsOf } from "../../src/cli/start-targets.ts";
import { runProduct } from "./product.ts";

test("a webhook and another EventBridge are asked for by flags; nobody is without them", () => {
  const flags = { webhook: "http://a.test/", eventsEndpoint: "http://b.test", eventBus: "orders" };
  expect(targetsOf(flags)).toEqual([
    { name: "webhook", webhook: { url: "http://a.test/" } },
    { name: "event-bus", eventBridge: { endpoint: "http://b.test", bus: "orders" } },
  ]);
  expect(targetsOf({})).toEqual([]);
});

test.each([
  [["--webhook", "ftp://a.test/"], "It must be a URL"],
  [["--webhook", "https://hooks.us-east-1.amazonaws.com/"], "It must be a URL"],
  [["--events-endpoint", "https://events.us-east-1.amazonaws.com"], "never asked"],
  [["--event-bus", "orders"], "'--event-bus' has no effect without '--events-endpoint'"],
  [["--events-source", "a"], "'--events-source' has no effect without '--events-endpoint'"],
])("%j is refused", async (words, reason) => {
  const { code, stderr } = await runProduct(["start", "--port", "0", ...words]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
});
