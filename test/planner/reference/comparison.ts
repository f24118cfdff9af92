/** Compares the planner with the reference over random cases, and makes a failing case small. */
import { isDeepStrictEqual } from "node:util";
import type { Dice } from "../../fuzz/dice.ts";

/** One piece of arithmetic: its cases, what the law says of one, what the planner says. */
export interface Comparison<Case> {
  readonly name: string;
  draw(dice: Dice): Case;
  /** Whether the law speaks of such a case; a smaller case may have left it. */
  isMeant(drawn: Case): boolean;
  byLaw(drawn: Case): unknown;
  byPlanner(drawn: Case): unknown;
}

export interface Difference {
  readonly name: string;
  readonly smallest: unknown;
  readonly byLaw: unknown;
  readonly byPlanner: unknown;
}

/** A comparison whose cases are its own affair. */
export interface AnyComparison {
  readonly name: string;
  differenceIn(dice: Dice): Difference | undefined;
}

/** The value with one number smaller or one item fewer, anywhere in it. */
function smallerValues(value: unknown): readonly unknown[] {
  if (typeof value === "number") {
    return [0, Math.floor(value / 2), value - 1].filter((one) => one >= 0 && one < value);
  }
  if (Array.isArray(value)) {
    const shorter = value.map((_, index) => value.toSpliced(index, 1));
    const inside = value.flatMap((item, index) =>
      smallerValues(item).map((smaller) => value.with(index, smaller)),
    );
    return [...shorter, ...inside];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    smallerValues(inner).map((smaller) => ({ ...value, [key]: smaller })),
  );
}

/** Draws a case and, if law and planner differ, looks for the smallest one that does so too. */
export function comparing<Case>(comparison: Comparison<Case>): AnyComparison {
  const { name } = comparison;
  const differs = (one: Case) =>
    comparison.isMeant(one) && !isDeepStrictEqual(comparison.byLaw(one), comparison.byPlanner(one));
  const smallestOf = (failing: Case): Case => {
    const smaller = (smallerValues(failing) as readonly Case[]).find(differs);
    return smaller === undefined ? failing : smallestOf(smaller);
  };
  const differenceIn = (dice: Dice): Difference | undefined => {
    let drawn = comparison.draw(dice);
    while (!comparison.isMeant(drawn)) drawn = comparison.draw(dice);
    if (!differs(drawn)) return undefined;
    const smallest = smallestOf(drawn);
    const [byLaw, byPlanner] = [comparison.byLaw(smallest), comparison.byPlanner(smallest)];
    return { name, smallest, byLaw, byPlanner };
  };
  return { name, differenceIn };
}

/** Case by case, in turn over the comparisons; stops at the first difference of each. */
export function differencesIn(
  comparisons: readonly AnyComparison[],
  cases: number,
  diceFor: (number: number) => Dice,
): readonly Difference[] {
  const found = new Map<string, Difference>();
  for (let number = 0; number < cases; number += 1) {
    const comparison = comparisons[number % comparisons.length];
    if (comparison === undefined || found.has(comparison.name)) continue;
    const difference = comparison.differenceIn(diceFor(number));
    if (difference !== undefined) found.set(comparison.name, difference);
  }
  return [...found.values()];
}
