/**
 * Compares the planner with a plain reading of the rules:
 * `npm run model -- --cases 100000 --seed 1`. Each difference is told with the smallest case that
 * was found for it.
 */
import { inspect, parseArgs } from "node:util";
import { diceOf } from "../../fuzz/dice.ts";
import { differencesIn } from "./comparison.ts";
import { comparisons } from "./comparisons.ts";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "100000" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e9)) },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
const differences = differencesIn(comparisons, cases, (number) => diceOf(seed * 1e9 + number));
for (const difference of differences) {
  process.stdout.write(`${inspect(difference, { depth: 9, breakLength: 100 })}\n`);
}
process.stdout.write(
  `seed ${seed}: ${cases} cases of ${comparisons.map(({ name }) => name).join(", ")}; ` +
    `differences in ${differences.length} of these\n`,
);
if (differences.length > 0) process.exitCode = 1;
