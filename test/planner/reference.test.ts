/** The planner beside a plain reading of the rules; many more cases run with `npm run model`. */
import { expect, test } from "vitest";
import { diceOf } from "../fuzz/dice.ts";
import { differencesIn } from "./reference/comparison.ts";
import { comparisons } from "./reference/comparisons.ts";

test.each(comparisons)(
  "R-044 R-097 R-115 R-128 R-129 R-135 R-141 R-159 R-160 R-310 agrees with the rules about $name",
  (comparison) => {
    expect(differencesIn([comparison], 450, diceOf)).toEqual([]);
  },
);
