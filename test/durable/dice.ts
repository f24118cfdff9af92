/** Dice from a seed: the same seed throws the same numbers. */

export type Dice = (below: number) => number;

export function seededDice(seed: number): Dice {
  let state = seed | 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return Math.floor(((state >>> 8) / 2 ** 24) * below);
  };
}
