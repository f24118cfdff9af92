/**
 * Runs the benchmark cases one after the other and prints one table: `npm run bench`, or
 * `npm run bench -- refresh` for the cases whose name is given. A new case is one more entry here.
 */
import { cpus } from "node:os";
import { idle } from "./idle.ts";
import { plan } from "./plan.ts";
import { refresh } from "./refresh.ts";
import { type BenchmarkCase, type Row, table } from "./report.ts";
import { stalls } from "./stalls.ts";
import { startup } from "./startup.ts";
import { throughput } from "./throughput.ts";

const cases: readonly BenchmarkCase[] = [startup, throughput, refresh, plan, stalls, idle];

const names = process.argv.slice(2);
const chosen = cases.filter(({ name }) => names.length === 0 || names.includes(name));
const rows: Row[] = [];
for (const one of chosen) rows.push(...(await one.run()));

const processors = cpus();
const machine = `Node ${process.version}, ${processors.length} x ${processors[0]?.model}`;
process.stdout.write(`${machine}\n\n${table(rows)}\n`);
