/** How soon a fresh process answers a plan for a large group; other requests wait for that long. */
import { processorMilliseconds, startAsgLocal, stop } from "./processes.ts";
import type { BenchmarkCase, Row } from "./report.ts";

const size = 10_000;

const usual: readonly (readonly [string, object])[] = [
  ["min 90", { MinHealthyPercentage: 90, InstanceWarmup: 300 }],
  ["min 100, max 110", { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 }],
  ["three checkpoints", { CheckpointPercentages: [10, 50, 100], CheckpointDelay: 600 }],
];

export const plan: BenchmarkCase = {
  name: "plan",
  run: async () => {
    const rows: Row[] = [];
    for (const [name, preferences] of usual) rows.push(await measured(name, preferences));
    return rows;
  },
};

async function measured(name: string, preferences: object): Promise<Row> {
  const server = await startAsgLocal();
  const before = processorMilliseconds(server);
  const since = performance.now();
  const answer = await fetch(`${server.endpoint}/_asg-local/plan`, {
    method: "POST",
    body: JSON.stringify({ describedGroup: { size }, preferences }),
  });
  const { status, launches } = (await answer.json()) as { status?: string; launches?: number };
  const seconds = (performance.now() - since) / 1000;
  const processor = (processorMilliseconds(server) - before) / 1000;
  await stop(server);
  if (status !== "Successful" || launches !== size) throw new Error(`the plan ends ${status}`);
  return {
    what: `plan for ${size} instances, ${name}, first answer`,
    asgLocal: `${seconds.toFixed(2)} s, ${processor.toFixed(2)} s of processor time`,
    bare: "",
    aim: "under 0.7 s",
    value: processor,
  };
}
