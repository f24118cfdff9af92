/** Whom the guard lets in: tables of names and origins, and that it reads names as browsers do. */
import { isIP } from "node:net";
import fc from "fast-check";
import fastify, { type FastifyInstance, type InjectOptions } from "fastify";
import { afterAll, describe, expect, it, test } from "vitest";
import { guardOf } from "../../src/wire/guard.ts";
import { guardAllDoors } from "../../src/wire/guard-hook.ts";
import { kindOf, nameIn } from "../../src/wire/host-kinds.ts";

const options = { allowedHosts: ["proxy.example"], allowedOrigins: ["https://app.example"] };

/** Answers 200 to whatever the guard lets in, on every path. */
function guarded(): FastifyInstance {
  const server = fastify();
  guardAllDoors(server, guardOf(options), options);
  server.setNotFoundHandler((_, reply) => reply.code(200).send({ in: true }));
  return server;
}

const server = guarded();
afterAll(() => server.close());

async function statusOf(headers: Record<string, string>, url = "/"): Promise<number> {
  return (await server.inject({ method: "GET", url, headers })).statusCode;
}

describe("Host", () => {
  const doors = ["/", "/?Action=A", "/service/A/operation/B", "/_asg-local/health", "/nothing"];

  test.each([
    "127.0.0.1",
    "127.0.0.1:4577",
    "127.0.0.1.:4577",
    "172.17.0.2:80",
    "0.0.0.0:4577",
    "[::1]",
    "[::1]:4577",
    "[::ffff:127.0.0.1]:4577",
    "[fe80::1%eth0]:4577",
    "203.0.113.9",
    "localhost",
    "LocalHost:4577",
    "localhost.:4577",
    "a.b.localhost:4577",
    "asg-local",
    "asg-local:4577",
    "my_service:4577",
    "ASG:1",
    "3f2a91bc77de:4577",
    "x.",
    "host.docker.internal:4577",
    "gateway.docker.internal",
    "ip-10-0-0-1.ec2.internal",
    "asg.test.svc.cluster.local:4577",
    "asg.test.svc.cluster.local.",
    "proxy.example",
    "PROXY.example:80",
    "proxy.example.",
  ])("%s is let in everywhere", async (host) => {
    for (const door of doors) expect([door, await statusOf({ host }, door)]).toEqual([door, 200]);
  });

  test.each([
    "evil.example",
    "evil.example:4577",
    "localhost.evil.com",
    "127.0.0.1.evil.com",
    "127.0.0.1.nip.io",
    "localhost.localdomain",
    "internal.evil.com",
    "a.internal.evil.com",
    "evilinternal.com",
    "cluster.local",
    "svc.cluster.local.evil.com",
    "a.cluster.local",
    "amazonaws.com.evil.com",
    "evilamazonaws.com",
    "amazonaws.com",
    "api.aws",
    "a.aws",
    "amazonaws.com.cn.evil.com",
    "evilapi.aws",
    "a.amazonaws.co",
    "autoscaling.amazonaws.com.io",
    "evil.proxy.example",
    "proxy.example.evil.com",
    "0x7f.1",
    "0x7f.0.0.1",
    "127.1",
    "0177.0.0.1",
    "127.0.0.256",
    "127.0.0.01",
    "1.2.3.4.5",
    "[::1",
    "::1",
    "[::1]x",
    "[evil.com]",
    "[127.0.0.1]",
    "[]",
    "[::1]:x",
    "localhost:x",
    "localhost:",
    "localhost:123456",
    "localhost:80:80",
    ":4577",
    "a@localhost",
    "localhost@evil.com",
    "evil.com@localhost",
    "localhost/",
    "localhost/evil.com",
    "localhost\\evil.com",
    "localhost#evil.com",
    "localhost?evil.com",
    "local host",
    "localhost,x",
    "localhost..",
    ".localhost",
    "a..localhost",
    "-localhost",
    "localhost-",
    "%6cocalhost",
    "*",
    "evil.com,localhost",
    "http://localhost",
    "localhöst",
    " ",
    ".",
    `${"a".repeat(64)}`,
    `${"a.".repeat(200)}localhost`,
  ])("%j is refused everywhere", async (host) => {
    for (const door of doors) expect([door, await statusOf({ host }, door)]).toEqual([door, 403]);
  });

  test.each([
    "autoscaling.us-east-1.amazonaws.com",
    "ec2.amazonaws.com:443",
    "sts.amazonaws.com.",
    "ec2.cn-north-1.amazonaws.com.cn",
    "ec2.us-east-1.api.aws",
    "EC2.US-EAST-1.AMAZONAWS.COM",
  ])("%s is let in where AWS's protocols are, and nowhere else", async (host) => {
    const found = await Promise.all(doors.map((door) => statusOf({ host }, door)));
    expect(found).toEqual([200, 200, 200, 403, 403]);
    const others = ["/%5Fasg-local/clock", "/_localstack/health", "/moto-api/reset", "//", "/;/a"];
    for (const url of [...others, "/servicex"]) expect(await statusOf({ host }, url)).toBe(403);
  });

  it("is refused when it is missing or there twice", async () => {
    const raw = (rawHeaders: string[], host?: string) =>
      guardOf(options)({ url: "/", headers: { host }, raw: { rawHeaders } } as never)?.message;
    expect(raw([])).toBe('Host "" is not local; --allow-host NAME would accept it.');
    expect(raw(["HOST", "localhost", "host", "evil.com"], "localhost")).toContain("localhost");
    expect(raw(["hosT", "localhost"], "localhost")).toBeUndefined();
  });

  it("is remembered, but not more of them than fit", async () => {
    const guard = guardOf(options);
    const asked = (host: string) =>
      guard({ url: "/", headers: { host }, raw: { rawHeaders: ["Host", host] } } as never);
    for (let nth = 0; nth < 1000; nth += 1) {
      expect(asked(`h${nth}.example`)?.statusCode).toBe(403);
      expect(asked(`h${nth}`)).toBeUndefined();
    }
  });

  /** What people try, put together at random. */
  const piece = fc.constantFrom(
    "localhost",
    "evil.com",
    "127.0.0.1",
    "::1",
    "[",
    "]",
    "internal",
    "amazonaws.com",
    "0x7f",
    ".",
    "..",
    ":",
    "@",
    "/",
    "\\",
    "#",
    "?",
    "%2e",
    "%00",
    "\t",
    " ",
    "。",
    "․",
    "ı",
    "-",
    "_",
    "xn--",
    "4577",
    "1",
    "svc.cluster.local",
    "proxy.example",
    "A",
    "\u00ad",
    "%",
    "eth0",
    ",",
  );

  it("is never taken for another name than a browser takes it for", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const host = pieces.join("");
        const name = nameIn(host);
        if (name === undefined || kindOf(name) === "public" || name.includes("%")) return;
        // What a browser cannot read it cannot send.
        if (!URL.canParse(`http://${host}`)) return;
        const url = new URL(`http://${host}`);
        const theirs = url.hostname.replaceAll(/^\[|\]$/g, "").replace(/\.$/, "");
        const isAddress =
          isIP(theirs) !== 0 && (isIP(name) === isIP(theirs) || !name.includes("."));
        expect(isAddress || theirs === name).toBe(true);
        expect([url.username, url.pathname, url.search, url.hash]).toEqual(["", "/", "", ""]);
      }),
      { numRuns: 20_000 },
    );
  });

  it("under a public name is never let in", () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
    const before = fc.array(fc.oneof(label, piece), { maxLength: 4 });
    const ending = fc.constantFrom("com", "example", "evil.com", "co.uk", "local", "nip.io", "aws");
    fc.assert(
      fc.property(before, label, ending, (labels, own, end) => {
        const name = nameIn([...labels, own, end].join("."));
        // `svc.cluster` before `local`, and `api` before `aws`, are other rows of the tables.
        fc.pre(name === undefined || !/(svc\.cluster\.local|\.api\.aws)$/.test(name));
        return name === undefined || kindOf(name) === "public";
      }),
      { numRuns: 5000 },
    );
  });
});

