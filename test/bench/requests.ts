/**
 * Requests a second, waiting times and processor time, each beside a bare Fastify server that gives
 * the same bytes in the same run, and beside moto's server where Python has it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import {
  processorMilliseconds,
  residentMebibytes,
  type ServerProcess,
  startAsgLocal,
  startBareFastify,
  startMoto,
  stop,
} from "./processes.ts";
import type { BenchmarkCase, Row } from "./report.ts";

const seconds = 3;

/** The form of a signed request; signatures are not verified, so any will do. */
const headers = {
  "content-type": "application/x-www-form-urlencoded; charset=utf-8",
  authorization:
    "AWS4-HMAC-SHA256 Credential=test/20260301/us-east-1/autoscaling/aws4_request, " +
    `SignedHeaders=content-type;host;x-amz-date, Signature=${"0".repeat(64)}`,
  "x-amz-date": "20260301T120000Z",
};

type Members = Readonly<Record<string, string>>;
type Send = (members: Members) => Promise<string>;

interface Scene {
  readonly what: string;
  readonly prepare: (send: Send) => Promise<void>;
  /** Sent in turn, again and again. */
  readonly calls: readonly Members[];
  readonly connections: readonly number[];
  /** The least part of the bare server's rate, by connections. */
  readonly aims?: Readonly<Record<number, number>>;
  readonly isDurable?: boolean;
  readonly isBesideMoto?: boolean;
}

const describeGroups: Members = { Action: "DescribeAutoScalingGroups" };
const groupNamed = (name: string): Members => ({ AutoScalingGroupName: name });
const both = [1, 32];

const setCapacity = [11, 12].map((capacity) => ({
  Action: "SetDesiredCapacity",
  DesiredCapacity: String(capacity),
  ...groupNamed("web"),
}));

const startAndCancel = ["StartInstanceRefresh", "CancelInstanceRefresh"].map((Action) => ({
  Action,
  ...groupNamed("web"),
}));

const scenes: readonly Scene[] = [
  {
    what: "one group of 3, described",
    prepare: (send) => createGroups(send, 1, 3),
    calls: [describeGroups],
    connections: both,
    aims: { 1: 0.8, 32: 0.5 },
    isBesideMoto: true,
  },
  {
    what: "one group of 12, described",
    prepare: (send) => createGroups(send, 1, 12),
    calls: [describeGroups],
    connections: both,
    aims: { 1: 0.75, 32: 0.4 },
  },
  {
    what: "a page of 100 groups of 3, described",
    prepare: (send) => createGroups(send, 100, 3),
    calls: [{ ...describeGroups, MaxRecords: "100" }],
    connections: both,
  },
  {
    what: "a group of 10,000, described",
    prepare: (send) => createGroups(send, 1, 10_000),
    calls: [describeGroups],
    connections: [1],
  },
  {
    what: "50 refreshes, described",
    prepare: async (send) => {
      await createGroups(send, 1, 1);
      await send({ Action: "SuspendProcesses", ...groupNamed("web"), ...only("InstanceRefresh") });
      for (let nth = 0; nth < 50; nth += 1) for (const call of startAndCancel) await send(call);
    },
    calls: [{ Action: "DescribeInstanceRefreshes", ...groupNamed("web") }],
    connections: both,
  },
  {
    what: "SetDesiredCapacity",
    prepare: (send) => createGroups(send, 1, 12),
    calls: setCapacity,
    connections: both,
  },
  {
    what: "SetDesiredCapacity, with --data",
    prepare: (send) => createGroups(send, 1, 12),
    calls: setCapacity,
    connections: both,
    isDurable: true,
  },
  {
    what: "StartInstanceRefresh and CancelInstanceRefresh",
    prepare: async (send) => {
      await createGroups(send, 1, 1);
      await send({ Action: "SuspendProcesses", ...groupNamed("web"), ...only("InstanceRefresh") });
    },
    calls: startAndCancel,
    connections: [1],
  },
];

const only = (process: string): Members => ({ "ScalingProcesses.member.1": process });

export const requests: BenchmarkCase = {
  name: "requests",
  run: async () => {
    const rows: Row[] = [];
    for (const scene of scenes) rows.push(...(await measured(scene)));
    return rows;
  },
};

