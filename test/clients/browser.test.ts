/** Web pages in a real browser against the built product: nothing is read, and nothing changes. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Product, repository, signedHeaders, startProduct } from "../cli/product.ts";
import { type Browser, isWithoutChromium, openChromium } from "./chromium.ts";
import { openTap, type Tap } from "./tap.ts";

if (isWithoutChromium) test.skip("Chromium is not installed");

interface Attempt {
  readonly method: "GET" | "POST" | "DELETE" | "PUT";
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
}

const formType = "application/x-www-form-urlencoded";
const credential = "test/20260301/us-east-1/autoscaling/aws4_request";
const signature = new URLSearchParams({
  "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
  "X-Amz-Credential": credential,
  "X-Amz-SignedHeaders": "host",
  "X-Amz-Signature": "0".repeat(64),
}).toString();
const call = (action: string, members: string) =>
  `Action=${action}&Version=2011-01-01&${members}&${signature}`;
const setTo = (size: number) =>
  call("SetDesiredCapacity", `AutoScalingGroupName=web&DesiredCapacity=${size}`);
const describeGroups = call("DescribeAutoScalingGroups", "MaxRecords=100");
const deleteGroup = call("DeleteAutoScalingGroup", "AutoScalingGroupName=web&ForceDelete=true");
// A form in text/plain puts "=" between name and value; of a key given twice JSON takes the last.
const advance = '{"advance":"=","advance":"1h"}';
const reset = '{"example":"=","example":"web-fleet"}';
const control = "/_asg-local";

/** Each changes something when a program sends it, in this order. */
const changes: readonly Attempt[] = [
  { method: "GET", path: `/?${setTo(7)}` },
  { method: "POST", path: "/", type: formType, body: setTo(8) },
  { method: "POST", path: `/?${setTo(9)}`, type: formType, body: "a=b" },
  { method: "POST", path: "/", type: formType, body: deleteGroup },
  { method: "POST", path: `${control}/clock`, type: "text/plain", body: advance },
  { method: "POST", path: `${control}/clock`, type: formType, body: advance },
  { method: "POST", path: `${control}/reset`, type: "text/plain", body: reset },
  {
    method: "POST",
    path: `${control}/faults`,
    type: "text/plain",
    body: '{"kind":"=","kind":"launch","health":"never","count":1}',
  },
  { method: "DELETE", path: `${control}/faults` },
  { method: "POST", path: "/moto-api/reset", type: formType, body: "a=" },
];

/** Each tells a program something. */
const reads: readonly Attempt[] = [
  { method: "GET", path: `/?${describeGroups}` },
  { method: "POST", path: "/", type: formType, body: describeGroups },
  ...["snapshot", "info", "health", "metrics", "journal", "openapi.json"].map(
    (name): Attempt => ({ method: "GET", path: `${control}/${name}` }),
  ),
  { method: "GET", path: "/_localstack/health" },
];

const ways = [
  "form",
  "image",
  "script",
  "noCorsFetch",
  "simpleFetch",
  "signedFetch",
  "beacon",
  "webSocket",
] as const;

