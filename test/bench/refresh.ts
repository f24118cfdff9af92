/** The wall time and memory of simulated refreshes, each in a process of its own, no server. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { BenchmarkCase, Row } from "./report.ts";
import type { Told } from "./story.ts";

const storyFile = join(import.meta.dirname, "story.ts");

export const refresh: BenchmarkCase = {
  name: "refresh",
  run: async () => {
    const sizes = [1_000, 10_000, 100_000];
    const tenths = sizes.map((size) => ({ size, told: tell("tenth", size) }));
    return [
      ...tenths.map(({ size, told }) =>
        row(`refresh of ${size} instances, min 90, warmup 300 s`, told, aims[size] ?? ""),
      ),
      growth(tenths),
      row("refresh of 10000 instances one at a time", tell("single", 10_000), "under 10 s"),
      row("1000 refreshes of 10 at once", tell("beside", 1_000), ""),
      row("14 days with 1000 paused refreshes", tell("paused", 1_000), "under 0.1 s"),
    ];
  },
};

const aims: Readonly<Record<number, string>> = {
  10000: "under 1 s",
  100000: "under 10 s and 600 MiB",
};

function tell(name: string, size: number): Told {
  const words = ["--import", "tsx", storyFile, name, String(size)];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8" })) as Told;
}

function row(what: string, { seconds, changes, mebibytes }: Told, aim: string): Row {
  const asgLocal = `${seconds.toFixed(2)} s, ${mebibytes.toFixed(0)} MiB`;
  return { what: `${what} (${changes} changes)`, asgLocal, bare: "", aim, value: seconds };
}

/** Time for one instance at the largest size beside the smallest. */
function growth(tenths: readonly { size: number; told: Told }[]): Row {
  const perInstance = tenths.map(({ size, told }) => told.seconds / size);
  const factor = (perInstance.at(-1) ?? 0) / (perInstance[0] ?? 1);
  return {
    what: "time for one instance, 100000 beside 1000",
    asgLocal: `${factor.toFixed(2)}x`,
    bare: "",
    aim: "under 1.5x",
    value: factor,
  };
}