describe("Origin and Sec-Fetch-Site", () => {
  test.each([
    ["localhost:4577", undefined, undefined],
    ["localhost:4577", undefined, "none"],
    ["localhost:4577", undefined, "same-origin"],
    ["localhost:4577", "http://localhost:4577", undefined],
    ["localhost:4577", "http://localhost:4577", "same-origin"],
    ["LOCALHOST:4577", "http://localhost:4577", "same-origin"],
    ["[::1]:4577", "http://[::1]:4577", "same-origin"],
    ["asg-local", "http://asg-local", undefined],
    ["proxy.example", "http://proxy.example", "same-origin"],
    ["localhost:4577", "https://app.example", "cross-site"],
    ["asg-local:4577", "https://app.example", undefined],
  ])("Host %s with Origin %s from %s is let in", async (host, origin, site) => {
    expect(await statusOf(headersOf({ host, origin, site }))).toBe(200);
  });

  test.each([
    ["localhost:4577", "http://evil.com", "cross-site"],
    ["localhost:4577", "http://evil.com", undefined],
    ["localhost:4577", "null", "cross-site"],
    ["localhost:4577", "null", undefined],
    ["localhost:4577", "", undefined],
    ["localhost:4577", "http://localhost:3000", "same-site"],
    ["localhost:4577", "http://localhost:3000", undefined],
    ["localhost:4577", "http://localhost", undefined],
    ["localhost:4577", "https://localhost:4577", undefined],
    ["localhost:4577", "ws://localhost:4577", undefined],
    ["localhost:4577", "http://127.0.0.1:4577", "cross-site"],
    ["localhost:4577", "http://localhost:4577/", undefined],
    ["localhost:4577", "http://localhost:4577.evil.com", undefined],
    ["localhost:4577", "http://localhost:4577, http://evil.com", undefined],
    ["localhost:4577", "http://a@localhost:4577", undefined],
    ["localhost:4577", "http://198.51.100.7", undefined],
    ["localhost:4577", "https://app.example:444", "cross-site"],
    ["localhost:4577", "http://app.example", "cross-site"],
    ["localhost:4577", "https://evil.app.example", "cross-site"],
    ["localhost:4577", "http://localhost:4577", "cross-site"],
    ["localhost:4577", undefined, "cross-site"],
    ["localhost:4577", undefined, "same-site"],
    ["localhost:4577", undefined, ""],
    ["localhost:4577", undefined, "Same-Origin"],
    ["localhost:4577", undefined, "none, cross-site"],
    ["evil.com", "http://evil.com", "same-origin"],
    ["evil.com", "https://app.example", "cross-site"],
  ])("Host %s with Origin %j from %j is refused", async (host, origin, site) => {
    expect(await statusOf(headersOf({ host, origin, site }))).toBe(403);
    const upgrade = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
    expect(await statusOf({ ...headersOf({ host, origin, site }), ...upgrade })).toBe(403);
  });
});