async function measured(scene: Scene): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-bench-"));
  const flags = scene.isDurable === true ? ["--data", join(folder, "data")] : [];
  const ours = await startAsgLocal("--timing", "instant", ...flags);
  const send = sendTo(ours.endpoint);
  await scene.prepare(send);
  let answer = "";
  for (const call of scene.calls) answer = await send(call);
  const bare = await startBareFastify(answer);
  const moto = scene.isBesideMoto === true ? await startMoto() : undefined;
  if (moto !== undefined) await scene.prepare(sendTo(moto.endpoint));
  const rows: Row[] = [];
  for (const connections of scene.connections) {
    const beside = { bare: await loaded(bare, scene, connections) };
    const own = await loaded(ours, scene, connections);
    rows.push(...rowsOf(scene, connections, own, beside.bare));
    if (moto === undefined) continue;
    const factor = own.rate / (await rateOfMoto(moto, scene, connections));
    const name = `${scene.what}, ${withConnections(connections)}`;
    rows.push({
      what: `${name}: times as many as moto's server`,
      asgLocal: `${factor.toFixed(0)}x`,
      bare: "",
      aim: "at least 20x",
      value: factor,
    });
  }
  const mebibytes = residentMebibytes(ours);
  await Promise.all([ours, bare, ...(moto === undefined ? [] : [moto])].map(stop));
  rmSync(folder, { recursive: true });
  const what = `${scene.what}: resident memory after it`;
  const memory = { what, asgLocal: `${mebibytes.toFixed(0)} MiB`, bare: "", aim: "" };
  return [...rows, { ...memory, value: mebibytes }];
}

const withConnections = (count: number) => `${count} connection${count === 1 ? "" : "s"}`;

interface Loaded {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the server for one request, in microseconds. */
  readonly processor: number;
}

function rowsOf({ what, aims }: Scene, connections: number, own: Loaded, bare: Loaded): Row[] {
  const name = `${what}, ${withConnections(connections)}`;
  const least = aims?.[connections];
  const ratio = (one: number, other: number) => (one / other).toFixed(2);
  return [
    {
      what: `${name}: requests a second`,
      asgLocal: own.rate.toFixed(0),
      bare: bare.rate.toFixed(0),
      aim: `${least === undefined ? "" : `at least ${least}: `}${ratio(own.rate, bare.rate)}`,
      value: own.rate / bare.rate,
    },
    {
      what: `${name}: half and 99 % answered within`,
      asgLocal: `${own.p50} and ${own.p99} ms`,
      bare: `${bare.p50} and ${bare.p99} ms`,
      aim: "",
      value: own.p99,
    },
    {
      what: `${name}: processor time a request`,
      asgLocal: `${own.processor.toFixed(0)} µs`,
      bare: `${bare.processor.toFixed(0)} µs`,
      aim: `${ratio(own.processor, bare.processor)}x`,
      value: own.processor / bare.processor,
    },
  ];
}

/** The servers have their own processes, so this one may use its thread for the load. */
async function loaded(
  server: ServerProcess,
  { calls }: Scene,
  connections: number,
): Promise<Loaded> {
  const requests = calls.map((call) => ({ method: "POST" as const, headers, body: form(call) }));
  const load = { url: server.endpoint, connections, requests };
  await autocannon({ ...load, duration: 1 });
  const before = processorMilliseconds(server);
  const result = await autocannon({ ...load, duration: seconds });
  const processor = processorMilliseconds(server) - before;
  const { errors, non2xx, latency } = result;
  // The load before it may have ended between the two calls of a pair.
  if (errors > 0 || non2xx > 1)
    throw new Error(`${errors} errors, ${non2xx} answers other than 2xx`);
  const { average: rate, total } = result.requests;
  return { rate, p50: latency.p50, p99: latency.p99, processor: (processor * 1000) / total };
}

const motoRequests = 500;

/**
 * In requests a second, by plain requests: under the load generator moto's rates vary a
 * thousandfold. Moto's own processor time is all that limits it.
 */
async function rateOfMoto(
  { endpoint }: ServerProcess,
  { calls }: Scene,
  connections: number,
): Promise<number> {
  const send = sendTo(endpoint);
  const waiting = Array.from({ length: motoRequests / calls.length }, () => calls).flat();
  const askOn = async () => {
    for (let call = waiting.pop(); call !== undefined; call = waiting.pop()) await send(call);
  };
  const since = performance.now();
  await Promise.all(Array.from({ length: connections }, askOn));
  return motoRequests / ((performance.now() - since) / 1000);
}

const form = (members: Members) =>
  new URLSearchParams({ Version: "2011-01-01", ...members }).toString();

function sendTo(url: string): Send {
  return async (members) => {
    const answer = await fetch(url, { method: "POST", headers, body: form(members) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text;
  };
}

async function createGroups(send: Send, count: number, size: number): Promise<void> {
  const launch = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro" };
  await send({
    Action: "CreateLaunchConfiguration",
    LaunchConfigurationName: "web",
    ...launch,
  });
  for (let nth = 0; nth < count; nth += 1) {
    await send({
      Action: "CreateAutoScalingGroup",
      ...groupNamed(count === 1 ? "web" : `web-${nth}`),
      MinSize: "0",
      MaxSize: String(size),
      DesiredCapacity: String(size),
      LaunchConfigurationName: "web",
      "AvailabilityZones.member.1": "us-east-1a",
    });
  }
}
