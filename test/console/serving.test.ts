/** How the console is served: where, with which headers, how large, and how it is switched off. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Product, repository, startProduct } from "../cli/product.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

const visit = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } as const;
const ask = (path: string, headers: Readonly<Record<string, string>> = visit) =>
  fetch(product.endpoint + path, { headers, redirect: "manual" });

const page = "/_asg-local/console/";

test.each(["/", "/_asg-local", "/_asg-local/", "/_asg-local/console"])(
  "%s leads a browser to the console (C-01)",
  async (path) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, page]);
  },
);

test.each([
  ["/", { accept: "*/*" }, 403],
  ["/", { ...visit, authorization: "AWS4-HMAC-SHA256 x" }, 400],
  ["/?Action=DescribeAutoScalingGroups", visit, 403],
  ["/_asg-local/", { accept: "*/*" }, 404],
  [`${page}nothing.js`, visit, 404],
] as const)("%s with %j is answered as ever (C-01)", async (path, headers, status) => {
  expect((await ask(path, headers)).status).toBe(status);
});

test("the banner and info say where the console is (C-02)", async () => {
  expect(product.banner).toContain(`console ${product.endpoint}${page}\n`);
  const info = await (await ask("/_asg-local/info", {})).json();
  expect(info).toMatchObject({ console: page });
});

test.each([
  [["--console", "false"], {}],
  [[], { ASG_LOCAL_CONSOLE: "false" }],
])("%j %j takes it away (C-02)", async (flags, environment) => {
  const without = await startProduct(flags, environment);
  const get = (path: string) =>
    fetch(without.endpoint + path, { headers: visit, redirect: "manual" });
  expect(without.banner).not.toContain("console");
  expect(await (await get("/_asg-local/info")).json()).toMatchObject({ console: null });
  for (const path of [page, page.slice(0, -1), "/_asg-local", "/_asg-local/"]) {
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  }
  expect((await get("/")).status).toBe(200);
  await without.stop();
});

/** The names of the page's files, as its document has them. */
async function assets(): Promise<readonly string[]> {
  const document = await (await ask(page)).text();
  return [...document.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name = ""]) => name);
}

test("the page and its files come with a policy that lets in nobody (S-3)", async () => {
  for (const name of ["", ...(await assets())]) {
    const { status, headers } = await ask(page + name);
    expect([name, status]).toEqual([name, 200]);
    const policy = headers.get("content-security-policy")?.split("; ");
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test.each(["/_asg-local/info", "/_asg-local/nothing", page])(
  "%s may be no other page's script or window (S-3)",
  async (path) => {
    const { headers } = await ask(path, {});
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  },
);

test("files with a hash in their name are kept, the page is not (S-3)", async () => {
  const [hashed = ""] = (await assets()).filter((name) => name.endsWith(".js"));
  expect((await ask(page + hashed)).headers.get("cache-control")).toContain("immutable");
  const document = await ask(page);
  expect(document.headers.get("cache-control")).toBe("no-cache");
  const etag = document.headers.get("etag") ?? "";
  expect((await ask(page, { ...visit, "if-none-match": etag })).status).toBe(304);
});

test.each(["gzip", "br"])("script and style come compressed by %s", async (encoding) => {
  const large = (await assets()).filter((name) => /\.(css|js)$/.test(name));
  expect(large).toHaveLength(2);
  for (const name of large) {
    const { headers } = await ask(page + name, { "accept-encoding": encoding });
    expect([name, headers.get("content-encoding")]).toEqual([name, encoding]);
  }
});

test("scripts and styles are at most 60 kB by gzip (C-30)", () => {
  const folder = join(repository, "dist/console/assets");
  const files = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name));
  const sizes = files.map(
    (name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length,
  );
  expect(files.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60_000);
});

test("no cookie is set, and the page names no other host (C-30)", async () => {
  const document = await ask(page);
  expect(document.headers.get("set-cookie")).toBeNull();
  expect(await document.text()).not.toMatch(/https?:\/\//);
});
