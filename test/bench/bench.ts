/**
 * Runs the benchmark cases one after the other and prints one table: `npm run bench`, or
 * `npm run bench -- refresh` for the cases whose name is given. `--json FILE` keeps the run, and
 * `--compare FILE` shows it beside one that was kept; `--seconds N` is for the case of many groups.
 * `--page FILE` writes the table into a page. A new case is one more entry here.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { console } from "./console.ts";
import { events } from "./events.ts";
import { idle } from "./idle.ts";
import { manyGroups } from "./many-groups.ts";
import { memory } from "./memory.ts";
import { plan } from "./plan.ts";
import { refresh } from "./refresh.ts";
import { type BenchmarkCase, comparison, pageWith, type Row, type Run, table } from "./report.ts";
import { requests } from "./requests.ts";
import { stalls } from "./stalls.ts";
import { startup } from "./startup.ts";

const cases: readonly BenchmarkCase[] = [
  startup,
  requests,
  refresh,
  plan,
  stalls,
  manyGroups,
  events,
  console,
  memory,
  idle,
];

const { values, positionals: names } = parseArgs({
  options: {
    json: { type: "string" },
    compare: { type: "string" },
    page: { type: "string" },
    seconds: { type: "string", default: "20" },
  },
  allowPositionals: true,
});
const unknown = names.filter((given) => !cases.some(({ name }) => name === given));
if (unknown.length > 0) {
  const known = cases.map(({ name }) => name).join(", ");
  process.stderr.write(`no case is called ${unknown.join(", ")}; there are ${known}\n`);
  process.exit(2);
}
const chosen = cases.filter(({ name }) => names.length === 0 || names.includes(name));
const rows: Row[] = [];
for (const one of chosen) rows.push(...(await one.run(Number(values.seconds))));

const processors = cpus();
const machine = `Node ${process.version}, ${processors.length} x ${processors[0]?.model}`;
const run: Run = { machine, rows };
process.stdout.write(`${machine}\n\n${table(rows)}\n`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(run, undefined, 1)}\n`);
if (values.page !== undefined) {
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(values.page, pageWith(readFileSync(values.page, "utf8"), run, day));
}
if (values.compare !== undefined) {
  const before = JSON.parse(readFileSync(values.compare, "utf8")) as Run;
  process.stdout.write(`\n${comparison(run, before)}\n`);
}
