/** Resident memory of a process with much in it, and of one in which much has happened. */
import { aws, control } from "./asking.ts";
import { manyGroupsWorld } from "./many-groups.ts";
import { residentMebibytes, type ServerProcess, withWorld } from "./processes.ts";
import type { BenchmarkCase, Row } from "./report.ts";

const refreshes = 100;

export const memory: BenchmarkCase = {
  name: "memory",
  run: async () => [
    await withWorld(manyGroupsWorld(), ["--clock", "manual"], async (server) => {
      await aws(server.endpoint, { Action: "DescribeAutoScalingGroups", MaxRecords: "100" });
      return row("1000 groups of 10", server);
    }),
    await withWorld("web-fleet", ["--clock", "manual"], async (server) => {
      for (let nth = 0; nth < refreshes; nth += 1) await refreshOnce(server.endpoint);
      return row(`${refreshes} refreshes of 12 instances`, server);
    }),
  ],
};

function row(what: string, server: ServerProcess): Row {
  const mebibytes = residentMebibytes(server);
  const asgLocal = `${mebibytes.toFixed(0)} MiB`;
  return { what: `resident memory with ${what}`, asgLocal, bare: "", aim: "", value: mebibytes };
}

async function refreshOnce(endpoint: string): Promise<void> {
  await aws(endpoint, { Action: "StartInstanceRefresh", AutoScalingGroupName: "web" });
  await control(endpoint, "clock", { until: "settled" });
}