describe.skipIf(isWithoutChromium)("a web page", () => {
  let product: Product;
  let browser: Browser;
  let tap: Tap;
  /** Serves pages at a port of its own. */
  let pages: Tap;

  beforeAll(async () => {
    pages = await openTap(0);
    // Unsigned requests are allowed, to show that the guard alone keeps pages out.
    product = await startProduct([
      "--world",
      join(repository, "fixtures/worlds/web-fleet.json"),
      "--log",
      "silent",
      "--clock",
      "manual",
      "--seed",
      "browser",
      "--allow-unsigned",
      "--allow-origin",
      `http://friend.example:${pages.port}`,
    ]);
    tap = await openTap(Number(new URL(product.endpoint).port));
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    for (const one of [tap, pages]) one?.close();
    await product?.stop();
  });

  /** A digest, because a difference between two snapshots fills screens. */
  const snapshot = async () => {
    const answer = await fetch(`${product.endpoint}${control}/snapshot`);
    expect(answer.status).toBe(200);
    return createHash("sha256")
      .update(await answer.text())
      .digest("hex");
  };

  async function open(url: string): Promise<Page> {
    const page = await browser.context.newPage();
    await page.goto(url);
    return page;
  }

  const attack = async (frame: Frame, way: string, base: string) => {
    await frame.addScriptTag({ path: join(import.meta.dirname, "browser-attacks.js") });
    const { authorization } = signedHeaders;
    const input = { base, authorization, requests: [...changes, ...reads] };
    return await frame.evaluate<string[]>(`attacks.${way}(${JSON.stringify(input)})`);
  };

  async function frameIn(page: Page, markup: string): Promise<Frame> {
    await page.setContent(`<body>${markup}</body>`);
    const frame = page.frames()[1];
    if (frame === undefined) throw new Error("the page has no frame");
    await frame.waitForLoadState();
    return frame;
  }

  const sandboxed = `<iframe sandbox="allow-scripts allow-forms" srcdoc="<body>x</body>"></iframe>`;
  const ofData = `<iframe src="data:text/html,<body>x</body>"></iframe>`;
  /** Where the page is, the name by which it calls, and its frame; ports are known later. */
  const places: readonly [place: string, page: string, called: string, markup?: string][] = [
    ["of elsewhere", "evil.example", "127.0.0.1"],
    ["of another port (S-2)", "localhost", "localhost"],
    ["in a sandbox", "evil.example", "127.0.0.1", sandboxed],
    ["of a data: URL", "evil.example", "localhost", ofData],
    // A name for each test: to one that it knows the browser has a connection already.
    ["under a rebound name (S-1)", "*.rebound.example", "*.rebound.example"],
  ];

  describe.each(places)("%s", (_place, name, called, markup) => {
    test.each(ways)("reads and changes nothing by %s", async (way) => {
      const before = await snapshot();
      const isRebound = name.startsWith("*");
      const own = name.replace("*", way);
      const page = await open(`http://${own}:${(isRebound ? tap : pages).port}/page`);
      const frame = markup === undefined ? page.mainFrame() : await frameIn(page, markup);
      tap.statuses();
      expect(
        await attack(frame, way, `http://${isRebound ? own.toLowerCase() : called}:${tap.port}`),
      ).toEqual([]);
      // Nobody tells a page when its beacons are sent.
      const statuses = await vi.waitFor(() => {
        const found = tap.statuses();
        expect(found.length).toBeGreaterThan(0);
        return found;
      });
      await page.close();
      expect([...statuses, ...tap.statuses()].filter((status) => status !== 403)).toEqual([]);
      expect(await snapshot()).toBe(before);
    });
  });

  test("gets nowhere by a link that its user follows", async () => {
    const before = await snapshot();
    const page = await open(`http://evil.example:${pages.port}/page`);
    const link = `${product.endpoint}/?${setTo(5)}`;
    await page.setContent(`<a href="${link.replaceAll("&", "&amp;")}">win</a>`);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().startsWith(product.endpoint)),
      page.click("a"),
    ]);
    expect(answer.status()).toBe(403);
    await page.close();
    expect(await snapshot()).toBe(before);
  });

  test("that --allow-origin names calls and reads, after a preflight too", async () => {
    const page = await open(`http://friend.example:${pages.port}/page`);
    const { authorization } = signedHeaders;
    const faults = `${product.endpoint}${control}/faults`;
    const read = await page.evaluate<string[]>(`(async () => {
      const headers = { authorization: ${JSON.stringify(authorization)} };
      const answers = [
        await fetch(${JSON.stringify(`${product.endpoint}/?${describeGroups}`)}, { headers }),
        await fetch(${JSON.stringify(faults)}, { method: "DELETE" }),
      ];
      return Promise.all(answers.map(async (one) => one.status + await one.text()));
    })()`);
    expect(read[0]).toMatch(/^200.*<AutoScalingGroupName>web</s);
    expect(read[1]).toMatch(/^200/);
    await page.close();
  });

  test("of the server's own that its user opens may be read, and may ask for more", async () => {
    const page = await open(`${product.endpoint}${control}/health`);
    expect(await page.textContent("body")).toContain('"status":"ok"');
    const info = await page.evaluate<string>(`fetch("${control}/info").then((one) => one.text())`);
    expect(info).toContain('"seed":"browser"');
    await page.close();
  });

  test.each(changes.map((change, nth) => [nth + 1, change] as const))(
    "could have changed something: attempt %i by a program does",
    async (_, { method, path, type, body }) => {
      const before = await snapshot();
      const answer = await fetch(product.endpoint + path, {
        method,
        ...(type === undefined ? {} : { headers: { "content-type": type } }),
        ...(body === undefined ? {} : { body }),
      });
      expect([answer.status, await answer.text()]).toEqual([200, expect.anything()]);
      expect(await snapshot()).not.toBe(before);
    },
  );

  test.each(reads)("could have read something: $method $path by a program does", async (read) => {
    const { method, path, type, body } = read;
    const headers = type === undefined ? {} : { "content-type": type };
    const sent = { method, headers, ...(body === undefined ? {} : { body }) };
    expect((await fetch(product.endpoint + path, sent)).status).toBe(200);
  });
});
