/** All arithmetic that is compared. */
import type { AnyComparison } from "./comparison.ts";
import { fleetComparisons } from "./fleet-comparisons.ts";
import { plainComparisons } from "./plain-comparisons.ts";

export const comparisons: readonly AnyComparison[] = [...plainComparisons, ...fleetComparisons];