describe("an allowed origin", () => {
  const headers = { host: "localhost:4577", origin: "https://app.example" };
  const ask = (request: InjectOptions) => server.inject({ url: "/", ...request });

  it("gets its preflight answered, with what it asked for", async () => {
    const { statusCode, headers: answer } = await ask({
      method: "OPTIONS",
      headers: {
        ...headers,
        "sec-fetch-site": "cross-site",
        "access-control-request-method": "PUT",
        "access-control-request-headers": "authorization,x-amz-target",
      },
    });
    expect(statusCode).toBe(204);
    expect(answer).toMatchObject({
      "access-control-allow-origin": "https://app.example",
      "access-control-allow-headers": "authorization,x-amz-target",
      "access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE",
      vary: "Origin",
    });
    expect(answer).not.toHaveProperty("access-control-allow-credentials");
  });

  it("may read the answers", async () => {
    const { headers: answer } = await ask({ method: "POST", headers });
    expect(answer["access-control-allow-origin"]).toBe("https://app.example");
    expect(answer["access-control-expose-headers"]).toBe("*");
  });

  test.each([
    ["nobody", { host: "localhost:4577" }],
    ["the server itself", { host: "localhost:4577", origin: "http://localhost:4577" }],
    ["another page", { host: "localhost:4577", origin: "http://evil.com" }],
    ["it under a foreign name", { ...headers, host: "evil.com" }],
  ])("is not %s: no word of CORS", async (_, others) => {
    const asking = { "access-control-request-method": "POST" };
    for (const method of ["OPTIONS", "GET", "POST"] as const) {
      const { headers: answer } = await ask({ method, headers: { ...others, ...asking } });
      const names = Object.keys(answer).filter((name) => name.startsWith("access-control"));
      expect(names).toEqual([]);
    }
  });
});

interface Sent {
  readonly host: string;
  readonly origin: string | undefined;
  readonly site: string | undefined;
}

function headersOf({ host, origin, site }: Sent): Record<string, string> {
  return {
    host,
    ...(origin === undefined ? {} : { origin }),
    ...(site === undefined ? {} : { "sec-fetch-site": site }),
  };
}
