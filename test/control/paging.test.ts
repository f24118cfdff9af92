/** Journal, decisions and events come page by page, in either order (G-8). */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { carefully, serveWebFleet, type WebFleet } from "./web-fleet.ts";

let fleet: WebFleet;
beforeAll(async () => {
  fleet = await serveWebFleet();
  const { call, post } = fleet;
  await call("StartInstanceRefresh", carefully);
  await post("clock", { advance: "3h" });
  await call("UpdateAutoScalingGroup", { MaxSize: "3000", DesiredCapacity: "3000" });
  await post("clock", { advance: "10m" });
});
afterAll(() => fleet.server.close());

interface Numbered {
  readonly sequence: number;
  readonly at: string;
}

async function lines(query: string) {
  const url = `/_asg-local/journal${query}`;
  const { body, headers } = await fleet.server.inject({ method: "GET", url });
  const read = body.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
  return { read: read as Numbered[], next: Number(headers["x-asg-local-next"]) };
}

const sequences = (all: readonly Numbered[]) => all.map(({ sequence }) => sequence);
const upTo = (last: number) => Array.from({ length: last }, (_, nth) => nth + 1);

describe("the journal", () => {
  test("has a thousand lines an answer, and says where the next begins (G-8)", async () => {
    const last = fleet.emulator.lastSequence();
    expect(last).toBeGreaterThan(10_000);
    let [since, pages] = [0, 0];
    const all: Numbered[] = [];
    for (;;) {
      const { read, next } = await lines(`?since=${since}`);
      all.push(...read);
      pages += 1;
      since = next;
      if (read.length < 1000) break;
    }
    expect(sequences(all)).toEqual(upTo(last));
    expect(pages).toBe(Math.floor(last / 1000) + 1);
    expect(since).toBe(last);
  });

  test("begins with the newest where that is asked for (G-8)", async () => {
    const last = fleet.emulator.lastSequence();
    const { read, next } = await lines("?order=newest&limit=3");
    expect([sequences(read), next]).toEqual([[last, last - 1, last - 2], last - 2]);
    const older = await lines(`?order=newest&limit=2&before=${next}`);
    expect(sequences(older.read)).toEqual([last - 3, last - 4]);
    expect(sequences((await lines("?since=2&before=6")).read)).toEqual([3, 4, 5]);
    expect(sequences((await lines("?order=newest&since=2&before=6")).read)).toEqual([5, 4, 3]);
    const [, , third] = (await lines("?limit=3")).read;
    const earlier = await lines(`?before=${third?.at}&limit=10000`);
    expect(earlier.read.every(({ at }) => at < String(third?.at))).toBe(true);
  });

  test("looks on until a page of what is meant is full (G-8)", async () => {
    const found = await lines("?type=RefreshStatusChanged&limit=2");
    expect(found.read).toHaveLength(2);
    const rest = await lines(`?type=RefreshStatusChanged&since=${found.next}`);
    expect(rest.next).toBe(fleet.emulator.lastSequence());
    expect(found.read.at(-1)?.sequence).toBe(found.next);
  });

  test("does not hold others up (G-8)", async () => {
    const order: string[] = [];
    await Promise.all([
      lines("?limit=10000").then(({ read }) => order.push(`journal ${read.length}`)),
      fleet.get("health").then(() => order.push("health")),
    ]);
    expect(order).toEqual(["health", "journal 10000"]);
  });
});

interface Decided {
  readonly refreshes: readonly { readonly id: string; readonly decisions: readonly Numbered[] }[];
  readonly next: number;
}

describe("decisions", () => {
  const decisions = async (query: string): Promise<Decided> =>
    (await fleet.get(`groups/web/decisions${query}`)).body;
  const of = ({ refreshes }: Decided) => refreshes.flatMap((one) => one.decisions);

  test("come in pages with the sequences of the journal's lines (G-8)", async () => {
    const all = of(await decisions(""));
    const decided = await lines("?type=Decided&limit=10000");
    expect(sequences(all)).toEqual(sequences(decided.read));
    const first = await decisions("?limit=5");
    expect(of(first)).toEqual(all.slice(0, 5));
    expect(of(await decisions(`?limit=5&since=${first.next}`))).toEqual(all.slice(5, 10));
    const newest = await decisions("?order=newest&limit=1");
    expect(of(newest)).toEqual(all.slice(-1));
    expect(newest.refreshes[0]?.decisions).toHaveLength(1);
    expect(of(await decisions(`?order=newest&before=${newest.next}`))).toEqual(
      all.slice(0, -1).toReversed(),
    );
  });
});

describe("events", () => {
  test("come in the same pages (G-8)", async () => {
    const ids = async (query: string): Promise<readonly string[]> =>
      (await fleet.get(`events${query}`)).body.events.map(({ id }: { id: string }) => id);
    const all = await ids("?limit=10000");
    expect(await ids("")).toEqual(all.slice(0, 1000));
    expect(await ids("?order=newest&limit=3")).toEqual(all.slice(-3).toReversed());
  });
});

test.each([
  ["journal?limit=0", "limit: must be from 1 to 10000"],
  ["journal?limit=10001", "limit: must be from 1 to 10000"],
  ["journal?order=random", "order: "],
  ["journal?before=soon", 'before: "soon" is no sequence and no ISO 8601 time'],
  ["groups/web/decisions?since=-1", 'since: "-1" is no sequence and no ISO 8601 time'],
  ["groups/web/decisions?limit=many", "limit: must be a whole number"],
  ["events?before=soon", "before: must be a whole number"],
  ["events?limit=10001", "limit: must be from 1 to 10000"],
])("%s is refused, and what would do is listed (G-8)", async (path, error) => {
  const { status, body } = await fleet.get(path);
  expect(status).toBe(400);
  expect(body.error).toContain(error);
  expect(body.accepted).toContain("?order=newest&limit=50");
});
