/** Reading events: pages with filters, a stream that goes on where it broke off, and `until`. */
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { connect } from "../../src/library/connect.ts";
import { carefully, serveWebFleet, type WebFleet } from "./web-fleet.ts";

const opened: WebFleet[] = [];
afterEach(() => Promise.all(opened.splice(0).map(({ server }) => server.close())));

async function fleet(options: Parameters<typeof serveWebFleet>[0] = {}): Promise<WebFleet> {
  const served = await serveWebFleet(options);
  opened.push(served);
  return served;
}

/** A fleet that listens, for what cannot be injected. */
async function listening(options: Parameters<typeof serveWebFleet>[0] = {}) {
  const served = await fleet(options);
  await served.server.listen({ port: 0, host: "127.0.0.1" });
  const { port } = served.server.server.address() as AddressInfo;
  return { ...served, endpoint: `http://127.0.0.1:${port}` };
}

async function afterRefresh(): Promise<WebFleet> {
  const served = await fleet();
  await served.call("StartInstanceRefresh");
  await served.post("clock", { advance: "4h" });
  return served;
}

const typesOf = (events: readonly { readonly "detail-type": string }[]) =>
  events.map((event) => event["detail-type"]);

describe("pages", () => {
  test("go on where the last one ended, until nothing is left", async () => {
    const { get } = await afterRefresh();
    const { events: all, next: end, dropped } = (await get("events")).body;
    expect([all.length > 20, dropped]).toEqual([true, 0]);
    const pages: unknown[] = [];
    let next = 0;
    for (;;) {
      const page = (await get(`events?limit=7&since=${next}`)).body;
      pages.push(...page.events);
      if (page.events.length < 7) break;
      next = page.next;
    }
    expect(pages).toEqual(all);
    expect((await get(`events?since=${end}`)).body).toEqual({ events: [], next: end, dropped: 0 });
  });

  test("have only what is asked for: a type or its beginning, a pattern, a group", async () => {
    const { get } = await afterRefresh();
    const read = async (query: Readonly<Record<string, string>>) => {
      const { body } = await get(`events?${new URLSearchParams(query)}`);
      return [...new Set(typesOf(body.events))];
    };
    const exact = "EC2 Instance Launch Successful";
    expect(await read({ type: exact })).toEqual([exact]);
    expect(await read({ type: "EC2 Auto Scaling Instance Refresh" })).toEqual([
      "EC2 Auto Scaling Instance Refresh Started",
      "EC2 Auto Scaling Instance Refresh Succeeded",
    ]);
    expect(await read({ type: "Successful" })).toEqual([]);
    const pattern = { detail: { Origin: ["AutoScalingGroup"], Cause: [{ prefix: "At " }] } };
    expect(await read({ group: "web", pattern: JSON.stringify(pattern) })).toEqual([
      "EC2 Instance Terminate Successful",
    ]);
  });

  test.each([
    ["group=nobody", 404, /^no group nobody in 000000000000 us-east-1$/],
    ["limit=0", 400, /^limit: must be from 1 to 10000$/],
    ["since=noon", 400, /^since: must be a whole number$/],
    ["pattern=7", 400, /^pattern: Event pattern is not valid. Reason: Filter is not an object/],
    ['pattern={"source":"a"}', 400, /"source" must be an object or an array/],
    ["colour=red", 400, /colour/],
  ])("%s is refused", async (query, status, message) => {
    const { get } = await afterRefresh();
    const answer = await get(`events?${query}`);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(message);
  });

  test("of a group that is gone stay readable by its name", async () => {
    const { get, post, call } = await afterRefresh();
    await call("DeleteAutoScalingGroup", { ForceDelete: "true" });
    await post("clock", { advance: "1h" });
    expect((await get("groups")).body.groups).toEqual([]);
    expect((await get("events?group=web")).body.events.length).toBeGreaterThan(20);
  });
});

interface StreamedEvent {
  readonly id: number;
  readonly data: { readonly "detail-type": string };
}

