/** Chance from a number: the same number gives the same requests, on any machine. */
import { nextFraction, seeded } from "../../src/engine/random.ts";

export interface Dice {
  /** A whole number below this one. */
  below(count: number): number;
  /** True once in so many times. */
  oneIn(count: number): boolean;
  pick<T>(items: readonly T[]): T;
}

export function diceOf(number: number): Dice {
  const state = seeded(`fuzz ${number}`, "uuid");
  const below = (count: number) => Math.floor(nextFraction(state) * count);
  return {
    below,
    oneIn: (count) => below(count) === 0,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
  };
}
