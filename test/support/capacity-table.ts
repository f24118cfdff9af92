/** The table of the bounds, row by row, with R-310 for minimum 100 alone. */

export type Mode = "none" | "T+L" | "L→T" | "mixed";

export interface CapacityRow {
  readonly desired: number;
  readonly min: number;
  /** Undefined: no maximum is in force. */
  readonly max: number | undefined;
  readonly minHealthy: number;
  readonly maxCapacity: number;
  readonly mode: Mode;
  readonly inReplacementAtOnce: number;
  readonly terminatedBeforeAnyNewIsReady: number;
}

type Line = readonly [number, number, number | undefined, number, number, Mode, number, number];

const none = undefined;

/** The members of a row, in the order of the table. */
const lines: readonly Line[] = [
  [0, 90, none, 0, 0, "none", 0, 0],
  [1, 90, none, 1, 1, "T+L", 1, 1],
  [1, 100, none, 1, 1, "L→T", 1, 0],
  [1, 0, none, 0, 1, "T+L", 1, 1],
  [1, 100, 100, 1, 1, "L→T", 1, 0],
  [1, 100, 110, 1, 1, "L→T", 1, 0],
  [1, 90, 110, 1, 1, "L→T", 1, 0],
  [1, 100, 200, 1, 2, "L→T", 1, 0],
  [2, 90, none, 2, 2, "T+L", 1, 1],
  [2, 50, none, 1, 2, "T+L", 1, 1],
  [2, 50, 100, 1, 2, "T+L", 1, 1],
  [2, 100, 100, 2, 2, "L→T", 1, 0],
  [2, 100, 150, 2, 3, "L→T", 1, 0],
  [2, 100, 200, 2, 4, "L→T", 2, 0],
  [2, 50, 150, 1, 3, "mixed", 2, 1],
  [3, 75, none, 3, 3, "T+L", 1, 1],
  [3, 66, none, 2, 3, "T+L", 1, 1],
  [3, 67, none, 3, 3, "T+L", 1, 1],
  [3, 34, none, 2, 3, "T+L", 1, 1],
  [3, 100, 110, 3, 3, "L→T", 1, 0],
  [3, 90, 120, 3, 3, "L→T", 1, 0],
  [3, 100, 134, 3, 4, "L→T", 1, 0],
  [4, 90, none, 4, 4, "T+L", 1, 1],
  [4, 75, none, 3, 4, "T+L", 1, 1],
  [4, 75, 100, 3, 4, "T+L", 1, 1],
  [4, 75, 125, 3, 5, "mixed", 2, 1],
  [4, 50, 150, 2, 6, "mixed", 4, 2],
  [4, 100, 125, 4, 5, "L→T", 1, 0],
  [4, 0, 100, 0, 4, "T+L", 4, 4],
  [5, 90, none, 5, 5, "T+L", 1, 1],
  [5, 80, none, 4, 5, "T+L", 1, 1],
  [5, 60, none, 3, 5, "T+L", 2, 2],
  [5, 100, 120, 5, 6, "L→T", 1, 0],
  [5, 90, 110, 5, 5, "L→T", 1, 0],
  [5, 50, 150, 3, 7, "mixed", 4, 2],
  [7, 70, 130, 5, 9, "mixed", 4, 2],
  [10, 90, none, 9, 10, "T+L", 1, 1],
  [10, 85, none, 9, 10, "T+L", 1, 1],
  [10, 80, none, 8, 10, "T+L", 2, 2],
  [10, 80, 100, 8, 10, "T+L", 2, 2],
  [10, 90, 120, 9, 12, "mixed", 3, 1],
  [10, 100, 100, 10, 10, "L→T", 1, 0],
  [10, 100, 110, 10, 11, "L→T", 1, 0],
  [10, 100, 150, 10, 15, "L→T", 5, 0],
  [10, 100, 200, 10, 20, "L→T", 10, 0],
  [10, 50, 150, 5, 15, "mixed", 10, 5],
  [10, 0, none, 0, 10, "T+L", 10, 10],
  [15, 100, 110, 15, 16, "L→T", 1, 0],
  [20, 90, none, 18, 20, "T+L", 2, 2],
  [20, 90, 110, 18, 22, "mixed", 4, 2],
  [100, 90, 100, 90, 100, "T+L", 10, 10],
  [100, 90, 120, 90, 120, "mixed", 30, 10],
  [100, 100, 110, 100, 110, "L→T", 10, 0],
];

export const capacityTable: readonly CapacityRow[] = lines.map(
  ([desired, min, max, minHealthy, maxCapacity, mode, atOnce, before]) => ({
    desired,
    min,
    max,
    minHealthy,
    maxCapacity,
    mode,
    inReplacementAtOnce: atOnce,
    terminatedBeforeAnyNewIsReady: before,
  }),
);