/** Opens a stream of server-sent events, of which so many are read before it is left. */
async function stream(endpoint: string, headers: Readonly<Record<string, string>> = {}) {
  const leaving = new AbortController();
  const answer = await fetch(`${endpoint}/_asg-local/events`, {
    headers: { accept: "text/event-stream", ...headers },
    signal: leaving.signal,
  });
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  return async (count: number) => {
    const found = await firstEvents(answer, count);
    leaving.abort();
    return found;
  };
}

async function firstEvents(answer: Response, count: number): Promise<StreamedEvent[]> {
  const found: StreamedEvent[] = [];
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of answer.body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(block) ?? [];
      if (data !== undefined) found.push({ id: Number(id), data: JSON.parse(data) });
    }
    if (found.length >= count) break;
  }
  return found.slice(0, count);
}

describe("a stream", () => {
  test("has what happens while it is read, and goes on from the last event's id", async () => {
    const { endpoint, call, post, get } = await listening();
    await call("StartInstanceRefresh");
    const read = await stream(endpoint);
    await post("clock", { advance: "1h" });
    const first = await read(3);
    expect(first.map(({ id }) => id)).toEqual([1, 2, 3]);
    const readOn = await stream(endpoint, { "last-event-id": "3" });
    const rest = await readOn(5);
    const all = (await get("events")).body.events;
    expect([...first, ...rest].map(({ data }) => data)).toEqual(all.slice(0, 8));
  });

  test("lets a running clock do what is due, and needs no other request", async () => {
    const { endpoint, call } = await listening({ clock: "realtime", speed: 3600 });
    const { follow } = connect(endpoint);
    const types: string[] = [];
    const reading = (async () => {
      for await (const event of follow({ group: "web", since: 0, type: "EC2 Auto Scaling" })) {
        types.push(event["detail-type"]);
        if (types.length === 2) return;
      }
    })();
    await call("StartInstanceRefresh");
    await reading;
    expect(types.map((type) => type.split(" ").at(-1))).toEqual(["Started", "Succeeded"]);
  });

  test("ends when the server stops", async () => {
    const { endpoint, server } = await listening();
    const reading = (async () => {
      for await (const event of connect(endpoint).follow()) expect(event).toBeUndefined();
      return "over";
    })();
    await fetch(`${endpoint}/_asg-local/health`);
    await server.close();
    await expect(reading).resolves.toBe("over");
  });

  test("of an unknown group is refused", async () => {
    const { endpoint } = await listening();
    await expect(connect(endpoint).follow({ group: "nobody" }).next()).rejects.toThrow(
      /^no group nobody/,
    );
  });
});

describe("until an event", () => {
  const checkpoint = { "detail-type": ["EC2 Auto Scaling Instance Refresh Checkpoint Reached"] };

  test("time stands at the instant of the event", async () => {
    const { call, post, get } = await fleet();
    await call("StartInstanceRefresh", carefully);
    const { body } = await post("clock", { until: { event: checkpoint } });
    expect(body.reached).toBe(true);
    const { events } = (await get("events?type=EC2 Auto Scaling")).body;
    expect(events.at(-1)).toMatchObject({
      "detail-type": checkpoint["detail-type"][0],
      time: body.now.replace(/\.\d+Z$/, "Z"),
    });
  });

  test("an event of before does not count, and one that never comes is given up", async () => {
    const { call, post } = await fleet();
    await call("StartInstanceRefresh", carefully);
    await post("clock", { until: { event: checkpoint } });
    const again = await post("clock", { until: { event: checkpoint }, atMost: "5m" });
    expect(again.body).toMatchObject({ reached: false });
  });

  test("a wrong pattern is refused with AWS's reason, and time stands", async () => {
    const { post, get } = await fleet();
    const before = (await get("clock")).body.now;
    const { status, body } = await post("clock", { until: { event: { source: "a" } } });
    expect([status, body.error]).toEqual([400, expect.stringContaining("must be an object")]);
    expect((await get("clock")).body.now).toBe(before);
  });
});
