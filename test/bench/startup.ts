/** How soon a started process answers, and how much memory it then holds. */

import {
  residentMebibytes,
  type ServerProcess,
  startAsgLocal,
  startBareFastify,
  stop,
} from "./processes.ts";
import { type BenchmarkCase, median, type Row } from "./report.ts";

const rounds = 7;

export const startup: BenchmarkCase = {
  name: "start-up",
  run: async () => {
    // In turn, so that both meet the same machine; the first round only warms the file cache.
    const ours: Measured[] = [];
    const bare: Measured[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      ours.push(await measured(() => startAsgLocal()));
      bare.push(await measured(() => startBareFastify("")));
    }
    return rows(ours.slice(1), bare.slice(1));
  },
};

interface Measured {
  readonly readyMilliseconds: number;
  readonly mebibytes: number;
}

async function measured(start: () => Promise<ServerProcess>): Promise<Measured> {
  const server = await start();
  const mebibytes = residentMebibytes(server);
  await stop(server);
  return { readyMilliseconds: server.readyMilliseconds, mebibytes };
}

function rows(ours: readonly Measured[], bare: readonly Measured[]): readonly Row[] {
  const ready = (all: readonly Measured[]) => median(all.map((one) => one.readyMilliseconds));
  const memory = (all: readonly Measured[]) => median(all.map((one) => one.mebibytes));
  const ratio = ready(ours) / ready(bare);
  return [
    {
      what: `time to ready, median of ${rounds}`,
      asgLocal: `${ready(ours).toFixed(0)} ms`,
      bare: `${ready(bare).toFixed(0)} ms`,
      aim: `at most 1.6x: ${ratio.toFixed(2)}x`,
      value: ratio,
    },
    {
      what: "resident memory when ready",
      asgLocal: `${memory(ours).toFixed(0)} MiB`,
      bare: `${memory(bare).toFixed(0)} MiB`,
      aim: "at most 80 MiB",
      value: memory(ours),
    },
  ];
}
