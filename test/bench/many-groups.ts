/**
 * 1,000 groups of 10 that refresh again and again, a minute in each second, while 32 connections
 * ask for one group or its refreshes: `npm run bench -- many-groups --seconds 600`.
 */
import { setTimeout as pause } from "node:timers/promises";
import autocannon from "autocannon";
import { signedHeaders } from "../cli/product.ts";
import { aws, watchHealth } from "./asking.ts";
import { residentMebibytes, type ServerProcess, withWorld } from "./processes.ts";
import type { BenchmarkCase, Row } from "./report.ts";

const names = Array.from({ length: 1000 }, (_, nth) => `web-${nth}`);

export const manyGroups: BenchmarkCase = {
  name: "many-groups",
  run: (seconds) =>
    withWorld(manyGroupsWorld(), ["--speed", "60"], (server) => measured(server, seconds)),
};

async function measured(server: ServerProcess, seconds: number): Promise<readonly Row[]> {
  const { endpoint } = server;
  await aws(endpoint, { Action: "DescribeAutoScalingGroups" });
  const before = residentMebibytes(server);
  for (const name of names) await startRefresh(endpoint, name);
  const starting = keepStarting(endpoint);
  await pause(2000);
  const watch = watchHealth(endpoint);
  const first = await polled(endpoint, seconds / 2);
  const half = residentMebibytes(server);
  const second = await polled(endpoint, seconds / 2);
  const longest = await watch.end();
  const started = await starting.end();
  const last = residentMebibytes(server);
  const what = `1000 groups of 10 refresh for ${seconds} s`;
  const requests = first.total + second.total;
  return [
    row(`${what}: half and 99 % answered within`, `${second.p50} and ${second.p99} ms`, {
      aim: `99 % within 25 ms; ${requests} requests, ${started} refreshes started`,
      value: Math.max(first.p99, second.p99),
    }),
    row(`${what}: longest wait for health`, `${longest.toFixed(0)} ms`, {
      aim: "under 50 ms",
      value: longest,
    }),
    row(`${what}: memory`, [before, half, last].map(rounded).join(", "), {
      aim: "at the start, half and end",
      value: last,
    }),
  ];
}

const rounded = (mebibytes: number) => `${mebibytes.toFixed(0)} MiB`;

function row(what: string, asgLocal: string, rest: Pick<Row, "aim" | "value">): Row {
  return { what, asgLocal, bare: "", ...rest };
}

async function polled(url: string, duration: number) {
  const requests = names.flatMap((name) => [
    polling({ Action: "DescribeAutoScalingGroups", "AutoScalingGroupNames.member.1": name }),
    polling({ Action: "DescribeInstanceRefreshes", AutoScalingGroupName: name, MaxRecords: "1" }),
  ]);
  // In a thread of its own, because building so many requests keeps this one from watching.
  const result = await autocannon({ url, connections: 32, duration, requests, workers: 1 });
  const { errors, non2xx, latency } = result;
  if (errors + non2xx > 0) throw new Error(`${errors} errors, ${non2xx} answers other than 2xx`);
  return { p50: latency.p50, p99: latency.p99, total: result.requests.total };
}

function polling(members: Readonly<Record<string, string>>) {
  const body = new URLSearchParams({ Version: "2011-01-01", ...members }).toString();
  return { method: "POST" as const, headers: signedHeaders, body };
}

function startRefresh(endpoint: string, name: string): Promise<string> {
  return aws(endpoint, {
    Action: "StartInstanceRefresh",
    AutoScalingGroupName: name,
    "Preferences.InstanceWarmup": "60",
  });
}

/** Starts each group's next refresh soon after the last one has ended. */
function keepStarting(endpoint: string) {
  let isOver = false;
  let started = names.length;
  const over = (async () => {
    for (let nth = 0; !isOver; nth = (nth + 1) % names.length) {
      await startRefresh(endpoint, names[nth] ?? "").then(
        () => (started += 1),
        (error: Error) => {
          if (!error.message.includes("InstanceRefreshInProgress")) throw error;
        },
      );
      await pause(10);
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await over;
      return started;
    },
  };
}

export function manyGroupsWorld() {
  const data = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro" };
  const groups = names.map((name) => ({
    name,
    launchTemplate: { name: "web" },
    minSize: 0,
    maxSize: 20,
    desiredCapacity: 10,
    availabilityZones: ["us-east-1a", "us-east-1b"],
    instances: [{ count: 10 }],
  }));
  return { regions: [{ launchTemplates: [{ name: "web", versions: [{ data }] }], groups }] };
}
